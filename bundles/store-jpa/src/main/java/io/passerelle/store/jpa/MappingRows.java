// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.PairId;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.integration.Side;
import io.passerelle.store.spi.Mapping;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of {@code mapping}, written and read by plain JDBC: there are many. */
final class MappingRows {
    static final String COLUMNS = "pair_id, host_ref, identity, host_revision, provider_ref, provider_revision,"
            + " host_digests, provider_digests, residue, created_by_us";
    static final String MARKS = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?";
    static final String EXCLUDED = Arrays.stream(COLUMNS.split(", ?"))
            .skip(2)
            .map(column -> column + " = excluded." + column)
            .collect(Collectors.joining(", "));

    private MappingRows() {}

    static void bind(PreparedStatement statement, PairId pair, Mapping mapping) throws SQLException {
        statement.setObject(1, pair.value());
        statement.setBytes(2, Columns.utf8(mapping.hostRef().value()));
        statement.setBytes(3, mapping.identity());
        statement.setString(4, mapping.hostRevision().value());
        statement.setBytes(5, Columns.utf8(mapping.providerRef().value()));
        statement.setString(6, mapping.providerRevision().value());
        statement.setBytes(7, mapping.hostDigests());
        statement.setBytes(8, mapping.providerDigests().orElse(null));
        statement.setBytes(9, mapping.residue());
        statement.setString(10, mapping.createdByUs().map(Enum::name).orElse(null));
    }

    /** A batch names a host address once; of several, the last counts. */
    static Collection<Mapping> lastOfEach(List<Mapping> mappings) {
        Map<ItemRef, Mapping> last = new LinkedHashMap<>();
        mappings.forEach(mapping -> last.put(mapping.hostRef(), mapping));
        return last.values();
    }

    static Mapping read(ResultSet row) throws SQLException {
        return new Mapping(
                row.getBytes(3),
                new ItemRef(Columns.utf8(row.getBytes(2))),
                new Revision(row.getString(4)),
                new ItemRef(Columns.utf8(row.getBytes(5))),
                new Revision(row.getString(6)),
                row.getBytes(7),
                Optional.ofNullable(row.getBytes(8)),
                row.getBytes(9),
                Optional.ofNullable(row.getString(10)).map(Side::valueOf));
    }
}
