// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import io.passerelle.model.error.PasserelleException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The form by which an account is connected, as data: the page renders it, and the server checks answers against it before the
 * provider sees them.
 *
 * @param fields in the order in which they are asked, 1 to 20
 * @param texts what a person reads about the whole, by language; English is required
 */
public record ConnectForm(List<FormField> fields, Map<Locale, Texts> texts) {
    private static final int MOST_FIELDS = 20;

    /**
     * What a person reads about the form.
     *
     * @param introduction above the fields, for example that an app password is safer than one's own; may be empty
     * @param farewell what to do at the service after disconnecting, which nobody can do for the person: "Delete the app password
     *     in your account's settings"
     */
    public record Texts(String introduction, String farewell) {
        public Texts {
            Objects.requireNonNull(introduction);
            if (farewell.isBlank()) {
                throw new IllegalArgumentException("a form says what remains to be done after disconnecting");
            }
        }
    }

    public ConnectForm {
        fields = List.copyOf(fields);
        texts = Map.copyOf(texts);
        Set<String> ids = new HashSet<>();
        if (fields.isEmpty() || fields.size() > MOST_FIELDS || !fields.stream().allMatch(field -> ids.add(field.id()))) {
            throw new IllegalArgumentException("a form has 1 to " + MOST_FIELDS + " fields, each with an id of its own");
        }
        if (!texts.containsKey(Locale.ENGLISH)) {
            throw new IllegalArgumentException("a form has English texts");
        }
    }

    /** Texts in a language, English where it has none. */
    public Texts texts(Locale locale) {
        return texts.getOrDefault(Locale.forLanguageTag(locale.getLanguage()), texts.get(Locale.ENGLISH));
    }

    /**
     * Checks what was filled in. Answers lose the blanks around them, except secrets; an empty one counts as absent.
     *
     * @param values by field id
     * @throws PasserelleException {@code INVALID_INPUT} with the field: an unknown one, a required one that is absent, or one whose
     *     answer is too long, has control characters or does not match
     */
    public FormAnswers accept(Map<String, String> values) {
        Map<String, String> unknown = new HashMap<>(values);
        Map<String, String> accepted = new HashMap<>();
        for (FormField field : fields) {
            String value = stripped(field, unknown.remove(field.id()));
            if (!value.isEmpty()) {
                accepted.put(field.id(), checked(field, value));
            } else if (field.required()) {
                throw PasserelleException.invalid(field.id(), "is required");
            }
        }
        if (!unknown.isEmpty()) {
            // Not its name: it came from outside.
            throw PasserelleException.invalid("answers", "has a field that the form does not have");
        }
        return new FormAnswers(accepted);
    }

    private static String stripped(FormField field, String value) {
        if (value == null) {
            return "";
        }
        return field.kind() == FormField.Kind.SECRET ? value : value.strip();
    }

    private static String checked(FormField field, String value) {
        if (value.length() > FormField.LONGEST_ANSWER) {
            throw PasserelleException.invalid(field.id(), "has at most " + FormField.LONGEST_ANSWER + " characters");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw PasserelleException.invalid(field.id(), "has no control characters");
        }
        if (field.pattern().isPresent() && !Pattern.matches(field.pattern().get(), value)) {
            throw PasserelleException.invalid(field.id(), "does not have the form that is asked for");
        }
        return value;
    }
}
