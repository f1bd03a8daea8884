// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav;

import io.passerelle.host.spi.HostCollections;
import io.passerelle.itests.hosts.DavServer;
import io.passerelle.itests.hosts.People.Person;
import io.passerelle.itests.hosts.RealHosts;
import io.passerelle.itests.hosts.Sogo;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.testkit.host.HostContract;
import io.passerelle.testkit.host.HostSubject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Servers that nobody here wrote do as hosts what every host does, in each way of acting for people. */
class RealHostContractIT {
    @TempDir
    static Path folder;

    private record Hosted(HostCollections collections, UserId user, UserId stranger) implements HostSubject {
        @Override
        public Set<CollectionKind> kinds() {
            return EnumSet.allOf(CollectionKind.class);
        }
    }

    private static UserId id(Person person) {
        return UserId.of(OrganisationId.DEFAULT, person.name());
    }

    private static String secret(String name, String... lines) throws Exception {
        return Files.write(folder.resolve(name), List.of(lines)).toString();
    }

    @Nested
    @DisplayName("SOGo by a trusted header")
    class SogoByHeader implements HostContract {
        @Override
        public HostSubject hosted() {
            Sogo sogo = RealHosts.sogo();
            return new Hosted(
                    new DavHost(Configured.header(sogo.door().resolve("dav/").toString(), "/SOGo/dav/{user}/")),
                    id(sogo.people().newcomer()),
                    id(sogo.people().newcomer()));
        }
    }

    @Nested
    @DisplayName("SOGo by its superuser")
    class SogoBySuperuser implements HostContract {
        @Override
        public HostSubject hosted() {
            Sogo sogo = RealHosts.sogo();
            try {
                return new Hosted(
                        new DavHost(Configured.superuser(
                                sogo.web().resolve("dav/").toString(), "/SOGo/dav/{user}/", "svc", secret("sogo", "svc-pw"))),
                        id(sogo.people().newcomer()),
                        id(sogo.people().newcomer()));
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
    }

    @Nested
    @DisplayName("Radicale by people's app passwords")
    class RadicaleByAppPasswords implements HostContract {
        @Override
        public HostSubject hosted() {
            DavServer radicale = RealHosts.radicale();
            Person one = radicale.people().newcomer();
            Person other = radicale.people().newcomer();
            try {
                String file = secret(
                        one.name(), one.name() + ":" + one.password(), other.name() + ":" + other.password());
                return new Hosted(
                        new DavHost(Configured.appPasswords(radicale.address().toString(), "/{user}/", file)), id(one), id(other));
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
    }

    @Nested
    @DisplayName("Xandikos, one for each person")
    class Xandikos implements HostContract {
        @Override
        public HostSubject hosted() {
            UserId alice = UserId.of(OrganisationId.DEFAULT, "alice");
            UserId bob = UserId.of(OrganisationId.DEFAULT, "bob");
            return new Hosted(
                    new OneServerEach(Map.of(
                            alice, new DavHost(Configured.header(RealHosts.xandikos().address().toString(), "/{user}/")),
                            bob, new DavHost(Configured.header(RealHosts.xandikosOfBob().address().toString(), "/{user}/")))),
                    alice,
                    bob);
        }
    }

    /** Xandikos knows one person only. */
    private record OneServerEach(Map<UserId, HostCollections> hosts) implements HostCollections {
        @Override
        public List<CollectionInfo> collections(UserId user, CollectionKind kind) {
            return hosts.get(user).collections(user, kind);
        }

        @Override
        public ItemCollection open(UserId user, CollectionId id) {
            return hosts.get(user).open(user, id);
        }

        @Override
        public CollectionInfo create(UserId user, CollectionKind kind, String name) {
            return hosts.get(user).create(user, kind, name);
        }
    }
}
