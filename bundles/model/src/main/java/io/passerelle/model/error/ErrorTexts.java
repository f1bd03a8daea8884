// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.error;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * What a person reads about an error: what happened, why, and what to do, in English or French.
 *
 * @param what what happened, one sentence
 * @param why the usual cause; may be empty
 * @param remedy what to do; may be empty when there is nothing to do
 */
public record ErrorTexts(String what, String why, String remedy) {
    private static final String BUNDLE = "io.passerelle.model.error.messages";

    /**
     * The texts of a code.
     *
     * @param code the code
     * @param locale French for a French locale, English otherwise
     */
    public static ErrorTexts of(ErrorCode code, Locale locale) {
        Locale spoken = "fr".equals(locale.getLanguage()) ? Locale.FRENCH : Locale.ROOT;
        ResourceBundle texts = ResourceBundle.getBundle(
                BUNDLE,
                spoken,
                ErrorTexts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new ErrorTexts(
                text(texts, code, "what"), text(texts, code, "why"), text(texts, code, "remedy"));
    }

    private static String text(ResourceBundle texts, ErrorCode code, String part) {
        try {
            return texts.getString(code + "." + part);
        } catch (MissingResourceException absent) {
            return "";
        }
    }
}
