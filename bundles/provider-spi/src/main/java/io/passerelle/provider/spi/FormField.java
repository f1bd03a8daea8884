// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One field of a {@link ConnectForm}.
 *
 * @param id name of the answer, {@code [a-z][a-zA-Z0-9]{0,39}}
 * @param kind what it holds; decides the input, what a browser may fill in, and whether it is a secret
 * @param required whether it has to be filled in
 * @param identity whether it says whose account it is: on a reconnection it is shown filled in and cannot be changed. Never a
 *     secret
 * @param pattern what an answer has to match as a whole, written so that Java and ECMAScript (flag {@code v}) read it alike; empty
 *     for anything
 * @param texts what a person reads, by language; English is required
 */
public record FormField(
        String id, Kind kind, boolean required, boolean identity, Optional<String> pattern, Map<Locale, Texts> texts) {
    /** The longest answer, in UTF-16 units. */
    public static final int LONGEST_ANSWER = 2048;

    private static final Pattern ID = Pattern.compile("[a-z][a-zA-Z0-9]{0,39}");

    /** What a field holds. */
    public enum Kind {
        /** A line of text. */
        TEXT,
        /** The address of a server, or an e-mail address that leads to it. */
        ADDRESS,
        /** The name that a person has at the service. */
        USER_NAME,
        /** A password or a key: typed unseen, never shown again, sealed. */
        SECRET
    }

    /**
     * What a person reads about a field.
     *
     * @param label its name
     * @param hint what to fill in, one or two sentences; may be empty
     * @param mismatch what is wrong with an answer that does not match the pattern; may be empty when there is no pattern
     * @param links where to get it, for example the page on which a service makes app passwords
     */
    public record Texts(String label, String hint, String mismatch, List<Link> links) {
        public Texts {
            if (label.isBlank()) {
                throw new IllegalArgumentException("a field has a label");
            }
            Objects.requireNonNull(hint);
            Objects.requireNonNull(mismatch);
            links = List.copyOf(links);
        }
    }

    /**
     * A page that helps. It opens in another window.
     *
     * @param text what it leads to
     * @param address its https address
     */
    public record Link(String text, URI address) {
        public Link {
            if (text.isBlank() || !"https".equals(address.getScheme()) || address.getHost() == null) {
                throw new IllegalArgumentException("a link has a text and an https address");
            }
        }
    }

    public FormField {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a field's id is a letter and at most 39 letters and digits");
        }
        Objects.requireNonNull(kind);
        pattern.ifPresent(Pattern::compile);
        texts = Map.copyOf(texts);
        if (!texts.containsKey(Locale.ENGLISH)) {
            throw new IllegalArgumentException("a field has English texts");
        }
        if (identity && kind == Kind.SECRET) {
            throw new IllegalArgumentException("a secret says nothing about whose account it is");
        }
    }

    /** Texts in a language, English where it has none. */
    public Texts texts(Locale locale) {
        return texts.getOrDefault(Locale.forLanguageTag(locale.getLanguage()), texts.get(Locale.ENGLISH));
    }
}
