// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.hosts;

import io.passerelle.dav.AddressGuard;
import io.passerelle.dav.DavAccount;
import io.passerelle.dav.DavClient;
import io.passerelle.dav.DavCredential;
import io.passerelle.dav.MeetingPolicy;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.testkit.collection.CollectionSubject;
import io.passerelle.testkit.collection.ItemCollectionContract;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** Calendars and address books of servers that nobody here wrote do what every collection does. */
@DisplayName("104 105 over DAV")
class DavCollectionsIT {
    private DavClient client;

    @AfterEach
    void close() {
        if (client != null) {
            client.close();
        }
    }

    private CollectionSubject subject(URI root, DavCredential credential, CollectionKind kind, CollectionSubject.Ability... lacking) {
        client = DavClient.of(DavAccount.at(root)
                .credential(credential)
                .plainHttp(true)
                .addresses(AddressGuard.ANY)
                .meetings(MeetingPolicy.PLAIN)
                .build());
        CollectionInfo made = client.create(kind, "Contract " + UUID.randomUUID());
        Set<CollectionSubject.Ability> abilities = EnumSet.allOf(CollectionSubject.Ability.class);
        abilities.remove(CollectionSubject.Ability.BODIES_IN_FEED);
        if (kind == CollectionKind.ADDRESS_BOOK) {
            abilities.remove(CollectionSubject.Ability.TELLS_TIMES);
        }
        abilities.removeAll(Set.of(lacking));
        return new CollectionSubject() {
            @Override
            public Set<Ability> abilities() {
                return abilities;
            }

            @Override
            public CollectionKind kind() {
                return kind;
            }

            @Override
            public ItemCollection open() {
                return client.open(made.id());
            }

            @Override
            public boolean expireCursors() {
                return false;
            }
        };
    }

    private CollectionSubject radicale(CollectionKind kind) {
        DavServer server = RealHosts.radicale();
        return subject(server.address(), basic(server.people().newcomer()), kind);
    }

    private CollectionSubject xandikos(CollectionKind kind, CollectionSubject.Ability... lacking) {
        return subject(RealHosts.xandikos().address(), new DavCredential.None(), kind, lacking);
    }

    private CollectionSubject sogo(CollectionKind kind, CollectionSubject.Ability... lacking) {
        Sogo sogo = RealHosts.sogo();
        return subject(sogo.web().resolve("dav/"), basic(sogo.people().newcomer()), kind, lacking);
    }

    private static DavCredential basic(People.Person person) {
        return new DavCredential.Basic(person.name(), person.password());
    }

    @Nested
    class RadicaleCalendar implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return radicale(CollectionKind.CALENDAR);
        }
    }

    @Nested
    class RadicaleAddressBook implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return radicale(CollectionKind.ADDRESS_BOOK);
        }
    }

    @Nested
    class XandikosCalendar implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return xandikos(CollectionKind.CALENDAR);
        }
    }

    @Nested
    class XandikosAddressBook implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return xandikos(CollectionKind.ADDRESS_BOOK, CollectionSubject.Ability.UNIQUE_UIDS);
        }
    }

    @Nested
    class SogoCalendar implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return sogo(CollectionKind.CALENDAR);
        }
    }

    @Nested
    class SogoAddressBook implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return sogo(CollectionKind.ADDRESS_BOOK, CollectionSubject.Ability.UNIQUE_UIDS);
        }
    }
}
