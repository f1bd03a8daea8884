// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.passerelle.api.ConnectFormView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form by which an account is connected, in the caller's language. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FormWire(String introduction, String farewell, List<FieldWire> fields) {

    /** A field, named by its id in {@code answers} and in problems. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record FieldWire(
            String id,
            ConnectFormView.Kind kind,
            boolean required,
            boolean identity,
            Optional<String> pattern,
            String label,
            String hint,
            String mismatch,
            List<LinkWire> links) {}

    /** A page that helps. */
    public record LinkWire(String text, String address) {}

    /** What the form of a reconnection shows and keeps fixed, by field id; never a secret. */
    public record Identity(Map<String, String> answers) {}

    /** Of a form in one language. */
    public static FormWire of(ConnectFormView form) {
        return new FormWire(
                form.introduction(), form.farewell(), form.fields().stream().map(FormWire::field).toList());
    }

    private static FieldWire field(ConnectFormView.Field field) {
        return new FieldWire(
                field.id(),
                field.kind(),
                field.required(),
                field.identity(),
                field.pattern(),
                field.label(),
                field.hint(),
                field.mismatch(),
                field.links().stream()
                        .map(link -> new LinkWire(link.text(), link.address().toString()))
                        .toList());
    }
}
