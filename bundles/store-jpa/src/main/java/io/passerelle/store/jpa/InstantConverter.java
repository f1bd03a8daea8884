// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** EclipseLink 5.0 cannot turn what H2 returns for a time stamp with zone into an {@link Instant}. */
@Converter(autoApply = true)
public final class InstantConverter implements AttributeConverter<Instant, OffsetDateTime> {
    /** Made by EclipseLink. */
    public InstantConverter() {}

    @Override
    public OffsetDateTime convertToDatabaseColumn(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    @Override
    public Instant convertToEntityAttribute(OffsetDateTime column) {
        return column == null ? null : column.toInstant();
    }
}
