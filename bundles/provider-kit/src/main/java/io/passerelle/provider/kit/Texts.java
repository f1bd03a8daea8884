// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * A provider's texts in English and French, read once from two UTF-8 property files beside one of its classes:
 * {@code texts.properties} and {@code texts_fr.properties}. Immutable.
 */
public final class Texts {
    private final Map<Locale, Properties> byLanguage;

    private Texts(Map<Locale, Properties> byLanguage) {
        this.byLanguage = byLanguage;
    }

    /**
     * Reads the texts.
     *
     * @param beside a class in the package that holds the files
     * @throws IllegalStateException when a file is missing or the two do not have the same keys
     */
    public static Texts beside(Class<?> beside) {
        Map<Locale, Properties> read = new LinkedHashMap<>();
        read.put(Locale.ENGLISH, read(beside, "texts.properties"));
        read.put(Locale.FRENCH, read(beside, "texts_fr.properties"));
        if (!read.get(Locale.ENGLISH).keySet().equals(read.get(Locale.FRENCH).keySet())) {
            throw new IllegalStateException("the texts differ in their keys");
        }
        return new Texts(read);
    }

    private static Properties read(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            Properties texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * One text in every language.
     *
     * @throws IllegalArgumentException when there is none of this name
     */
    public Map<Locale, String> all(String key) {
        Map<Locale, String> texts = new LinkedHashMap<>();
        byLanguage.forEach((language, properties) -> {
            String text = properties.getProperty(key);
            if (text == null) {
                throw new IllegalArgumentException("there is no text " + key);
            }
            texts.put(language, text);
        });
        return texts;
    }
}
