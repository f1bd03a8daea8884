// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.ItemUid;
import io.passerelle.provider.google.GoogleSide;
import io.passerelle.sandbox.fault.Fault;
import io.passerelle.sandbox.fault.FaultKind;
import io.passerelle.testkit.time.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("A mirror of Google Contacts")
class ContactMirrorTest {
    private static final String[] GROUPS = {"Choir", "Work", "Family"};
    private static final FaultKind[] FAULTS = {FaultKind.ANSWER_LOST, FaultKind.CONNECTION_LOST, FaultKind.UNAVAILABLE, FaultKind.CUT_BODY,
        FaultKind.PRECONDITION_FAILED, FaultKind.TOO_MANY_REQUESTS, FaultKind.UNAUTHORIZED, FaultKind.SYNC_TOKEN_EXPIRED};

    private record Copy(Revision revision, Contact contact) {}

    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final Map<ItemRef, Copy> mirror = new LinkedHashMap<>();
    private final Map<String, Contact> pending = new LinkedHashMap<>();
    private final Set<String> created = new HashSet<>();
    private Cursor cursor = Cursor.START;
    private GoogleSide side;
    private Random random;
    private int number;

    @Property(tries = 12, seed = "20261122", edgeCases = EdgeCasesMode.NONE)
    @Label("B32 B33 B34 whatever happens at Google, on the way and here: nothing is lost, nothing is there twice, and in the end both are equal")
    void converges(@ForAll long seed) {
        random = new Random(seed);
        mirror.clear();
        pending.clear();
        created.clear();
        cursor = Cursor.START;
        try (GoogleSide google = new GoogleSide(clock)) {
            side = google;
            side.contacts().close();
            for (int step = 0; step < 30; step++) {
                clock.advance(Duration.ofSeconds(random.nextInt(120)));
                step();
            }
            settle();
        }
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0, 1 -> atGoogle();
            case 2 -> side.google.fault(Fault.next(FAULTS[random.nextInt(FAULTS.length)], random.nextBoolean() ? "people.*" : "contactGroups.*"));
            case 3 -> side.google.behaviour().contactLag(Duration.ofMinutes(random.nextInt(2) * 3L));
            case 4, 5 -> pending.put(String.format("%032x", ++number), Contact.builder(ItemUid.of("uid-" + number))
                    .name(ContactName.of("Ours " + number, "Ours", "" + number))
                    .categories(random.nextBoolean() ? List.of(GROUPS[random.nextInt(3)]) : List.of())
                    .build());
            case 6 -> read();
            default -> write();
        }
    }

    private void atGoogle() {
        List<String> refs = side.google.contacts().all(GoogleSide.ANN).stream().map(person -> person.get("resourceName").asText()).toList();
        if (refs.isEmpty() || random.nextInt(3) == 0) {
            side.google.contacts().insert(GoogleSide.ANN, GoogleSide.json("{'names':[{'givenName':'Theirs " + ++number + "'}]}"));
            return;
        }
        String ref = refs.get(random.nextInt(refs.size()));
        switch (random.nextInt(5)) {
            case 0 -> side.google.contacts().delete(GoogleSide.ANN, ref);
            case 1 -> side.google.contacts().group(GoogleSide.ANN, GROUPS[random.nextInt(3)], ref);
            case 2 -> side.google.contacts().groupNames(GoogleSide.ANN).stream().findFirst()
                    .ifPresent(name -> side.google.contacts().renameGroup(GoogleSide.ANN, name, "Renamed " + ++number));
            default -> side.google.contacts().patch(GoogleSide.ANN, ref, GoogleSide.json("{'nicknames':[{'value':'Nick " + ++number + "'}]}"));
        }
    }

    private void read() {
        try {
            GoogleSide.Read read = GoogleSide.read(side.contacts(), cursor);
            if (read.isExpired()) {
                cursor = Cursor.START;
                read = GoogleSide.read(side.contacts(), cursor);
            }
            apply(read);
        } catch (PasserelleException failed) {
            assertThat(failed.code()).isNotNull();
        }
    }

    private void apply(GoogleSide.Read read) {
        Map<ItemRef, Copy> next = new LinkedHashMap<>(mirror);
        Set<ItemRef> seen = new HashSet<>();
        List<ItemRef> wanted = new ArrayList<>();
        for (Change change : read.changes()) {
            seen.add(change.ref());
            wanted.remove(change.ref());
            if (change instanceof Change.Tombstone) {
                next.remove(change.ref());
            } else if (change instanceof Change.Upsert upsert) {
                upsert.item().ifPresentOrElse(item -> next.put(change.ref(), new Copy(upsert.revision(), (Contact) item)), () -> wanted.add(change.ref()));
            }
        }
        fetch(wanted).forEach((ref, copy) -> copy.ifPresentOrElse(now -> next.put(ref, now), () -> next.remove(ref)));
        if (cursor.isStart()) {
            next.keySet().retainAll(seen);
        }
        Set<String> there = new HashSet<>();
        side.google.contacts().all(GoogleSide.ANN).forEach(person -> there.add(person.get("resourceName").asText()));
        assertThat(mirror.keySet()).as("nothing that is there is taken for deleted").allMatch(ref -> next.containsKey(ref) || !there.contains(ref.value()));
        mirror.clear();
        mirror.putAll(next);
        cursor = read.next().orElseThrow();
    }

    private Map<ItemRef, Optional<Copy>> fetch(List<ItemRef> refs) {
        Map<ItemRef, Optional<Copy>> found = new HashMap<>();
        if (!refs.isEmpty()) {
            for (Fetched one : side.contacts().fetch(refs)) {
                if (one instanceof Fetched.Found here) {
                    found.put(here.ref(), Optional.of(new Copy(here.revision(), (Contact) here.item())));
                } else if (one instanceof Fetched.Gone) {
                    found.put(one.ref(), Optional.empty());
                }
            }
        }
        return found;
    }

    private void write() {
        List<Write> writes = new ArrayList<>();
        pending.forEach((key, contact) -> writes.add(new Write.Create(key, contact)));
        mirror.forEach((ref, copy) -> {
            int what = random.nextInt(6);
            if (what == 0) {
                writes.add(new Write.Delete(ref, copy.revision()));
            } else if (what < 3) {
                boolean category = random.nextBoolean();
                Contact item = category
                        ? copy.contact().toBuilder().categories(List.of(GROUPS[random.nextInt(3)])).build()
                        : copy.contact().toBuilder().note("Note " + ++number).build();
                writes.add(new Write.Update(ref, copy.revision(), item, Set.of(FieldPath.of(category ? "categories" : "note"))));
            }
        });
        try (ItemCollection book = side.contacts()) {
            if (random.nextBoolean()) {
                GoogleSide.read(book, cursor);
            }
            List<WriteResult> results = book.write(writes);
            for (int i = 0; i < writes.size(); i++) {
                written(writes.get(i), results.get(i));
            }
        } catch (PasserelleException failed) {
            assertThat(failed.code()).isNotNull();
        }
    }

    private void written(Write write, WriteResult result) {
        if (result instanceof WriteResult.Done done) {
            mirror.put(done.ref(), new Copy(done.revision(), (Contact) done.stored().orElseThrow()));
            if (write instanceof Write.Create create) {
                assertThat(created.add(create.key())).as("created once").isTrue();
                pending.remove(create.key());
            }
        } else if (result instanceof WriteResult.Deleted deleted) {
            mirror.remove(deleted.ref());
        } else if (result instanceof WriteResult.Gone gone) {
            mirror.remove(gone.ref());
        } else {
            assertThat(result).isInstanceOfAny(WriteResult.Changed.class, WriteResult.Failed.class, WriteResult.Exists.class);
        }
    }

    /** All faults over, all writes known to listings. */
    private void settle() {
        side.google.clearFaults();
        side.google.behaviour().contactLag(Duration.ZERO);
        clock.advance(Duration.ofMinutes(20));
        read();
        List<Write> rest = new ArrayList<>();
        pending.forEach((key, contact) -> rest.add(new Write.Create(key, contact)));
        List<WriteResult> results = side.contacts().write(rest);
        for (int i = 0; i < rest.size(); i++) {
            written(rest.get(i), results.get(i));
        }
        read();
        Map<String, Contact> truth = new HashMap<>();
        Set<String> keys = new HashSet<>();
        List<ItemRef> refs = new ArrayList<>();
        for (JsonNode person : side.google.contacts().all(GoogleSide.ANN)) {
            refs.add(ItemRef.of(person.get("resourceName").asText()));
            person.path("clientData").forEach(entry -> {
                if (entry.path("key").asText().equals(People.KEY)) {
                    assertThat(keys.add(entry.path("value").asText())).as("once").isTrue();
                }
            });
        }
        fetch(refs).forEach((ref, copy) -> truth.put(ref.value(), copy.orElseThrow().contact()));
        Map<String, Contact> copies = new HashMap<>();
        mirror.forEach((ref, copy) -> copies.put(ref.value(), copy.contact()));
        assertThat(copies).isEqualTo(truth);
    }
}
