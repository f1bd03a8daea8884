// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.api.IntegrationService.PairChange;
import io.passerelle.api.IntegrationService.SettingsChange;
import io.passerelle.api.IntegrationView;
import io.passerelle.api.SyncService;
import io.passerelle.api.SyncService.RunReport;
import io.passerelle.api.TokenService;
import io.passerelle.host.local.collections.LocalCollections;
import io.passerelle.host.local.database.HostDatabase;
import io.passerelle.integration.Cabinet;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.Write;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.ItemUid;
import io.passerelle.sync.engine.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Alice's calendar and Ann's Google calendar, connected and synced both ways by the bundles as they are. */
final class SyncedWorld implements AutoCloseable {
    static final UserId ALICE = GoogleWorld.ALICE.user().id();

    final GoogleWorld connect;
    final LocalCollections host;
    final SyncService sync;
    final Cabinet cabinet;
    private final CollectionInfo calendar;
    private final RevokingTokens tokens = new RevokingTokens();
    private final AtomicInteger added = new AtomicInteger();

    SyncedWorld(Path folder, Duration ourClockIsAhead) throws Exception {
        connect = new GoogleWorld(folder, ourClockIsAhead);
        host = new LocalCollections(new HostDatabase(connect.stores.dataSource()), connect.ours, Duration.ofDays(90));
        calendar = host.create(ALICE, CollectionKind.CALENDAR, "Calendar");
        GoogleWorld.SilentEvents events = new GoogleWorld.SilentEvents();
        sync = Engine.of(
                connect.stores, connect.cipher, events, connect.ours, folder, host, tokens, connect.provider);
        cabinet = new Cabinet(
                connect.stores, connect.cipher, events, connect.ours, host, tokens, sync, connect.provider);
    }

    /** Connected to Ann's account, with her primary calendar in both directions. */
    UserIntegration synced() {
        return synced(ConflictPolicy.PROVIDER);
    }

    /** The same; what both sides changed is decided by this policy. */
    UserIntegration synced(ConflictPolicy conflicts) {
        UserIntegration integration = connect.connected(GoogleWorld.ALICE, GoogleWorld.ANN);
        cabinet.service()
                .updateSettings(
                        ALICE,
                        integration.id(),
                        integration.version(),
                        new SettingsChange(15, List.of(new PairChange(
                                Optional.empty(),
                                CollectionKind.CALENDAR,
                                Optional.of(calendar.id()),
                                CollectionId.of(GoogleWorld.ANN),
                                Direction.BOTH,
                                conflicts,
                                Optional.empty(),
                                true))),
                        Locale.ENGLISH);
        for (SyncPair pair : connect.stores.integrations().pairs(ALICE.organisation(), integration.id())) {
            connect.stores.integrations().confirm(ALICE.organisation(), pair.id());
        }
        return integration;
    }

    RunReport run(UserIntegration integration) {
        return sync.run(ALICE, integration.id(), SyncTrigger.SCHEDULE);
    }

    IntegrationView card(UserIntegration integration) {
        return cabinet.service().find(ALICE, integration.id(), Locale.ENGLISH).orElseThrow();
    }

    /** From the n-th time that a token is asked for on, Google knows nothing of the grant any more. */
    void withdrawAtToken(int number) {
        tokens.left.set(number);
    }

    void googleUserAdds(int events) {
        for (int i = 0; i < events; i++) {
            int number = added.incrementAndGet();
            ObjectNode event = JsonNodeFactory.instance.objectNode().put("summary", "google " + number);
            event.putObject("start").put("dateTime", time(number, 10)).put("timeZone", "Europe/Paris");
            event.putObject("end").put("dateTime", time(number, 11)).put("timeZone", "Europe/Paris");
            connect.google.userInserts(GoogleWorld.ANN, event);
        }
    }

    private static String time(int day, int hour) {
        return "2026-%02d-%02dT%02d:00:00+00:00".formatted(1 + day / 28 % 12, 1 + day % 28, hour);
    }

