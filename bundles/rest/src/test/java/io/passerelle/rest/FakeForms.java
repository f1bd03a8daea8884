// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.ConnectFormView;
import io.passerelle.api.FormConnections;
import io.passerelle.api.OAuthService.FlowView;
import io.passerelle.api.ProviderView;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.identity.SignedIn;
import io.passerelle.model.integration.Capability;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider with a form whose only right password is {@code right}. */
final class FakeForms implements FormConnections {
    static final ProviderView CARD = new ProviderView(
            ProviderId.of("dav"),
            "DAV",
            "Calendars",
            List.of(new ProviderView.CapabilityView(Capability.CALENDAR_READ, "reads", Set.of("caldav"))),
            true,
            Optional.empty(),
            Optional.of(new ConnectFormView(
                    "Welcome",
                    "Delete the app password",
                    List.of(
                            new ConnectFormView.Field(
                                    "user", ConnectFormView.Kind.USER_NAME, true, true, Optional.of(".+"), "User", "", "?",
                                    List.of()),
                            new ConnectFormView.Field(
                                    "password", ConnectFormView.Kind.SECRET, true, false, Optional.empty(), "Password", "", "",
                                    List.of(new ConnectFormView.Link("Help", URI.create("https://help.example/"))))))));

    final List<Optional<IntegrationId>> reconnected = new CopyOnWriteArrayList<>();

    @Override
    public FlowView connect(
            SignedIn who,
            ProviderId provider,
            Set<Capability> capabilities,
            Map<String, String> answers,
            Optional<IntegrationId> reconnect) {
        if (!provider.equals(CARD.id())) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
        if (!"right".equals(answers.get("password"))) {
            throw PasserelleException.of(ErrorCode.PASSWORD_REFUSED).about("password");
        }
        reconnected.add(reconnect);
        return new FlowView(
                "flow-2", provider, FlowView.Status.CONNECTED, Optional.empty(), Optional.of(FakeServices.INTEGRATION),
                capabilities, Set.of(), FakeServices.NOW.plusSeconds(600));
    }

    @Override
    public Map<String, String> identity(SignedIn who, IntegrationId integration) {
        if (!who.user().id().equals(FakeServices.ALICE) || !integration.equals(FakeServices.INTEGRATION)) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
        return Map.of("user", "ann");
    }
}
