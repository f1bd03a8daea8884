// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.http;

import io.passerelle.dav.DavAccount;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The places an account's credential may be sent to. Immutable. */
public final class Origins {
    private final Set<String> pinned = new HashSet<>();
    private final boolean plainHttp;

    Origins(DavAccount account) {
        plainHttp = account.plainHttp();
        pinned.add(of(account.address()));
        account.origins().forEach(origin -> pinned.add(of(origin)));
    }

    /** Whether an address is one of this account's. */
    public boolean allow(URI address) {
        return address.getHost() != null && address.getRawUserInfo() == null && pinned.contains(of(address));
    }

    void require(URI address) {
        if (!allow(address)) {
            throw PasserelleException.of(ErrorCode.FOREIGN_ADDRESS, "an address outside the account's origins");
        }
        if (!plainHttp && !"https".equalsIgnoreCase(address.getScheme())) {
            throw PasserelleException.of(ErrorCode.ENCRYPTION_REQUIRED, "http");
        }
    }

    /** Scheme, host and port in one form. */
    public static String of(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        int port = address.getPort() >= 0 ? address.getPort() : "https".equals(scheme) ? 443 : 80;
        return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
