// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav;

import io.passerelle.dav.AddressGuard;
import io.passerelle.dav.DavAccount;
import io.passerelle.dav.DavClient;
import io.passerelle.dav.DavCollection;
import io.passerelle.dav.DavSide;
import io.passerelle.dav.MeetingPolicy;
import io.passerelle.host.spi.HostCollections;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** People's calendars and address books on the configured server. There only when it is configured. */
@Component(
        service = {HostCollections.class, DavHost.class},
        configurationPid = HostDavConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HostDavConfig.class)
public final class DavHost implements HostCollections {
    private final URI server;
    private final UserHome homes;
    private final Credentials credentials;
    private final MeetingPolicy meetings;

    /** Makes no request. */
    @Activate
    public DavHost(HostDavConfig config) {
        server = URI.create(config.url());
        homes = new UserHome(config.home());
        credentials = new Credentials(config, System::getenv);
        meetings = config.mailsParticipants() ? MeetingPolicy.QUIET : MeetingPolicy.PLAIN;
    }

    @Override
    public List<CollectionInfo> collections(UserId user, CollectionKind kind) {
        try (DavClient client = client(user)) {
            return client.collections(kind).stream().filter(DavCollection::isUsable).map(DavCollection::info).toList();
        }
    }

    @Override
    public ItemCollection open(UserId user, CollectionId id) {
        DavClient client = client(user);
        try {
            return new OpenedCollection(client, client.open(id));
        } catch (RuntimeException failed) {
            client.close();
            throw failed;
        }
    }

    @Override
    public CollectionInfo create(UserId user, CollectionKind kind, String name) {
        try (DavClient client = client(user)) {
            return client.create(kind, name);
        }
    }

    /** What the server calls a person; empty when it says nothing. */
    public Optional<String> displayName(UserId user) {
        try (DavClient client = client(user)) {
            return Optional.of(client.principal().name()).filter(name -> !name.isBlank());
        }
    }

    /** The address is an administrator's: it may be on this machine and without encryption. */
    private DavClient client(UserId user) {
        String home = homes.of(user);
        return DavClient.of(DavAccount.at(server.resolve(home))
                .credential(credentials.of(user))
                .principal(home)
                .below(home)
                .plainHttp(true)
                .addresses(AddressGuard.ANY)
                .meetings(meetings)
                .side(DavSide.HOST)
                .build());
    }
}
