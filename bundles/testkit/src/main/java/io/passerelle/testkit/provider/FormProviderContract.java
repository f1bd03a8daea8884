// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.ErrorType;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.provider.spi.AccessTokens;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.ConnectForm;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.Credential;
import io.passerelle.provider.spi.FormField;
import io.passerelle.provider.spi.ProviderDescriptor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a provider promises that is connected by a form. */
public interface FormProviderContract extends ProviderContract {

    @Override
    FormProviderSubject provided();

    private static ConnectForm form(FormProviderSubject subject) {
        return subject.provider().descriptor().form().orElseThrow();
    }

    private static Authorization connect(FormProviderSubject subject, Map<String, String> answers) {
        return subject.provider().authorizer().connect(form(subject).accept(answers));
    }

    private static Set<String> fields(FormProviderSubject subject, boolean secret) {
        return form(subject).fields().stream()
                .filter(field -> secret ? field.kind() == FormField.Kind.SECRET : field.identity())
                .map(FormField::id)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> withWrongSecrets(FormProviderSubject subject) {
        Map<String, String> wrong = new HashMap<>(subject.answers());
        fields(subject, true).forEach(secret -> wrong.computeIfPresent(secret, (field, right) -> "canary-" + right));
        return wrong;
    }

    private static Set<Capability> served(FormProviderSubject subject, Authorization authorization) {
        Set<Capability> served = EnumSet.noneOf(Capability.class);
        for (ProviderDescriptor.CapabilityScopes each : subject.provider().descriptor().capabilities()) {
            if (authorization.grantedScopes().containsAll(each.scopes())) {
                served.add(each.capability());
            }
        }
        return served;
    }

    private static Connector connector(FormProviderSubject subject, Authorization authorization, AtomicInteger lost) {
        AccessTokens tokens = new AccessTokens() {
            @Override
            public String current() {
                return authorization.credential().accessToken();
            }

            @Override
            public String renewed(String rejected) {
                lost.incrementAndGet();
                throw PasserelleException.of(ErrorCode.GRANT_LOST);
            }
        };
        return subject.provider()
                .connect(new Connection(
                        IntegrationId.random(), authorization.account(), served(subject, authorization), tokens));
    }

    @Test
    @DisplayName("the form speaks English and French, asks for a secret and for whose account it is, and says how to leave")
    default void formIsComplete() {
        FormProviderSubject subject = provided();
        ConnectForm form = form(subject);

        for (Locale locale : List.of(Locale.ENGLISH, Locale.FRENCH)) {
            assertThat(form.texts()).containsKey(locale);
            assertThat(form.texts(locale).farewell()).isNotBlank();
            for (FormField field : form.fields()) {
                assertThat(field.texts()).containsKey(locale);
                assertThat(field.texts(locale).label()).isNotBlank();
                assertThat(field.pattern().isPresent() && field.texts(locale).mismatch().isBlank())
                        .as("field %s says what is wrong with an answer that does not match", field.id())
                        .isFalse();
            }
        }
        assertThat(fields(subject, true)).isNotEmpty();
        assertThat(fields(subject, false)).isNotEmpty();
    }

    @Test
    @DisplayName("D05 right answers are tested against the service and yield the account, something to seal, and what it can serve")
    default void rightAnswersConnect() {
        FormProviderSubject subject = provided();
        Authorization authorization = connect(subject, subject.answers());

        assertThat(served(subject, authorization)).isNotEmpty();
        try (Connector connector = connector(subject, authorization, new AtomicInteger())) {
            assertThat(connector.collections()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("the same answers lead to the same account")
    default void sameAccount() {
        FormProviderSubject subject = provided();

        assertThat(connect(subject, subject.answers())
                        .account()
                        .isSameAs(connect(subject, subject.answers()).account()))
                .isTrue();
    }

    @Test
    @DisplayName("a credential tells, for reconnecting, whose account it is, leads there again, and tells no secret")
    default void identityIsKnownAgain() {
        FormProviderSubject subject = provided();
        Authorization first = connect(subject, subject.answers());
        Map<String, String> identity = subject.provider().authorizer().identity(first.credential());
        Map<String, String> again = new HashMap<>(identity);
        fields(subject, true).forEach(secret -> again.put(secret, subject.answers().get(secret)));

        assertThat(identity.keySet()).isSubsetOf(fields(subject, false));
        fields(subject, true)
                .forEach(secret -> assertThat(identity).doesNotContainValue(subject.answers().get(secret)));
        assertThat(connect(subject, again).account().isSameAs(first.account())).isTrue();
    }

    @Test
    @DisplayName("something that is no credential of this provider is unreadable")
    default void foreignCredential() {
        FormProviderSubject subject = provided();
        Credential foreign = new Credential(new byte[] {1, 2, 3}, "foreign", Optional.empty());

        assertThatThrownBy(() -> subject.provider().authorizer().identity(foreign))
                .isInstanceOfSatisfying(
                        PasserelleException.class,
                        unreadable -> assertThat(unreadable.code()).isEqualTo(ErrorCode.SECRET_UNREADABLE));
    }

    @Test
    @DisplayName("E12 a wrong secret is refused at its field, and the failure does not show it")
    default void wrongSecret() {
        FormProviderSubject subject = provided();
        PasserelleException refused =
                catchThrowableOfType(PasserelleException.class, () -> connect(subject, withWrongSecrets(subject)));
        StringWriter everything = new StringWriter();
        refused.printStackTrace(new PrintWriter(everything, true));

        assertThat(refused.code()).isEqualTo(ErrorCode.PASSWORD_REFUSED);
        assertThat(fields(subject, true)).contains(refused.field().orElseThrow());
        assertThat(everything.toString()).doesNotContain("canary");
    }

    @Test
    @DisplayName("E12 a password that was changed at the service asks for the person, once it is certain")
    default void changedPassword() {
        FormProviderSubject subject = provided();
        Authorization authorization = connect(subject, subject.answers());
        AtomicInteger lost = new AtomicInteger();
        subject.changePassword();

        try (Connector connector = connector(subject, authorization, lost)) {
            assertThatThrownBy(connector::collections)
                    .isInstanceOfSatisfying(
                            PasserelleException.class,
                            failure -> assertThat(failure.code().type()).isEqualTo(ErrorType.AUTH));
        }
        assertThat(lost).as("times that a refusal was reported").hasPositiveValue();
    }

    @Test
    @DisplayName("nothing that is returned shows a secret when it is printed")
    default void nothingPrintsSecrets() {
        FormProviderSubject subject = provided();
        Authorization authorization = connect(subject, subject.answers());
        String printed = authorization + " " + authorization.credential() + " " + authorization.account() + " "
                + authorization.account().issuer() + " " + authorization.account().subject() + " "
                + authorization.account().label() + " " + form(subject).accept(subject.answers());

        fields(subject, true)
                .forEach(secret -> assertThat(printed).doesNotContain(subject.answers().get(secret)));
    }
}
