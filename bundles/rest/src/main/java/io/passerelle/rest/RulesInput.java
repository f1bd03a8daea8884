// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.SyncFilter;
import io.passerelle.rest.wire.Requests;
import java.util.List;
import java.util.Set;

/** Reads rules of a pair. All of them or none: what is forgotten must not show more of an event than was meant. */
final class RulesInput {
    private static final int MOST_CATEGORIES = 100;

    private RulesInput() {}

    static PairRules of(String at, Requests.Rules rules) {
        return new PairRules(
                Input.required(at + ".deletions", rules.deletions()),
                Input.required(at + ".privacy", rules.privacy()),
                Input.required(at + ".privateAsBusy", rules.privateAsBusy()),
                filter(at + ".filter", Input.required(at + ".filter", rules.filter())));
    }

    private static SyncFilter filter(String at, Requests.Filter filter) {
        List<String> categories = Input.required(at + ".categories", filter.categories());
        if (categories.size() > MOST_CATEGORIES) {
            throw PasserelleException.invalid(at + ".categories", "has at most " + MOST_CATEGORIES + " entries");
        }
        for (int i = 0; i < categories.size(); i++) {
            Input.required(at + ".categories[" + i + "]", categories.get(i));
        }
        return new SyncFilter(
                Input.required(at + ".free", filter.free()),
                Input.required(at + ".declined", filter.declined()),
                Input.required(at + ".allDay", filter.allDay()),
                Set.copyOf(categories));
    }
}
