// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.dav.DavAccount;
import io.passerelle.dav.DavClient;
import io.passerelle.dav.DavCredential;
import io.passerelle.dav.DavLimits;
import java.net.URI;
import java.time.Duration;

/** Makes clients that reach an account's own server and no other, under the exceptions that hold now. */
final class Accounts {
    /** Of a run: an item may carry a photo, a calendar may be large, and nothing is without end. */
    static final DavLimits RUN = new DavLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2), 128L << 20, 4 << 20, 200_000, 4);

    /** Of a test before connecting, for which a person waits. */
    static final DavLimits TEST = new DavLimits(
            Duration.ofSeconds(5), Duration.ofSeconds(8), Duration.ofSeconds(12), 8L << 20, 1 << 20, 10_000, 2);

    private final AllowedAddresses allowed;

    Accounts(AllowedAddresses allowed) {
        this.allowed = allowed;
    }

    /** Where the calendars are; its client opens collections of both kinds. */
    DavClient calendars(CaldavCredential credential, DavLimits limits) {
        return client(credential.calendars(), credential.contacts(), credential, limits);
    }

    /** Where the address books are. */
    DavClient contacts(CaldavCredential credential, DavLimits limits) {
        return client(credential.contacts(), credential.calendars(), credential, limits);
    }

    private DavClient client(URI address, URI other, CaldavCredential credential, DavLimits limits) {
        DavAccount.Builder account = DavAccount.at(address)
                .credential(new DavCredential.Basic(credential.user(), credential.password()))
                .addresses(allowed.guard(address))
                .plainHttp(Ports.isPlain(address) && allowed.mayBePlain(address))
                .limits(limits);
        // The guard knows one port and one scheme; another one would not be looked at.
        if (Ports.of(other) == Ports.of(address) && !Ports.isPlain(other)) {
            account.alsoAt(other);
        }
        KnownService.originsOf(address).forEach(account::alsoAt);
        KnownService.originsOf(other).forEach(account::alsoAt);
        return DavClient.of(account.build());
    }
}
