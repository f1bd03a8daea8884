// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.model.collection.Access;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.PartialDate;
import io.passerelle.provider.google.GoogleSide;
import io.passerelle.sandbox.fault.Fault;
import io.passerelle.sandbox.fault.FaultKind;
import io.passerelle.sandbox.fault.Journal;
import io.passerelle.testkit.time.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Google Contacts as they are read. */
class ContactReadingTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3};

    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final GoogleSide side = new GoogleSide(clock);

    @AfterEach
    void close() {
        side.close();
    }

    private String insert(String given, String more) {
        return side.google.contacts()
                .insert(GoogleSide.ANN, GoogleSide.json("{'names':[{'givenName':'" + given + "'}]" + more + "}"))
                .get("resourceName")
                .asText();
    }

    private void edit(String ref, String json) {
        side.google.contacts().patch(GoogleSide.ANN, ref, GoogleSide.json(json));
    }

    private static Cursor next(GoogleSide.Read read) {
        return read.next().orElseThrow();
    }

    private static Contact fetched(ItemCollection book, String ref) {
        return (Contact) GoogleSide.fetch(book, ref).item();
    }

    @Test
    @DisplayName("The account has one address book beside its calendars, written to when that was granted")
    void oneAddressBook() {
        ItemCollection book = side.contacts();

        assertThat(book.info().kind()).isEqualTo(CollectionKind.ADDRESS_BOOK);
        assertThat(book.info().access()).isEqualTo(Access.READ_WRITE);
        assertThat(side.connector(EnumSet.allOf(Capability.class)).collections())
                .extracting(CollectionInfo::kind)
                .containsExactly(CollectionKind.CALENDAR, CollectionKind.ADDRESS_BOOK);
    }

    @Test
    @DisplayName("B32 everything there is comes page by page, the cursor after the last one")
    void fullPass() {
        for (int i = 0; i < 25; i++) {
            insert("Person " + i, "");
        }
        side.google.behaviour().pageLimit(10);
        ItemCollection book = side.contacts();
        side.google.journal().clear();

        GoogleSide.Read read = GoogleSide.read(book, Cursor.START);

        assertThat(read.pages()).containsExactly(10, 10, 5);
        assertThat(read.changes()).hasSize(25).allMatch(Change.Upsert.class::isInstance);
        assertThat(side.google.journal().counts()).containsEntry("people.connections.list", 3).containsEntry("contactGroups.list", 1);
        assertThat(side.google.journal().entries())
                .filteredOn(entry -> entry.operation().equals("people.connections.list"))
                .extracting(Journal.Entry::query)
                .allMatch(query -> query.contains("pageSize=1000") && query.contains("requestSyncToken=true"));
    }

    @Test
    @DisplayName("B32 a sync token brings what changed, page by page, and a deleted person as a tombstone")
    void delta() {
        String kept = insert("Kept", "");
        String changed = insert("Changed", "");
        String deleted = insert("Deleted", "");
        ItemCollection book = side.contacts();
        Cursor cursor = next(GoogleSide.read(book, Cursor.START));
        edit(changed, "{'names':[{'givenName':'Other'}]}");
        side.google.contacts().delete(GoogleSide.ANN, deleted);
        String added = insert("Added", "");
        side.google.behaviour().pageLimit(2);

        GoogleSide.Read read = GoogleSide.read(book, cursor);

        assertThat(read.pages()).containsExactly(2, 1);
        assertThat(read.changes()).extracting(change -> change.ref().value()).containsExactlyInAnyOrder(changed, deleted, added).doesNotContain(kept);
        assertThat(read.of(deleted)).isInstanceOf(Change.Tombstone.class);
        assertThat(read.named("Other").name().given()).isEqualTo("Other");
        assertThat(GoogleSide.read(book, next(read)).changes()).isEmpty();
    }

    @Test
    @DisplayName("B32 a run without changes asks for groups and for changes, and for nothing else")
    void idle() {
        insert("Quiet", "");
        ItemCollection book = side.contacts();
        Cursor cursor = next(GoogleSide.read(book, Cursor.START));
        side.google.journal().clear();

        GoogleSide.read(side.contacts(), cursor);

        assertThat(side.google.journal().httpRequests()).isEqualTo(2);
    }

    @Test
    @DisplayName("B05 B32 a sync token that expired after seven days is a result, and so is one that Google threw away")
    void expired() {
        insert("Anybody", "");
        ItemCollection book = side.contacts();
        Cursor old = next(GoogleSide.read(book, Cursor.START));
        clock.advance(Duration.ofDays(8));
        side.google.expireAccessTokens(GoogleSide.ANN);

        assertThat(GoogleSide.read(book, old).isExpired()).isTrue();

        Cursor fresh = next(GoogleSide.read(book, Cursor.START));
        side.google.contacts().expireSyncTokens(GoogleSide.ANN);
        assertThat(GoogleSide.read(book, fresh).isExpired()).isTrue();
        assertThat(GoogleSide.read(book, Cursor.of("of another version")).isExpired()).isTrue();
    }

    @Test
    @DisplayName("B05 another 400 than that of an expired sync token is no expiry")
    void otherBadRequest() {
        ItemCollection book = side.contacts();
        Cursor good = next(GoogleSide.read(book, Cursor.START));

        assertThatThrownBy(() -> GoogleSide.read(book, Cursor.of(good.value() + "x")))
                .isInstanceOfSatisfying(PasserelleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PROVIDER_ERROR));
    }

    @Test
    @DisplayName("B32 every field arrives, with labels, several values and a birthday without year")
    void fields() {
        String ref = insert("Ada", ",'emailAddresses':[{'value':'a@x.example','type':'work'},{'value':'b@x.example','type':'Newsletter'}],"
                + "'phoneNumbers':[{'value':'+33 1 02 03 04 05','type':'workFax'},{'value':'112'}],"
                + "'birthdays':[{'date':{'month':2,'day':29}}],'biographies':[{'value':'Two\\nlines'}],"
                + "'organizations':[{'name':'Engine','title':'Countess','department':'Notes'}],"
                + "'addresses':[{'streetAddress':'1 Square','city':'London','postalCode':'SW1','type':'home'}],"
                + "'userDefined':[{'key':'Number','value':'42'}],'relations':[{'person':'William','type':'spouse'}],"
                + "'imClients':[{'username':'ada','protocol':'jabber'}],'events':[{'date':{'year':1835,'month':7,'day':8},'type':'anniversary'}],"
                + "'nicknames':[{'value':'Enchantress'}],'urls':[{'value':'https://x.example','type':'homePage'}]");
        side.google.contacts().group(GoogleSide.ANN, "Friends of numbers", ref);

        Contact contact = (Contact) GoogleSide.read(side.contacts(), Cursor.START).named("Ada");

        assertThat(contact.emails()).extracting(one -> one.value() + " " + one.labels().types() + one.labels().label())
                .containsExactly("a@x.example [work]", "b@x.example []Newsletter");
        assertThat(contact.phones()).extracting(one -> one.value() + " " + one.labels().types())
                .containsExactlyInAnyOrder("+33 1 02 03 04 05 [fax, work]", "112 []");
        assertThat(contact.birthday()).contains(PartialDate.of(2, 29));
        assertThat(contact.note()).isEqualTo("Two\nlines");
        assertThat(contact.organizations().get(0).title()).isEqualTo("Countess");
        assertThat(contact.addresses().get(0).formatted()).isEmpty();
        assertThat(contact.custom().get(0).text()).isEqualTo("42");
        assertThat(contact.relations().get(0).labels().has("spouse")).isTrue();
        assertThat(contact.ims().get(0).service()).isEqualTo("xmpp");
        assertThat(contact.anniversaries().get(0).label()).isEqualTo("anniversary");
        assertThat(contact.nicknames()).containsExactly("Enchantress");
        assertThat(contact.urls().get(0).labels().has("homepage")).isTrue();
        assertThat(contact.categories()).containsExactly("Friends of numbers");
    }

    @Test
    @DisplayName("B34 a photo comes with the contact when it is fetched; a letter on coloured ground is no photo")
    void photo() {
        String with = insert("With", "");
        String without = insert("Without", "");
        side.google.contacts().photo(GoogleSide.ANN, with, PNG);
        ItemCollection book = side.contacts();

        GoogleSide.Read read = GoogleSide.read(book, Cursor.START);

        assertThat(((Change.Upsert) read.of(with)).item()).isEmpty();
        assertThat(((Change.Upsert) read.of(without)).item()).isPresent();
        assertThat(fetched(book, with).photo().orElseThrow().bytes()).isEqualTo(PNG);
        assertThat(fetched(book, without).photo()).isEmpty();
        assertThat(((Change.Upsert) read.of(with)).revision()).isEqualTo(GoogleSide.fetch(book, with).revision());
    }

    @Test
    @DisplayName("B34 a group renamed at Google changes its members' categories, though no listing says so")
    void renamedGroup() {
        String member = insert("Member", "");
        insert("Other", "");
        side.google.contacts().group(GoogleSide.ANN, "Choir", member);
        ItemCollection book = side.contacts();
        Cursor cursor = next(GoogleSide.read(book, Cursor.START));
        Revision before = GoogleSide.fetch(book, member).revision();

        side.google.contacts().renameGroup(GoogleSide.ANN, "Choir", "Opera");
        GoogleSide.Read read = GoogleSide.read(book, cursor);

        assertThat(read.changes()).extracting(change -> change.ref().value()).containsExactly(member);
        assertThat(fetched(book, member).categories()).containsExactly("Opera");
        assertThat(GoogleSide.fetch(book, member).revision()).isNotEqualTo(before);
        assertThat(GoogleSide.read(book, next(read)).changes()).isEmpty();
    }

    @Test
    @DisplayName("B34 a group deleted at Google leaves its members without the category")
    void deletedGroup() {
        String member = insert("Member", "");
        side.google.contacts().group(GoogleSide.ANN, "Choir", member);
        ItemCollection book = side.contacts();
        Cursor cursor = next(GoogleSide.read(book, Cursor.START));

        side.google.contacts().deleteGroup(GoogleSide.ANN, "Choir");

        assertThat(GoogleSide.read(book, cursor).named("Member").categories()).isEmpty();
    }

    @Test
    @DisplayName("B13 a contact that is gone is told as gone, the others as they are")
    void fetch() {
        String there = insert("There", "");
        ItemCollection book = side.contacts();

        List<Fetched> fetched = book.fetch(List.of(ItemRef.of(there), ItemRef.of("people/c404")));

        assertThat(fetched).hasSize(2).filteredOn(Fetched.Gone.class::isInstance).extracting(one -> one.ref().value()).containsExactly("people/c404");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @DisplayName("B28 B29 refusals of the listing")
    @CsvSource({
        "TOO_MANY_REQUESTS, RATE_LIMITED_BY_PROVIDER",
        "DAILY_LIMIT, QUOTA_EXHAUSTED",
        "SERVER_ERROR, PROVIDER_ERROR",
        "NOT_JSON, PROVIDER_ERROR"
    })
    void refusals(FaultKind kind, ErrorCode code) {
        ItemCollection book = side.contacts();
        side.google.fault(Fault.next(kind, "people.connections.list").times(5));

        assertThatThrownBy(() -> GoogleSide.read(book, Cursor.START))
                .isInstanceOfSatisfying(PasserelleException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    @DisplayName("B30 B31 a failure in passing and a token that ran out do not end the reading")
    void passing() {
        insert("Anybody", "");
        ItemCollection book = side.contacts();
        side.google.fault(Fault.next(FaultKind.UNAVAILABLE, "people.connections.list"));
        side.google.fault(Fault.next(FaultKind.UNAUTHORIZED, "contactGroups.list"));
        side.google.fault(Fault.next(FaultKind.CUT_BODY, "people.connections.list").after(1));

        Optional<Cursor> end = Optional.empty();
        try {
            end = GoogleSide.read(book, Cursor.START).next();
        } catch (PasserelleException cut) {
            assertThat(cut.code()).isEqualTo(ErrorCode.PROVIDER_ANSWER_UNREADABLE);
        }

        assertThat(end.isPresent() || GoogleSide.read(book, Cursor.START).changes().size() == 1).isTrue();
    }

    @Test
    @DisplayName("D10 contacts denied: the calendars work, the address book is not offered")
    void denied() {
        var authorization = side.connect(GoogleSide.WITH_CONTACTS, Set.of(
                "https://www.googleapis.com/auth/contacts", "https://www.googleapis.com/auth/contacts.readonly"));

        assertThat(authorization.grantedScopes()).anyMatch(scope -> scope.endsWith("calendar.events")).noneMatch(scope -> scope.contains("contacts"));
        assertThat(side.connector(Set.of(Capability.CALENDAR_WRITE)).collections())
                .extracting(CollectionInfo::kind)
                .containsOnly(CollectionKind.CALENDAR);
    }

    @Test
    @DisplayName("Contacts added later do not cost the calendar")
    void addedLater() {
        side.connect(Set.of("openid", "email", "https://www.googleapis.com/auth/calendar.events",
                "https://www.googleapis.com/auth/calendar.calendarlist.readonly"), Set.of());

        var authorization = side.connect(Set.of("openid", "email", "https://www.googleapis.com/auth/contacts"), Set.of());

        assertThat(authorization.grantedScopes()).anyMatch(scope -> scope.endsWith("/contacts")).anyMatch(scope -> scope.endsWith("calendar.events"));
        assertThat(side.contacts().changesSince(Cursor.START).next()).isNotNull();
    }

    @Test
    @DisplayName("A scope that is missing is told as such")
    void scopeMissing() {
        side.connect(Set.of("openid", "email", "https://www.googleapis.com/auth/calendar.events",
                "https://www.googleapis.com/auth/calendar.calendarlist.readonly"), Set.of());

        assertThatThrownBy(() -> GoogleSide.read(side.contacts(), Cursor.START))
                .isInstanceOfSatisfying(PasserelleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SCOPE_MISSING));
    }

    @Test
    @DisplayName("Unknown members of a person are neither an error nor seen")
    void unknown() {
        ObjectNode person = side.google.contacts().insert(GoogleSide.ANN, GoogleSide.json("{'organizations':[{'name':'Only a company'}]}"));

        assertThat(GoogleSide.read(side.contacts(), Cursor.START).named("Only a company").name().full()).isEmpty();
        assertThat(person.get("resourceName").asText()).startsWith("people/c");
    }
}
