// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.card;

import java.util.Map;

/** The codes of GENDER (RFC 6350 §6.2.7) and the words that people and Google use. */
final class GenderWords {
    static final Map<String, String> WORDS =
            Map.of("M", "male", "F", "female", "O", "other", "N", "none", "U", "unknown");

    private GenderWords() {}

    /** The code of a word, null where it has none. */
    static String code(String word) {
        return WORDS.entrySet().stream()
                .filter(one -> one.getValue().equals(word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
