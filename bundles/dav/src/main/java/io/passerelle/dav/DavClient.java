// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav;

import io.passerelle.dav.discovery.Discovery;
import io.passerelle.dav.discovery.NewCollection;
import io.passerelle.dav.http.DavHttp;
import io.passerelle.dav.items.Conditions;
import io.passerelle.dav.items.DavItems;
import io.passerelle.dav.items.Lanes;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.Traffic;
import java.util.List;

/**
 * One account on a CalDAV or CardDAV server.
 *
 * <p><b>Life cycle.</b> Opening one makes no request; it holds connections until closed. <b>Threads.</b> Any number.
 * <b>Errors.</b> {@link io.passerelle.model.error.PasserelleException} with, for {@link DavSide#PROVIDER}:
 * {@code PROVIDER_UNREACHABLE} (no answer), {@code SERVER_TOO_SLOW} (no whole answer in time, or one without end),
 * {@code CERTIFICATE_REFUSED}, {@code PROVIDER_ERROR} (5xx), {@code PROVIDER_ANSWER_UNREADABLE} (not DAV),
 * {@code GRANT_LOST} (401), {@code RATE_LIMITED_BY_PROVIDER} with the delay, {@code SERVER_NOT_FOUND} (no such name, or nothing
 * of the kind there), {@code ADDRESS_REFUSED} (by the {@link AddressGuard}), {@code ENCRYPTION_REQUIRED} (http),
 * {@code FOREIGN_ADDRESS} (the server points outside the account), {@code COLLECTION_GONE}, {@code COLLECTION_UNREADABLE}. For
 * {@link DavSide#HOST} the first six are {@code HOST_UNAVAILABLE}. <b>Waiting.</b> Every request ends within
 * {@link DavLimits#answer} for each attempt; what fails in transit is repeated at most twice.
 */
public final class DavClient implements AutoCloseable {
    private final DavAccount account;
    private final DavHttp http;
    private final Discovery discovery;
    private final Lanes lanes;
    private final DavItems.Shared shared;

    private DavClient(DavAccount account) {
        this.account = account;
        http = new DavHttp(account);
        discovery = new Discovery(account, http);
        lanes = new Lanes(account.limits().parallel());
        shared = new DavItems.Shared(
                new Conditions(), lanes, () -> discovery.principal().mailAddresses());
    }

    /** A client of this account; makes no request. */
    public static DavClient of(DavAccount account) {
        return new DavClient(account);
    }

    /**
     * Who the account's owner is and where their collections are. Also the test of address and credential. Asked once, then
     * remembered.
     */
    public DavPrincipal principal() {
        return discovery.principal();
    }

    /** The collections of a kind in the principal's homes, in the order of the server. Read afresh each time. */
    public List<DavCollection> collections(CollectionKind kind) {
        return discovery.collections(kind);
    }

    /**
     * Opens a collection without making a request; what it is, is read when first asked for.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code COLLECTION_GONE} when the id is none of this account's: not
     *     an address, or outside of its origins and of {@link DavAccount#below}
     */
    public ItemCollection open(CollectionId id) {
        return new DavItems(account, http.fork(), discovery.locate(id), shared);
    }

    /**
     * Creates a collection in the principal's first home. Its address follows from kind and name: when there is one of that
     * address already, that one is returned.
     *
     * @param kind what it is to hold
     * @param name display name, not blank
     */
    public CollectionInfo create(CollectionKind kind, String name) {
        return new NewCollection(discovery, http).create(kind, name);
    }

    /** What was sent and received so far, without the collections opened, which count for themselves. */
    public Traffic traffic() {
        return http.traffic();
    }

    /** Closes the connections; collections opened by this client cannot be used afterwards. */
    @Override
    public void close() {
        lanes.close();
        http.close();
    }
}
