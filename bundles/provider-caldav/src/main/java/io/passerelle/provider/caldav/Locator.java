// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Finds out where a service begins (RFC 6764 §5), before anybody's password is sent anywhere: each address on the way is looked
 * at for itself, and only the last one is where the account is.
 */
final class Locator {
    private static final int MOST_HOPS = 5;

    private final Probe probe;

    Locator(Probe probe) {
        this.probe = probe;
    }

    /**
     * The first of these places at which there is a server. A name that does not exist makes way for the next one; anything else
     * is told.
     *
     * @param service {@code caldav} or {@code carddav}
     */
    URI first(List<URI> starts, String service, Deadline deadline) {
        PasserelleException why = null;
        for (URI start : starts) {
            try {
                return locate(start, service, deadline);
            } catch (PasserelleException failed) {
                why = why == null ? failed : why;
                if (failed.code() != ErrorCode.SERVER_NOT_FOUND && failed.code() != ErrorCode.PROVIDER_UNREACHABLE) {
                    break;
                }
            }
        }
        throw Optional.ofNullable(why).orElseGet(() -> PasserelleException.of(ErrorCode.SERVER_NOT_FOUND));
    }

    private URI locate(URI start, String service, Deadline deadline) {
        URI current = TypedAddress.hasPath(start) ? start : start.resolve("/.well-known/" + service);
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            Probe.Answer answer = probe.ask(current, deadline);
            if (!answer.leadsOn()) {
                return current.getRawPath().startsWith("/.well-known/") ? current.resolve("/") : current;
            }
            current = next(current, answer.location().orElseThrow());
        }
        throw PasserelleException.of(ErrorCode.SERVER_NOT_FOUND, "redirects without end");
    }

    private static URI next(URI from, String location) {
        try {
            URI next = from.resolve(location);
            if (next.getHost() != null && next.getRawUserInfo() == null && List.of("http", "https").contains(next.getScheme())) {
                return new URI(next.getScheme(), null, next.getHost(), next.getPort(), next.getPath(), null, null);
            }
        } catch (IllegalArgumentException | java.net.URISyntaxException malformed) {
            // said below
        }
        throw PasserelleException.of(ErrorCode.SERVER_NOT_FOUND, "a redirect to no address");
    }
}
