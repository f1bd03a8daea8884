// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.provider;

import io.passerelle.provider.spi.ConnectForm;
import io.passerelle.provider.spi.FormField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The form of {@link MemoryProvider}. */
final class MemoryForm {
    static final String USER = "user";
    static final String PASSWORD = "password";

    static final ConnectForm FORM = new ConnectForm(
            List.of(
                    field(USER, FormField.Kind.USER_NAME, true, "User name", "Nom d’utilisateur"),
                    field(PASSWORD, FormField.Kind.SECRET, false, "Password", "Mot de passe")),
            Map.of(
                    Locale.ENGLISH, new ConnectForm.Texts("", "Nothing is left: memory forgets."),
                    Locale.FRENCH, new ConnectForm.Texts("", "Il ne reste rien : la mémoire oublie.")));

    private MemoryForm() {}

    private static FormField field(String id, FormField.Kind kind, boolean identity, String english, String french) {
        return new FormField(
                id,
                kind,
                true,
                identity,
                Optional.empty(),
                Map.of(
                        Locale.ENGLISH, new FormField.Texts(english, "", "", List.of()),
                        Locale.FRENCH, new FormField.Texts(french, "", "", List.of())));
    }
}
