// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncItemResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a person looks at before, decides after, or takes back of a synchronisation. */
public final class ReviewWire {
    private ReviewWire() {}

    /** What the next run of a pair would do. */
    public record Preview(String pair, Instant madeAt, List<Part> parts) {}

    /** One kind of thing that it would do. */
    public record Part(Side side, SyncItemResult.Action action, int count, List<String> samples) {}

    /** When the run that was consented to starts. */
    public record Confirmed(Instant startedAt) {}

    /** A field that both sides changed; {@code chosen} is null while it waits. */
    public record Conflict(
            String id,
            String pair,
            String run,
            String label,
            String field,
            String hostValue,
            String providerValue,
            @JsonInclude(JsonInclude.Include.ALWAYS) Optional<Side> chosen,
            boolean byPerson,
            Instant at,
            Instant expiresAt) {}

    /** Conflicts, latest first. */
    public record ConflictList(List<Conflict> conflicts) {}

    /** Two items that look like the same, as they were when they were met. */
    public record Duplicate(String id, String pair, String label, List<Detail> details, Instant at) {}

    /** A field of both: what each side has, in the canonical form of the field. */
    public record Detail(String field, List<String> hostValues, List<String> providerValues) {}

    /** What looks like the same, latest first. */
    public record DuplicateList(List<Duplicate> duplicates) {}

    /** The run that can be taken back now, or null. */
    public record Undoable(@JsonInclude(JsonInclude.Include.ALWAYS) Optional<String> run) {}

    /** Where an item stands; {@code reason} is null when there is nothing special about it. */
    public record Explanation(
            String label,
            Side side,
            boolean synced,
            @JsonInclude(JsonInclude.Include.ALWAYS) Optional<Problem> reason) {}

    /** The items that were found. */
    public record ExplanationList(List<Explanation> items) {}
}
