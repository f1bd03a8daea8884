// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.kit.PinnedOrigins;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where Microsoft is: a cloud and the tenant whose people may connect, or an emulation of it.
 *
 * @param cloud which cloud
 * @param tenant {@code common}, {@code organizations}, {@code consumers}, or the id or domain of a tenant
 * @param emulation root of an emulation on loopback, which takes the place of the cloud
 */
record MicrosoftEndpoints(MicrosoftCloud cloud, String tenant, Optional<URI> emulation) {
    /** What MSAL believes to talk to while an emulation stands in: it insists on https and a name without port. */
    private static final String STAND_IN = "https://login.emulation.invalid";

    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}");

    MicrosoftEndpoints {
        if (!TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException("a tenant is common, organizations, consumers, an id or a domain");
        }
        if (emulation.filter(base -> !PinnedOrigins.isLoopback(base)).isPresent()) {
            throw PasserelleException.of(ErrorCode.FOREIGN_ADDRESS, "an emulation that is not on loopback");
        }
    }

    boolean isReal() {
        return emulation.isEmpty();
    }

    /** The authority for MSAL. */
    String authority() {
        return (isReal() ? cloud.login().toString() : STAND_IN) + "/" + tenant + "/";
    }

    /** Where an address of MSAL's really leads. */
    URI resolve(String address) {
        return isReal() || !address.startsWith(STAND_IN)
                ? URI.create(address)
                : URI.create(emulation.get() + address.substring(STAND_IN.length()));
    }

    /** Root of Graph, without a trailing slash. */
    String graph() {
        return emulation.orElse(cloud.graph()) + "/v1.0";
    }

    /** What permissions carry before them; the global cloud is meant when there is nothing. */
    String scopePrefix() {
        return cloud == MicrosoftCloud.GLOBAL || !isReal() ? "" : cloud.graph() + "/";
    }

    /** Asks for everything that was consented to. */
    String graphDefault() {
        return cloud.graph() + "/.default";
    }

    /** Who issues the tokens of a tenant. */
    String issuer(String tenantId) {
        return emulation.orElse(cloud.login()) + "/" + tenantId + "/v2.0";
    }

    /** The origins that credentials may be sent to. */
    PinnedOrigins origins() {
        return PinnedOrigins.of(isReal() ? List.of(cloud.login(), cloud.graph()) : List.of(emulation.get()));
    }
}
