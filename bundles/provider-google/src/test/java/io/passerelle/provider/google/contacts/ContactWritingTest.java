// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactBuilder;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.ContactPhoto;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Labelled;
import io.passerelle.model.item.Organization;
import io.passerelle.provider.google.GoogleSide;
import io.passerelle.sandbox.fault.Fault;
import io.passerelle.sandbox.fault.FaultKind;
import io.passerelle.testkit.time.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is written to Google Contacts. */
class ContactWritingTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3};

    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final GoogleSide side = new GoogleSide(clock);

    @AfterEach
    void close() {
        side.close();
    }

    private static String key(int number) {
        return String.format("%032x", number);
    }

    private static ContactBuilder named(String given, String family) {
        return Contact.builder(ItemUid.of("uid-" + given)).name(ContactName.of(given + " " + family, given, family));
    }

    private static WriteResult.Done done(WriteResult result) {
        assertThat(result).isInstanceOf(WriteResult.Done.class);
        return (WriteResult.Done) result;
    }

    private WriteResult.Done create(ItemCollection book, int number, Contact contact) {
        return done(book.write(List.of(new Write.Create(key(number), contact))).get(0));
    }

    private List<ObjectNode> all() {
        return side.google.contacts().all(GoogleSide.ANN);
    }

    private ObjectNode only() {
        assertThat(all()).hasSize(1);
        return all().get(0);
    }

    private static Set<FieldPath> paths(String... roots) {
        return Stream.of(roots).map(FieldPath::of).collect(Collectors.toSet());
    }

    private static WriteResult update(ItemCollection book, WriteResult.Done before, UnaryOperator<ContactBuilder> change, String... roots) {
        Contact item = change.apply(((Contact) before.stored().orElseThrow()).toBuilder()).build();
        return book.write(List.of(new Write.Update(before.ref(), before.revision(), item, paths(roots)))).get(0);
    }

    private String insert(String json) {
        return side.google.contacts().insert(GoogleSide.ANN, GoogleSide.json(json)).get("resourceName").asText();
    }

    private WriteResult.Done read(ItemCollection book, String ref) {
        Fetched.Found found = GoogleSide.fetch(book, ref);
        return new WriteResult.Done(found.ref(), found.revision(), Optional.of(found.item()));
    }

    @Test
    @DisplayName("A08 a created contact is there with its UID, comes back with it, and belongs to the user's contacts")
    void created() {
        ItemCollection book = side.contacts();

        WriteResult.Done done = create(book, 1, named("Ada", "Lovelace").emails(List.of(Labelled.of("ada@x.example", "work"))).build());

        assertThat(((Contact) done.stored().orElseThrow()).uid()).isEqualTo(ItemUid.of("uid-Ada"));
        assertThat(only().at("/emailAddresses/0/type").asText()).isEqualTo("work");
        assertThat(only().at("/memberships/0/contactGroupMembership/contactGroupId").asText()).isEqualTo("myContacts");
        Change change = GoogleSide.read(side.contacts(), Cursor.START).of(done.ref().value());
        assertThat(((Change.Upsert) change).revision()).isEqualTo(done.revision());
        assertThat(((Change.Upsert) change).item()).isEqualTo(done.stored());
    }

    @Test
    @DisplayName("A16 two hundred contacts are created by one request, each once")
    void batch() {
        ItemCollection book = side.contacts();
        GoogleSide.read(book, Cursor.START);
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            writes.add(new Write.Create(key(i + 1), named("P" + i, "X").build()));
        }
        side.google.journal().clear();

        List<WriteResult> results = book.write(writes);

        assertThat(results).hasSize(200).allMatch(WriteResult.Done.class::isInstance);
        assertThat(side.google.journal().httpRequests()).isEqualTo(1);
        for (int i = 0; i < 200; i++) {
            assertThat(((WriteResult.Done) results.get(i)).stored().orElseThrow().uid()).isEqualTo(ItemUid.of("uid-P" + i));
        }
    }

    @Test
    @DisplayName("A29 a contact that Google refuses fails alone")
    void refusedAlone() {
        ItemCollection book = side.contacts();
        Contact bad = named("Bad", "One").note("x".repeat(20_000)).build();

        List<WriteResult> results = book.write(List.of(
                new Write.Create(key(1), named("Good", "One").build()), new Write.Create(key(2), bad), new Write.Create(key(3), named("Good", "Two").build())));

        assertThat(results.get(0)).isInstanceOf(WriteResult.Done.class);
        assertThat(((WriteResult.Failed) results.get(1)).code()).isEqualTo(ErrorCode.ITEM_REJECTED);
        assertThat(results.get(2)).isInstanceOf(WriteResult.Done.class);
        assertThat(all()).hasSize(2);
    }

    @Test
    @DisplayName("B14 a creation whose answer was lost is found again by its mark")
    void answerLost() {
        ItemCollection book = side.contacts();
        side.google.fault(Fault.next(FaultKind.ANSWER_LOST, "people.createContact"));

        WriteResult.Done done = create(book, 1, named("Ada", "Lovelace").build());

        assertThat(only().get("resourceName").asText()).isEqualTo(done.ref().value());
        assertThat(create(side.contacts(), 1, named("Ada", "Lovelace").build()).ref()).isEqualTo(done.ref());
        assertThat(all()).hasSize(1);
    }

    @Test
    @DisplayName("B14 a creation whose answer was lost is left for later while no listing can know of it, and is there once in the end")
    void answerLostUnderLag() {
        side.google.behaviour().contactLag(Duration.ofMinutes(3));
        side.google.fault(Fault.next(FaultKind.ANSWER_LOST, "people.batchCreateContacts"));
        List<Write> writes = List.of(new Write.Create(key(1), named("Ada", "Lovelace").build()), new Write.Create(key(2), named("Bob", "Durand").build()));

        List<WriteResult> first = side.contacts().write(writes);
        List<WriteResult> second = side.contacts().write(writes);
        clock.advance(Duration.ofMinutes(4));
        List<WriteResult> third = side.contacts().write(writes);

        assertThat(first).allSatisfy(result -> assertThat(((WriteResult.Failed) result).code()).isEqualTo(ErrorCode.PROVIDER_UNREACHABLE));
        assertThat(second).allMatch(WriteResult.Failed.class::isInstance);
        assertThat(third).allMatch(WriteResult.Done.class::isInstance);
        assertThat(all()).hasSize(2);
    }

    @Test
    @DisplayName("B14 a creation that never reached Google is made up for once that is certain")
    void connectionLost() {
        side.google.fault(Fault.next(FaultKind.CONNECTION_LOST, "people.createContact"));
        Write write = new Write.Create(key(1), named("Ada", "Lovelace").build());

        assertThat(side.contacts().write(List.of(write)).get(0)).isInstanceOf(WriteResult.Failed.class);
        clock.advance(Duration.ofMinutes(16));

        assertThat(side.contacts().write(List.of(write)).get(0)).isInstanceOf(WriteResult.Done.class);
        assertThat(all()).hasSize(1);
    }

    @Test
    @DisplayName("A29 a contact of the same UID that is not ours by key is named instead of made twice")
    void exists() {
        String ref = insert("{'names':[{'givenName':'Theirs'}],'clientData':[{'key':'passerelle-uid','value':'uid-Ada'}]}");

        WriteResult result = side.contacts().write(List.of(new Write.Create(key(1), named("Ada", "Lovelace").build()))).get(0);

        assertThat(result).isEqualTo(new WriteResult.Exists(ItemRef.of(ref)));
        assertThat(all()).hasSize(1);
    }

    @Test
    @DisplayName("B33 an update sends the changed fields and the etag, and leaves what we do not know as it is")
    void update() {
        String ref = insert("{'names':[{'givenName':'Ada','phoneticFullName':'Eida'}],'emailAddresses':[{'value':'a@x.example','displayName':'Shown'},"
                + "{'value':'b@x.example'}],'organizations':[{'name':'Engine','title':'Countess','location':'Attic','current':true}],"
                + "'sipAddresses':[{'value':'sip:ada@x.example'}],'locations':[{'value':'Desk 7'}]}");
        ItemCollection book = side.contacts();
        WriteResult.Done before = read(book, ref);
        side.google.journal().clear();

        WriteResult.Done after = done(update(book, before, contact -> contact.emails(List.of(
                        Labelled.of("a@x.example", "work"), Labelled.of("c@x.example"))), "emails"));

        String query = side.google.journal().entries().stream().filter(e -> e.operation().equals("people.updateContact")).findFirst().orElseThrow().query();
        assertThat(query.split("&")).contains("updatePersonFields=emailAddresses");
        ObjectNode person = only();
        assertThat(person.at("/emailAddresses/0/displayName").asText()).isEqualTo("Shown");
        assertThat(person.at("/emailAddresses/0/type").asText()).isEqualTo("work");
        assertThat(person.at("/emailAddresses/1/value").asText()).isEqualTo("c@x.example");
        assertThat(person.at("/organizations/0/location").asText()).isEqualTo("Attic");
        assertThat(person.at("/sipAddresses/0/value").asText()).isEqualTo("sip:ada@x.example");
        assertThat(after.revision()).isNotEqualTo(before.revision());
        done(update(book, after, contact -> contact.organizations(List.of(Organization.of("Engine", "", "Queen"))), "organizations"));
        assertThat(only().at("/organizations/0/location").asText()).isEqualTo("Attic");
        assertThat(only().at("/organizations/0/title").asText()).isEqualTo("Queen");
    }

    @Test
    @DisplayName("B33 a stale etag is a contact that changed, whenever it shows")
    void stale() {
        String ref = insert("{'names':[{'givenName':'Ada'}]}");
        ItemCollection book = side.contacts();
        WriteResult.Done before = read(book, ref);
        side.google.contacts().patch(GoogleSide.ANN, ref, GoogleSide.json("{'nicknames':[{'value':'Other'}]}"));

        assertThat(update(book, before, contact -> contact.note("Mine"), "note")).isEqualTo(new WriteResult.Changed(ItemRef.of(ref)));

        side.google.fault(Fault.next(FaultKind.PRECONDITION_FAILED, "people.updateContact"));
        assertThat(update(book, read(book, ref), contact -> contact.note("Mine"), "note")).isEqualTo(new WriteResult.Changed(ItemRef.of(ref)));
        assertThat(only().has("biographies")).isFalse();
        done(update(book, read(book, ref), contact -> contact.note("Mine"), "note"));
        assertThat(only().at("/biographies/0/value").asText()).isEqualTo("Mine");
        assertThat(only().at("/nicknames/0/value").asText()).isEqualTo("Other");
    }

    @Test
    @DisplayName("B33 one stale contact among many does not keep the others from being written")
    void staleAmongMany() {
        List<String> refs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            refs.add(insert("{'names':[{'givenName':'P" + i + "'}]}"));
        }
        ItemCollection book = side.contacts();
        List<Write> writes = new ArrayList<>();
        for (String ref : refs) {
            WriteResult.Done before = read(book, ref);
            writes.add(new Write.Update(before.ref(), before.revision(),
                    ((Contact) before.stored().orElseThrow()).toBuilder().note("New").build(), paths("note")));
        }
        side.google.contacts().patch(GoogleSide.ANN, refs.get(2), GoogleSide.json("{'nicknames':[{'value':'Other'}]}"));
        side.google.fault(Fault.next(FaultKind.PRECONDITION_FAILED, "people.batchUpdateContacts"));

        List<WriteResult> results = book.write(writes);

        assertThat(results.get(2)).isInstanceOf(WriteResult.Changed.class);
        assertThat(results).filteredOn(WriteResult.Done.class::isInstance).hasSize(4);
    }

    @Test
    @DisplayName("B13 an update of a contact that is gone says so; deleting it is as good as done")
    void gone() {
        String ref = insert("{'names':[{'givenName':'Ada'}]}");
        ItemCollection book = side.contacts();
        WriteResult.Done before = read(book, ref);
        side.google.contacts().delete(GoogleSide.ANN, ref);

        assertThat(update(book, before, contact -> contact.note("Mine"), "note")).isInstanceOf(WriteResult.Gone.class);
        assertThat(book.write(List.of(new Write.Delete(before.ref(), before.revision()))).get(0)).isInstanceOf(WriteResult.Deleted.class);
    }

    @Test
    @DisplayName("B12 a deletion spares a contact that changed; a name alone keeps its parts")
    void deletion() {
        String ref = insert("{'names':[{'givenName':'Ada'}]}");
        String second = insert("{'names':[{'givenName':'Bob'}]}");
        ItemCollection book = side.contacts();
        WriteResult.Done before = read(book, ref);
        WriteResult.Done other = read(book, second);
        side.google.contacts().patch(GoogleSide.ANN, ref, GoogleSide.json("{'nicknames':[{'value':'Other'}]}"));

        List<WriteResult> results = book.write(List.of(
                new Write.Delete(before.ref(), before.revision()), new Write.Delete(other.ref(), other.revision()),
                new Write.Delete(ItemRef.of("people/c404"), Revision.of("#x"))));

        assertThat(results).extracting(result -> result.getClass().getSimpleName()).containsExactly("Changed", "Deleted", "Deleted");
        assertThat(only().get("resourceName").asText()).isEqualTo(ref);
    }

    @Test
    @DisplayName("B34 a photo is set and taken away; what Google made of it is what is remembered")
    void photo() {
        ItemCollection book = side.contacts();
        WriteResult.Done created = create(book, 1, named("Ada", "Lovelace").photo(new ContactPhoto("image/png", PNG)).build());

        byte[] stored = ((Contact) created.stored().orElseThrow()).photo().orElseThrow().bytes();
        assertThat(stored).startsWith(PNG).hasSizeGreaterThan(PNG.length);
        assertThat(side.google.contacts().photo(GoogleSide.ANN, created.ref().value())).contains(stored);
        assertThat(GoogleSide.fetch(book, created.ref().value()).revision()).isEqualTo(created.revision());

        WriteResult.Done changed = done(update(book, created, contact -> contact.note("Also"), "note"));
        assertThat(((Contact) changed.stored().orElseThrow()).photo()).isPresent();
        WriteResult.Done without = done(update(book, changed, contact -> contact.photo(null), "photo"));
        assertThat(side.google.contacts().photo(GoogleSide.ANN, created.ref().value())).isEmpty();
        assertThat(((Contact) without.stored().orElseThrow()).photo()).isEmpty();
    }

    @Test
    @DisplayName("B34 a category that Google has no group for is created as one, once")
    void groupCreated() {
        ItemCollection book = side.contacts();

        WriteResult.Done ada = create(book, 1, named("Ada", "Lovelace").categories(List.of("Choir", "Work")).build());
        create(book, 2, named("Bob", "Durand").categories(List.of("Choir")).build());

        assertThat(side.google.contacts().groupNames(GoogleSide.ANN)).containsExactly("Choir", "Work");
        assertThat(side.google.contacts().groupsOf(GoogleSide.ANN, ada.ref().value())).containsExactly("Choir", "Work");
        assertThat(((Contact) ada.stored().orElseThrow()).categories()).containsExactlyInAnyOrder("Choir", "Work");
    }

    @Test
    @DisplayName("B34 contacts that all go from one category to a new one rename the group")
    void groupRenamed() {
        String first = insert("{'names':[{'givenName':'Ada'}]}");
        String second = insert("{'names':[{'givenName':'Bob'}]}");
        String group = side.google.contacts().group(GoogleSide.ANN, "Choir", first, second);
        ItemCollection book = side.contacts();
        List<Write> writes = new ArrayList<>();
        for (String ref : List.of(first, second)) {
            WriteResult.Done before = read(book, ref);
            writes.add(new Write.Update(before.ref(), before.revision(),
                    ((Contact) before.stored().orElseThrow()).toBuilder().categories(List.of("Opera")).build(), paths("categories")));
        }

        List<WriteResult> results = book.write(writes);

        assertThat(results).allMatch(WriteResult.Done.class::isInstance);
        assertThat(side.google.contacts().groupNames(GoogleSide.ANN)).containsExactly("Opera");
        assertThat(side.google.contacts().group(GoogleSide.ANN, "Opera")).isEqualTo(group);
        assertThat(((Contact) ((WriteResult.Done) results.get(0)).stored().orElseThrow()).categories()).containsExactly("Opera");
    }

    @Test
    @DisplayName("B34 a group of ours that nobody belongs to any more is deleted, the user's own stay")
    void groupDeleted() {
        String ref = insert("{'names':[{'givenName':'Ada'}]}");
        side.google.contacts().group(GoogleSide.ANN, "Theirs", ref);
        ItemCollection book = side.contacts();
        WriteResult.Done both = done(update(book, read(book, ref), contact -> contact.categories(List.of("Theirs", "Ours")), "categories"));

        done(update(book, both, contact -> contact.categories(List.of()), "categories"));

        assertThat(side.google.contacts().groupNames(GoogleSide.ANN)).containsExactly("Theirs");
        assertThat(only().at("/memberships/0/contactGroupMembership/contactGroupId").asText()).isEqualTo("myContacts");
        assertThat(only().get("memberships")).hasSize(1);
    }

    @Test
    @DisplayName("B32 what was just written and is not listed yet is not deleted, what was just deleted is not new")
    void lag() {
        String doomed = insert("{'names':[{'givenName':'Doomed'}]}");
        String edited = insert("{'names':[{'givenName':'Edited'}]}");
        side.google.behaviour().contactLag(Duration.ofMinutes(5));
        ItemCollection book = side.contacts();
        WriteResult.Done created = create(book, 1, named("Ada", "Lovelace").build());
        WriteResult.Done changed = done(update(book, read(book, edited), contact -> contact.note("Ours"), "note"));
        WriteResult.Done before = read(book, doomed);
        book.write(List.of(new Write.Delete(before.ref(), before.revision())));

        GoogleSide.Read read = GoogleSide.read(side.contacts(), Cursor.START);

        assertThat(read.changes()).extracting(change -> change.ref().value())
                .containsExactlyInAnyOrder(created.ref().value(), changed.ref().value());
        assertThat(((Change.Upsert) read.of(changed.ref().value())).revision()).isEqualTo(changed.revision());
        assertThat(((Contact) GoogleSide.fetch(side.contacts(), changed.ref().value()).item()).note()).isEqualTo("Ours");
        clock.advance(Duration.ofMinutes(6));
        GoogleSide.Read later = GoogleSide.read(side.contacts(), read.next().orElseThrow());
        assertThat(later.of(doomed)).isInstanceOf(Change.Tombstone.class);
        assertThat(((Change.Upsert) later.of(changed.ref().value())).revision()).isEqualTo(changed.revision());
    }

    @Test
    @DisplayName("B28 a limit fails the items with what Google asked to wait, and nothing is repeated")
    void limited() {
        ItemCollection book = side.contacts();
        GoogleSide.read(book, Cursor.START);
        side.google.fault(Fault.next(FaultKind.TOO_MANY_REQUESTS, "people.createContact").with(30));

        WriteResult.Failed failed = (WriteResult.Failed) book.write(List.of(new Write.Create(key(1), named("Ada", "Lovelace").build()))).get(0);

        assertThat(failed.code()).isEqualTo(ErrorCode.RATE_LIMITED_BY_PROVIDER);
        assertThat(failed.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(all()).isEmpty();
    }

    @Test
    @DisplayName("Another application at work on the contacts is a failure in passing")
    void busy() {
        String ref = insert("{'names':[{'givenName':'Ada'}]}");
        ItemCollection book = side.contacts();
        WriteResult.Done before = read(book, ref);
        side.google.contacts().busy(GoogleSide.ANN, true);

        WriteResult.Failed failed = (WriteResult.Failed) update(book, before, contact -> contact.note("Mine"), "note");

        assertThat(failed.code()).isEqualTo(ErrorCode.PROVIDER_ERROR);
        side.google.contacts().busy(GoogleSide.ANN, false);
        done(update(book, before, contact -> contact.note("Mine"), "note"));
    }

    @Test
    @DisplayName("A name without parts is taken apart by Google; a whole name that the parts do not make changes nothing")
    void names() {
        ItemCollection book = side.contacts();
        WriteResult.Done created = create(book, 1, Contact.builder(ItemUid.of("uid-x")).name(ContactName.of("Ada King")).build());
        assertThat(only().at("/names/0/familyName").asText()).isEqualTo("King");

        Contact host = Contact.builder(ItemUid.of("uid-x")).name(ContactName.of("Ada Lovelace")).build();
        WriteResult.Done changed =
                done(book.write(List.of(new Write.Update(created.ref(), created.revision(), host, paths("displayName")))).get(0));
        assertThat(only().at("/names/0/familyName").asText()).isEqualTo("Lovelace");

        done(update(book, changed, contact -> contact.name(ContactName.of("The Countess", "Ada", "Lovelace")), "displayName"));
        assertThat(only().at("/names/0/displayName").asText()).isEqualTo("Ada Lovelace");
    }
}