    void hostUserAdds(int events) {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            int number = added.incrementAndGet();
            LocalDateTime start = LocalDateTime.of(2026, 1 + number / 28 % 12, 1 + number % 28, 15, 0);
            writes.add(new Write.Create(
                    "%032x".formatted(number),
                    CalendarEvent.single(
                            ItemUid.of("host-" + number + "@passerelle.test"),
                            EventTime.Timed.of(start, start.plusHours(1), ZoneId.of("Europe/Paris")),
                            EventDetails.builder().title("host " + number).build())));
        }
        try (ItemCollection open = host.open(ALICE, calendar.id())) {
            open.write(writes);
        }
    }

    /** Alice gives the only event of her calendar another title. */
    void hostUserRenames(String title) {
        try (ItemCollection open = host.open(ALICE, calendar.id());
                ChangeFeed feed = open.changesSince(Cursor.START)) {
            Change.Upsert only = (Change.Upsert) ((FeedStep.Page) feed.next()).changes().get(0);
            CalendarEvent event = (CalendarEvent) only.item().orElseThrow();
            CalendarEvent renamed = CalendarEvent.single(
                    event.uid(), event.when(), event.details().toBuilder().title(title).build());
            open.write(List.of(new Write.Update(
                    only.ref(), only.revision(), renamed, Set.of(FieldPath.of("title")))));
        }
    }

    /** Alice deletes her event of this title. */
    void hostUserDeletes(String title) {
        try (ItemCollection open = host.open(ALICE, calendar.id());
                ChangeFeed feed = open.changesSince(Cursor.START)) {
            List<Write> writes = ((FeedStep.Page) feed.next())
                    .changes().stream()
                            .map(Change.Upsert.class::cast)
                            .filter(event -> event.item().map(Item::label).filter(title::equals).isPresent())
                            .map(event -> (Write) new Write.Delete(event.ref(), event.revision()))
                            .toList();
            open.write(writes);
        }
    }

    /** Alice calls her calendar otherwise. */
    void hostUserRenamesCalendar(String name) {
        host.update(ALICE, calendar.id(), name, calendar.color().orElse("#3366cc"));
    }

    /** Ann gives the only event of hers another title. */
    void googleUserRenames(String title) {
        connect.google.userEdits(
                GoogleWorld.ANN,
                connect.google.live(GoogleWorld.ANN).get(0).path("id").asText(),
                JsonNodeFactory.instance.objectNode().put("summary", title));
    }

    List<String> titlesOnHost() {
        List<String> titles = new ArrayList<>();
        try (ItemCollection open = host.open(ALICE, calendar.id());
                ChangeFeed feed = open.changesSince(Cursor.START)) {
            while (feed.next() instanceof FeedStep.Page page) {
                page.changes().forEach(change ->
                        titles.add(((Change.Upsert) change).item().map(Item::label).orElseThrow()));
            }
        }
        return titles.stream().sorted().toList();
    }

    List<String> titlesAtGoogle() {
        return connect.google.live(GoogleWorld.ANN).stream()
                .map(event -> event.path("summary").asText())
                .sorted()
                .toList();
    }

    /** Everything that people have added so far, in the order of its titles. */
    int added() {
        return added.get();
    }

    @Override
    public void close() {
        connect.close();
    }

    /** The tokens as they are, and somebody at Google who withdraws the grant at a moment of the test's choice. */
    private final class RevokingTokens implements TokenService {
        private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

        @Override
        public String accessToken(UserId owner, IntegrationId id) {
            if (left.decrementAndGet() == 0) {
                connect.google.revokeGrant(GoogleWorld.ANN);
            }
            return connect.tokens.accessToken(owner, id);
        }

        @Override
        public String renewedToken(UserId owner, IntegrationId id, String rejected) {
            return connect.tokens.renewedToken(owner, id, rejected);
        }

        @Override
        public void revoke(UserId owner, IntegrationId id) {
            connect.tokens.revoke(owner, id);
        }
    }
}
