// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.SyncFilter;

/** What rules of a pair have to keep to; what is wrong is named. */
final class RulesCheck {
    private static final int LONGEST_CATEGORY = 255;

    private RulesCheck() {}

    static void require(String at, CollectionKind kind, PairRules rules) {
        if (kind != CollectionKind.CALENDAR) {
            if (rules.privacy() != Privacy.FULL) {
                throw PasserelleException.invalid(at + ".privacy", "is for calendars");
            }
            if (!rules.filter().equals(SyncFilter.NONE)) {
                throw PasserelleException.invalid(at + ".filter", "is for calendars");
            }
        }
        for (String category : rules.filter().categories()) {
            if (category.isBlank()
                    || category.length() > LONGEST_CATEGORY
                    || category.chars().anyMatch(Character::isISOControl)) {
                throw PasserelleException.invalid(
                        at + ".filter.categories",
                        "each has 1 to " + LONGEST_CATEGORY + " characters, none of them a line break");
            }
        }
    }
}
