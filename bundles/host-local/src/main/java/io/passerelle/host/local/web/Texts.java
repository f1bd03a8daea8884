// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The texts of the pages, the same files that the browser reads. */
final class Texts {
    private static final JsonNode ENGLISH = load("en");
    private static final JsonNode FRENCH = load("fr");

    private Texts() {}

    static String of(Locale language, String key) {
        JsonNode texts = "fr".equals(language.getLanguage()) ? FRENCH : ENGLISH;
        return texts.path(key).asText(key);
    }

    private static JsonNode load(String language) {
        try (InputStream in = Texts.class.getResourceAsStream("/host/static/i18n/" + language + ".json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
