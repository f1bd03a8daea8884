// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.collections;

import io.passerelle.host.local.database.HostDatabase;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.ItemUid;
import io.passerelle.testkit.collection.CollectionSubject;
import io.passerelle.testkit.time.MutableClock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A calendar or address book of the embedded host, for the contract of all collections. */
final class LocalSubject implements CollectionSubject {
    private static final UserId ALICE = UserId.of(OrganisationId.DEFAULT, "alice");

    private final MutableClock clock = MutableClock.at("2026-03-01T00:00:00Z");
    private final LocalCollections collections;
    private final CollectionKind kind;
    private final CollectionId id;

    LocalSubject(HostDatabase database) {
        this(database, CollectionKind.CALENDAR);
    }

    LocalSubject(HostDatabase database, CollectionKind kind) {
        this.kind = kind;
        collections = new LocalCollections(database, clock, Duration.ofDays(90));
        id = collections.create(ALICE, kind, "Contract").id();
    }

    @Override
    public Set<Ability> abilities() {
        return EnumSet.allOf(Ability.class);
    }

    @Override
    public CollectionKind kind() {
        return kind;
    }

    @Override
    public ItemCollection open() {
        return collections.open(ALICE, id);
    }

    @Override
    public boolean passTime() {
        clock.advance(Duration.ofMinutes(1));
        return true;
    }

    /** Deletions are forgotten after a while, and with them the cursors from before. */
    @Override
    public boolean expireCursors() {
        comeAndGo("first");
        clock.advance(Duration.ofDays(91));
        comeAndGo("second");
        return true;
    }

    private void comeAndGo(String uid) {
        try (ItemCollection items = open()) {
            String key = uid.equals("first") ? "1".repeat(32) : "2".repeat(32);
            WriteResult.Done done = (WriteResult.Done) items.write(
                            List.of(new Write.Create(key, passing(uid))))
                    .get(0);
            items.write(List.of(new Write.Delete(done.ref(), done.revision())));
        }
    }

    private Item passing(String uid) {
        return kind == CollectionKind.CALENDAR
                ? LocalItemsTests.event(uid, "Passing", 10)
                : Contact.builder(ItemUid.of(uid)).name(ContactName.of("Passing")).build();
    }
}
