// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The form by which an account is connected, in one language.
 *
 * @param introduction above the fields; may be empty
 * @param farewell what remains to be done at the service after disconnecting
 * @param fields in the order in which they are asked
 */
public record ConnectFormView(String introduction, String farewell, List<Field> fields) {
    public ConnectFormView {
        fields = List.copyOf(fields);
    }

    /** What a field holds; a {@code SECRET} is typed unseen and never shown again. */
    public enum Kind {
        TEXT,
        ADDRESS,
        USER_NAME,
        SECRET
    }

    /**
     * A field.
     *
     * @param id name of the answer
     * @param kind what it holds
     * @param required whether it has to be filled in
     * @param identity whether it is fixed on a reconnection
     * @param pattern what an answer has to match as a whole
     * @param label its name
     * @param hint what to fill in; may be empty
     * @param mismatch what is wrong with an answer that does not match; may be empty
     * @param links pages that help
     */
    public record Field(
            String id,
            Kind kind,
            boolean required,
            boolean identity,
            Optional<String> pattern,
            String label,
            String hint,
            String mismatch,
            List<Link> links) {
        public Field {
            links = List.copyOf(links);
        }
    }

    /** A page that helps, with an https address. */
    public record Link(String text, URI address) {}
}
