// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.IntegrationService;
import io.passerelle.api.IntegrationView;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.rest.wire.RunWire;
import java.util.function.Function;

/** The integrations of whoever asks; somebody else's are not there. */
final class OwnIntegrations {
    private final IntegrationService integrations;

    OwnIntegrations(IntegrationService integrations) {
        this.integrations = integrations;
    }

    IntegrationView view(Caller caller, String id) {
        return integrations
                .find(caller.user(), Input.integration(id), caller.locale())
                .orElseThrow(Input::notFound);
    }

    IntegrationId id(Caller caller, String id) {
        return view(caller, id).integration().id();
    }

    /** What came of a run that the caller asked for. */
    RunWire run(Caller caller, String id, Function<IntegrationId, SyncHistory> work) {
        IntegrationView view = view(caller, id);
        return new WireMapper(caller.locale()).run(work.apply(view.integration().id()), view.pairs());
    }
}
