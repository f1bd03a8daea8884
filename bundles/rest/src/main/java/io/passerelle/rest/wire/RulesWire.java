// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest.wire;

import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.SyncFilter;
import java.util.List;

/** How a pair is treated, beyond direction, window and conflicts. */
public record RulesWire(DeletionPolicy deletions, Privacy privacy, boolean privateAsBusy, FilterWire filter) {

    /** What is left out; categories in their alphabetical order. */
    public record FilterWire(boolean free, boolean declined, boolean allDay, List<String> categories) {}

    /** Over the wire. */
    public static RulesWire of(PairRules rules) {
        SyncFilter filter = rules.filter();
        return new RulesWire(
                rules.deletions(),
                rules.privacy(),
                rules.privateAsBusy(),
                new FilterWire(
                        filter.free(),
                        filter.declined(),
                        filter.allDay(),
                        filter.categories().stream().sorted().toList()));
    }
}
