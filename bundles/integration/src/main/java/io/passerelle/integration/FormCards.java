// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.api.ConnectFormView;
import io.passerelle.provider.spi.ConnectForm;
import io.passerelle.provider.spi.FormField;
import java.util.Locale;

/** A provider's form as a person sees it, in one language. Pure. */
final class FormCards {
    private FormCards() {}

    static ConnectFormView of(ConnectForm form, Locale locale) {
        ConnectForm.Texts texts = form.texts(locale);
        return new ConnectFormView(
                texts.introduction(),
                texts.farewell(),
                form.fields().stream().map(field -> field(field, locale)).toList());
    }

    private static ConnectFormView.Field field(FormField field, Locale locale) {
        FormField.Texts texts = field.texts(locale);
        return new ConnectFormView.Field(
                field.id(),
                kind(field.kind()),
                field.required(),
                field.identity(),
                field.pattern(),
                texts.label(),
                texts.hint(),
                texts.mismatch(),
                texts.links().stream()
                        .map(link -> new ConnectFormView.Link(link.text(), link.address()))
                        .toList());
    }

    private static ConnectFormView.Kind kind(FormField.Kind kind) {
        return switch (kind) {
            case TEXT -> ConnectFormView.Kind.TEXT;
            case ADDRESS -> ConnectFormView.Kind.ADDRESS;
            case USER_NAME -> ConnectFormView.Kind.USER_NAME;
            case SECRET -> ConnectFormView.Kind.SECRET;
        };
    }
}
