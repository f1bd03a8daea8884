// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav;

import io.passerelle.dav.FaultyServer.Fault;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.item.Item;
import io.passerelle.testkit.collection.CollectionSubject;
import io.passerelle.testkit.collection.ItemCollectionContract;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** Whatever a server does wrong, its calendar does what every collection does. */
@DisplayName("104 105 over DAV")
class DavContractTest {
    private FaultyServer server;
    private DavClient client;

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private CollectionSubject subject(Fault... faults) {
        Set<Fault> all = Set.of(faults);
        server = new FaultyServer(all);
        client = DavClient.of(DavAccount.at(server.root()).plainHttp(true).addresses(AddressGuard.ANY).build());
        Set<CollectionSubject.Ability> abilities = EnumSet.allOf(CollectionSubject.Ability.class);
        abilities.remove(CollectionSubject.Ability.BODIES_IN_FEED);
        if (!all.contains(Fault.UNIQUE_UIDS)) {
            abilities.remove(CollectionSubject.Ability.UNIQUE_UIDS);
        }
        if (all.contains(Fault.READ_ONLY)) {
            abilities.remove(CollectionSubject.Ability.WRITES);
        }
        return new CollectionSubject() {
            @Override
            public Set<Ability> abilities() {
                return abilities;
            }

            @Override
            public ItemCollection open() {
                return client.open(CollectionId.of(FaultyServer.HOME));
            }

            @Override
            public boolean expireCursors() {
                if (all.contains(Fault.TOKEN_FULL_LIST)) {
                    // an empty calendar's answer cannot be told from no changes
                    server.put("one.ics", DavAnswersTest.event("one", "one"));
                }
                server.expireTokens();
                return true;
            }

            @Override
            public boolean seed(Item item) {
                return false;
            }
        };
    }

    @Nested
    class Ordinary implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return DavContractTest.this.subject(Fault.UNIQUE_UIDS);
        }
    }

    @Nested
    class RefusesTokensWithin207 implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return DavContractTest.this.subject(Fault.TOKEN_207, Fault.PAGES);
        }
    }

    @Nested
    class FailsOverUnknownTokens implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return DavContractTest.this.subject(Fault.TOKEN_500, Fault.NO_MULTIGET);
        }
    }

    @Nested
    class AnswersUnknownTokensWithEverything implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return DavContractTest.this.subject(Fault.TOKEN_FULL_LIST, Fault.IGNORES_CONDITIONS, Fault.UNIQUE_UIDS);
        }
    }

    @Nested
    class SerialisesAnew implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return DavContractTest.this.subject(Fault.SERIALISES_ANEW, Fault.ENCODES_ALL, Fault.FOREIGN_HREFS);
        }
    }

    @Nested
    class ReadOnly implements ItemCollectionContract {
        @Override
        public CollectionSubject subject() {
            return DavContractTest.this.subject(Fault.READ_ONLY);
        }
    }
}
