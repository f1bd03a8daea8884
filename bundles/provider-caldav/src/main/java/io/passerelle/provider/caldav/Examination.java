// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.dav.DavClient;
import io.passerelle.dav.DavCollection;
import io.passerelle.dav.DavPrincipal;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.provider.spi.Authorization;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One test of what a person filled in: where the service is, whose account it is, and what is in it. */
final class Examination implements AutoCloseable {
    private static final Duration LOOKING = Duration.ofSeconds(15);

    private final Accounts accounts;
    private final Locator locator;
    private final String typed;
    private final String user;
    private final String password;
    private final List<DavClient> clients = new ArrayList<>();

    Examination(Accounts accounts, Locator locator, String typed, String user, String password) {
        this.accounts = accounts;
        this.locator = locator;
        this.typed = typed;
        this.user = user;
        this.password = password;
    }

    Authorization result() {
        if (user.indexOf(':') >= 0) {
            throw PasserelleException.invalid(CaldavForm.USER, "has no colon");
        }
        CaldavCredential credential = located();
        DavClient calendars = open(accounts.calendars(credential, Accounts.TEST));
        DavPrincipal principal = calendars.principal();
        Set<String> served = new HashSet<>();
        if (has(calendars, CollectionKind.CALENDAR)) {
            served.add(CaldavDescriptor.CALENDARS);
        }
        boolean together = credential.contacts().equals(credential.calendars());
        if (together ? has(calendars, CollectionKind.ADDRESS_BOOK) : hasContacts(credential)) {
            served.add(CaldavDescriptor.CONTACTS);
        }
        if (served.isEmpty()) {
            throw PasserelleException.of(ErrorCode.NO_COLLECTIONS_THERE);
        }
        return new Authorization(account(principal), credential.sealable(), served);
    }

    private CaldavCredential located() {
        TypedAddress address = TypedAddress.of(typed);
        Optional<KnownService> known = address.known();
        Deadline deadline = Deadline.in(LOOKING);
        List<URI> starts = known.map(service -> List.of(service.calendars())).orElse(address.starts());
        URI calendars = locator.first(starts, "caldav", deadline);
        URI contacts = known.map(KnownService::contacts).orElse(calendars);
        if (known.isEmpty() && !TypedAddress.hasPath(starts.get(0))) {
            contacts = contactsBeside(starts, calendars, deadline);
        }
        return new CaldavCredential(typed, calendars, contacts, user, password);
    }

    /** Contacts may lie elsewhere; where their place cannot be found, they are looked for where the calendars are. */
    private URI contactsBeside(List<URI> starts, URI calendars, Deadline deadline) {
        try {
            URI contacts = locator.first(starts, "carddav", deadline);
            boolean sameKind = Ports.of(contacts) == Ports.of(calendars) && Ports.isPlain(contacts) == Ports.isPlain(calendars);
            return sameKind && !Ports.host(contacts).equalsIgnoreCase(Ports.host(calendars)) ? contacts : calendars;
        } catch (PasserelleException notFound) {
            return calendars;
        }
    }

    private DavClient open(DavClient client) {
        synchronized (clients) {
            clients.add(client);
        }
        return client;
    }

    /** An account whose contacts fail has calendars all the same. */
    private boolean hasContacts(CaldavCredential credential) {
        try {
            return has(open(accounts.contacts(credential, Accounts.TEST)), CollectionKind.ADDRESS_BOOK);
        } catch (PasserelleException without) {
            return false;
        }
    }

    private static boolean has(DavClient client, CollectionKind kind) {
        return client.collections(kind).stream().anyMatch(DavCollection::isUsable);
    }

    /** Of a server without principals the user name tells accounts apart: the address is everybody's. */
    private Account account(DavPrincipal principal) {
        URI address = principal.address();
        boolean own = !principal.calendarHomes().contains(address);
        String subject = own ? address.getRawPath() : address.getRawPath() + " " + user;
        String label = user.contains("@")
                ? user
                : principal.mailAddresses().stream().sorted().findFirst().orElse(user + "@" + address.getHost());
        return new Account(address.getScheme() + "://" + address.getRawAuthority(), subject, label);
    }

    @Override
    public void close() {
        synchronized (clients) {
            clients.forEach(DavClient::close);
        }
    }
}
