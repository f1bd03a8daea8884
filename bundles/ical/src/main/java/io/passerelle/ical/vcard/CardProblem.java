// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.vcard;

import java.util.Objects;

/**
 * A card that could not be read, or not in full.
 *
 * @param index position of the card in the file, from 1
 * @param label what a person calls it, for showing to the person whose file it is; may be empty
 * @param property name of the property that is to blame, upper case; empty when it is the whole card
 * @param reason why
 */
public record CardProblem(int index, String label, String property, Reason reason) {
    /** Why a card is a problem. */
    public enum Reason {
        /** It is not closed, or the file ends within it. */
        CUT_OFF(false),
        /** It has more or longer lines than accepted. */
        TOO_LARGE(false),
        /** There is nothing in it that belongs to a contact. */
        EMPTY(false),
        /** It could not be understood at all. */
        MALFORMED(false),
        /** Read; a property has a value that it cannot have and was left out. */
        BAD_VALUE(true),
        /** Read; a picture or another file in it is larger than accepted and was left out. */
        FILE_TOO_LARGE(true),
        /** Read; a property was left out that holds a card of its own. */
        NESTED_CARD(true);

        private final boolean partial;

        Reason(boolean partial) {
            this.partial = partial;
        }

        /** Whether the card was read all the same. */
        public boolean partial() {
            return partial;
        }
    }

    public CardProblem {
        Objects.requireNonNull(label);
        Objects.requireNonNull(property);
        Objects.requireNonNull(reason);
    }

    /** Never the label. */
    @Override
    public String toString() {
        return "CardProblem[" + index + ", " + property + ", " + reason + "]";
    }
}
