// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.dav.DavClient;
import io.passerelle.dav.DavCollection;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.integration.Capability;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One account at work. Reads its credential when first asked for something. */
final class CaldavConnector implements Connector {
    private final Accounts accounts;
    private final Connection connection;
    private Optional<Opened> opened = Optional.empty();

    CaldavConnector(Accounts accounts, Connection connection) {
        this.accounts = accounts;
        this.connection = connection;
    }

    /** What is open between calls. */
    private record Opened(CaldavCredential credential, DavClient calendars, DavClient contacts, Refusal refusal) {
        boolean areTogether() {
            return calendars == contacts;
        }
    }

    private Opened opened() {
        if (opened.isEmpty()) {
            String token = connection.tokens().current();
            CaldavCredential credential = CaldavCredential.of(token);
            DavClient calendars = accounts.calendars(credential, Accounts.RUN);
            DavClient contacts = credential.contacts().equals(credential.calendars())
                    ? calendars
                    : accounts.contacts(credential, Accounts.RUN);
            Refusal refusal =
                    new Refusal(connection.tokens(), token, () -> accounts.calendars(credential, Accounts.TEST));
            opened = Optional.of(new Opened(credential, calendars, contacts, refusal));
        }
        return opened.get();
    }

    @Override
    public List<CollectionInfo> collections() {
        Opened account = opened();
        List<CollectionInfo> found = new ArrayList<>();
        for (CollectionKind kind : CollectionKind.values()) {
            if (isGranted(kind)) {
                found.addAll(list(account, kind));
            }
        }
        return List.copyOf(found);
    }

    private List<CollectionInfo> list(Opened account, CollectionKind kind) {
        DavClient client = kind == CollectionKind.CALENDAR ? account.calendars() : account.contacts();
        return account.refusal().watch(() -> client.collections(kind)).stream()
                .filter(DavCollection::isUsable)
                .map(DavCollection::info)
                .map(info -> kind == CollectionKind.ADDRESS_BOOK ? elsewhere(info, account) : info)
                .map(info -> CaldavCollection.granted(info, mayWrite(kind)))
                .toList();
    }

    /** The client of the calendars opens both kinds: what lies at another origin needs its whole address. */
    private static CollectionInfo elsewhere(CollectionInfo info, Opened account) {
        if (account.areTogether() || !info.id().value().startsWith("/")) {
            return info;
        }
        URI contacts = account.credential().contacts();
        String whole = contacts.getScheme() + "://" + contacts.getRawAuthority() + info.id().value();
        return new CollectionInfo(
                CollectionId.of(whole), info.kind(), info.name(), info.access(), info.color(), info.zone(), info.primary());
    }

    @Override
    public ItemCollection open(CollectionId id) {
        Opened account = opened();
        ItemCollection collection = account.calendars().open(id);
        try {
            CollectionKind kind = account.refusal().watch(collection::info).kind();
            return new CaldavCollection(collection, mayWrite(kind), account.refusal());
        } catch (RuntimeException failed) {
            collection.close();
            throw failed;
        }
    }

    private boolean isGranted(CollectionKind kind) {
        return mayWrite(kind)
                || connection
                        .capabilities()
                        .contains(kind == CollectionKind.CALENDAR ? Capability.CALENDAR_READ : Capability.CONTACTS_READ);
    }

    private boolean mayWrite(CollectionKind kind) {
        Set<Capability> granted = connection.capabilities();
        return granted.contains(kind == CollectionKind.CALENDAR ? Capability.CALENDAR_WRITE : Capability.CONTACTS_WRITE);
    }

    @Override
    public void close() {
        opened.ifPresent(account -> {
            account.calendars().close();
            if (!account.areTogether()) {
                account.contacts().close();
            }
        });
        opened = Optional.empty();
    }
}
