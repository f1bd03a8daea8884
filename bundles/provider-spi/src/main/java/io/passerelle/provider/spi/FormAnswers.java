// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import java.util.Map;
import java.util.Optional;

/** A form as it was filled in and accepted by {@link ConnectForm#accept}. In memory only. Immutable. */
public final class FormAnswers {
    private final Map<String, String> values;

    FormAnswers(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * The answer to a required field.
     *
     * @param field its id
     * @throws IllegalArgumentException when there is none, so that the field is not a required one
     */
    public String required(String field) {
        return optional(field).orElseThrow(() -> new IllegalArgumentException("the form requires no field " + field));
    }

    /**
     * The answer to a field; empty when it was left empty.
     *
     * @param field its id
     */
    public Optional<String> optional(String field) {
        return Optional.ofNullable(values.get(field));
    }

    /** Never an answer. */
    @Override
    public String toString() {
        return "FormAnswers[not shown]";
    }
}
