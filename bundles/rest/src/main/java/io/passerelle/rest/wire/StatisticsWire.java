// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.passerelle.api.StatisticsService.Statistics;
import io.passerelle.api.StatisticsService.Sums;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Figures of a period that ends now. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record StatisticsWire(
        Instant from, Instant until, Sums total, List<StepWire> steps, Optional<Instant> lastSuccess) {

    /** Sums of one step, oldest first. */
    public record StepWire(Instant from, Sums sums) {}

    /** Over the wire. */
    public static StatisticsWire of(Statistics statistics) {
        return new StatisticsWire(
                statistics.from(),
                statistics.until(),
                statistics.total(),
                statistics.steps().stream()
                        .map(step -> new StepWire(step.from(), step.sums()))
                        .toList(),
                statistics.lastSuccess());
    }
}
