// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.dav.DavClient;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.AccessTokens;
import java.util.function.Supplier;

/**
 * Makes sure of a refusal before a person is bothered: a server that refuses one request, and lets the same password in a moment
 * later, is confused and no more.
 */
final class Refusal {
    private final AccessTokens tokens;
    private final String token;
    private final Supplier<DavClient> afresh;

    /**
     * Of one connector.
     *
     * @param token what the refused requests were made with
     * @param afresh a client of its own connections
     */
    Refusal(AccessTokens tokens, String token, Supplier<DavClient> afresh) {
        this.tokens = tokens;
        this.token = token;
        this.afresh = afresh;
    }

    /** Does something, and looks closer when it is refused. */
    <T> T watch(Supplier<T> work) {
        try {
            return work.get();
        } catch (PasserelleException failed) {
            if (failed.code() != ErrorCode.GRANT_LOST) {
                throw failed;
            }
            throw confirmed();
        }
    }

    /** What to end the run with. */
    PasserelleException confirmed() {
        try (DavClient client = afresh.get()) {
            client.principal();
            return PasserelleException.of(ErrorCode.TOKEN_REJECTED, "refused once, accepted a moment later");
        } catch (PasserelleException again) {
            if (again.code() != ErrorCode.GRANT_LOST) {
                return again;
            }
        }
        // Records that the person has to reconnect, unless they did so meanwhile.
        tokens.renewed(token);
        return PasserelleException.of(ErrorCode.TOKEN_REJECTED, "another password was filled in meanwhile");
    }
}
