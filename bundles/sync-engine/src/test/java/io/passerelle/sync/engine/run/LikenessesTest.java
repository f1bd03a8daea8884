// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactBuilder;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Labelled;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Planner;
import io.passerelle.sync.engine.plan.Settings;
import io.passerelle.sync.engine.plan.SideChanges;
import io.passerelle.model.integration.Side;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which items count as looking like the same. */
class LikenessesTest {
    private static final LocalDateTime NINE = LocalDateTime.of(2026, 3, 2, 9, 0);
    private final Rig rig = new Rig();
    private final Digester digester = new Digester(rig.cipher.fingerprints(rig.seal()), roots());
    private final Likenesses likenesses = new Likenesses(digester);

    private static Set<String> roots() {
        Set<String> roots = new HashSet<>(Contact.ROOTS);
        roots.addAll(CalendarEvent.ROOTS);
        return roots;
    }

    private Header header(String ref, Item item) {
        return Header.present(
                        ItemRef.of(ref),
                        Revision.of("1"),
                        digester.identity(item.uid()),
                        digester.digests(item),
                        true,
                        0)
                .resembling(likenesses.of(item));
    }

    private List<Action.Duplicate> duplicates(List<? extends Item> host, List<? extends Item> provider) {
        return Planner.plan(
                        changes("h", host),
                        changes("p", provider),
                        mappings -> {},
                        new Settings(true, true, Side.HOST),
                        true)
                .only(Action.Duplicate.class);
    }

    private SideChanges changes(String side, List<? extends Item> items) {
        List<Header> headers = new ArrayList<>();
        items.forEach(item -> headers.add(header(side + item.uid(), item)));
        return new SideChanges(true, headers);
    }

    private boolean alike(Item one, Item other) {
        return !duplicates(List.of(one), List.of(other)).isEmpty();
    }

    private static ContactBuilder named(String uid, String name) {
        return Contact.builder(ItemUid.of(uid)).name(ContactName.of(name));
    }

    private static Contact mailed(String uid, String name, String mail) {
        return named(uid, name).emails(List.of(Labelled.of(mail))).build();
    }

    private static Contact called(String uid, String name, String number) {
        return named(uid, name).phones(List.of(Labelled.of(number))).build();
    }

    private static CalendarEvent event(String uid, String title, EventTime when) {
        return CalendarEvent.single(ItemUid.of(uid), when, EventDetails.builder().title(title).build());
    }

    private static EventTime at(LocalDateTime start, String zone) {
        return EventTime.Timed.of(start, start.plusHours(1), ZoneId.of(zone));
    }

    @Test
    @DisplayName("contacts with the same address and a word of the name in common look alike, whatever the case and accents")
    void sameMail() {
        assertThat(alike(mailed("a", "Élise Martin", "Elise@example.org"), mailed("b", "Martin, Elise", "elise@EXAMPLE.org")))
                .isTrue();
        assertThat(alike(mailed("a", "E. Martin", "e@example.org"), mailed("b", "Elise Martin-Roux", "e@example.org"))).isTrue();
        assertThat(alike(mailed("a", "Elise", "e@example.org"), mailed("b", "", "e@example.org"))).isTrue();
        assertThat(alike(mailed("a", "Elise Martin", "e@example.org"), mailed("b", "Paul Roux", "e@example.org"))).isFalse();
        assertThat(alike(mailed("a", "Elise Martin", "e@example.org"), mailed("b", "Elise Martin", "f@example.org"))).isFalse();
    }

    @Test
    @DisplayName("a number that a household shares does not make its members one person")
    void samePhone() {
        assertThat(alike(called("a", "Elise Martin", "+33 1 23 45 67 89"), called("b", "E. Martin", "01 23 45 67 89"))).isTrue();
        assertThat(alike(called("a", "Elise Martin", "01 23 45 67 89"), called("b", "Elise Anne Martin", "0123456789"))).isTrue();
        assertThat(alike(called("a", "Elise Martin", "01 23 45 67 89"), called("b", "Paul Martin", "01 23 45 67 89"))).isFalse();
        assertThat(alike(called("a", "Elise Martin", "112"), called("b", "Elise Martin", "112"))).isFalse();
    }

    @Test
    @DisplayName("events with the same start and title look alike, in whatever zone; others do not")
    void events() {
        assertThat(alike(event("a", "Stand-up", at(NINE, "Europe/Paris")), event("b", "stand up", at(NINE.minusHours(1), "UTC"))))
                .isTrue();
        assertThat(alike(event("a", "Stand-up", at(NINE, "Europe/Paris")), event("b", "Stand-up", at(NINE, "UTC")))).isFalse();
        assertThat(alike(event("a", "", at(NINE, "UTC")), event("b", "", at(NINE, "UTC")))).isFalse();
    }

    @Test
    @DisplayName("of several that look alike those go together that have most in common, each at most once")
    void best() {
        Contact far = mailed("b", "Elise Martin", "e@example.org");
        Contact near = named("c", "Elise Martin")
                .emails(List.of(Labelled.of("e@example.org")))
                .note("met in Lyon")
                .build();
        Contact here = named("a", "Elise Martin")
                .emails(List.of(Labelled.of("e@example.org")))
                .note("met in Lyon")
                .build();

        List<Action.Duplicate> found = duplicates(List.of(here), List.of(far, near));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).provider().ref()).isEqualTo(ItemRef.of("pc"));
    }

    @Test
    @DisplayName("what many have in common tells nothing")
    void sharedByMany() {
        List<Contact> colleagues = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            colleagues.add(called("b" + i, "", "01 23 45 67 00"));
        }

        assertThat(duplicates(List.of(called("a", "", "01 23 45 67 00")), colleagues)).isEmpty();
        assertThat(duplicates(List.of(called("a", "", "01 23 45 67 00")), colleagues.subList(0, 20))).hasSize(1);
    }
}
