// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.ical.vcard.CardProblem;
import io.passerelle.ical.vcard.CardReader;
import io.passerelle.ical.vcard.CardSummary;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.FieldPath;
import io.passerelle.provider.google.CorpusFiles;
import io.passerelle.provider.google.GoogleSide;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Address book files of the world, imported, sent to Google and read back: compared by meaning, field by field. */
class VcfThroughGoogleTest {
    private static final int AT_ONCE = 100;
    /** Google makes the whole name of its parts, and the parts of a whole name that comes alone. */
    private static final Set<String> NAME = Set.of(
            "displayName", "namePrefix", "givenName", "middleName", "familyName", "nameSuffix");
    /** What Google has no room for in an element that it holds: preferences, all but one of several types, a second wording. */
    private static final Set<String> PARTS_LEFT = Set.of("pref", "types", "formatted", "label");

    private record Imported(List<Contact> contacts, List<CardProblem> problems, CardSummary summary) {
        static Imported of(Path file) throws IOException {
            List<Contact> contacts = new ArrayList<>();
            List<CardProblem> problems = new ArrayList<>();
            try (InputStream in = Files.newInputStream(file)) {
                return new Imported(contacts, problems, new CardReader().read(in, contacts::add, problems::add));
            }
        }

        int unread() {
            return (int) problems.stream().filter(problem -> !problem.reason().partial()).count();
        }
    }

    @TestFactory
    @DisplayName("A36 every card of a file is imported or reported, and comes back from Google meaning the same")
    Stream<DynamicTest> thereAndBack() throws IOException {
        return CorpusFiles.of("vcf").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> survives(Imported.of(file))));
    }

    private static void survives(Imported file) {
        assertThat(file.summary().cards()).as("taken or reported").isEqualTo(file.contacts().size() + file.unread());
        if (file.contacts().isEmpty()) {
            return;
        }
        try (GoogleSide side = new GoogleSide();
                ItemCollection book = side.contacts()) {
            side.google.behaviour().photosEncodedAnew(false);
            for (int from = 0; from < file.contacts().size(); from += AT_ONCE) {
                survive(book, file.contacts().subList(from, Math.min(file.contacts().size(), from + AT_ONCE)));
            }
        }
    }

    private static void survive(ItemCollection book, List<Contact> contacts) {
        List<WriteResult> results = book.write(contacts.stream()
                .<Write>map(contact -> new Write.Create(UUID.randomUUID().toString().replace("-", ""), contact))
                .toList());
        assertThat(results).hasSameSizeAs(contacts).allMatch(WriteResult.Done.class::isInstance);
        IntStream.range(0, contacts.size()).forEach(i -> {
            WriteResult.Done done = (WriteResult.Done) results.get(i);
            Fetched.Found found = (Fetched.Found) book.fetch(List.of(done.ref())).get(0);
            assertThat(done.stored().orElseThrow().fields()).as("what is said to be stored").isEqualTo(found.item().fields());
            compare(contacts.get(i), (Contact) found.item(), book.carriedFields());
        });
    }

    private static void compare(Contact before, Contact after, Set<String> carried) {
        SortedMap<FieldPath, String> was = carried(before, carried);
        SortedMap<FieldPath, String> is = carried(after, carried);
        assertThat(is.keySet()).as("fields that were there, and no others").isEqualTo(was.keySet());
        was.forEach((path, text) -> {
            Set<String> left = new HashSet<>(parts(text));
            left.removeAll(parts(is.get(path)));
            Set<String> made = new HashSet<>(parts(is.get(path)));
            made.removeAll(parts(text));
            made.removeIf(part -> part.startsWith("types=") && contains(text, part));
            assertThat(made).as("made up in " + path).isEmpty();
            assertThat(left).as("lost from " + path).allMatch(part -> PARTS_LEFT.contains(part.split("=", 2)[0]));
        });
        if (!before.name().family().isEmpty() || !before.name().given().isEmpty()) {
            assertThat(List.of(after.name().prefix(), after.name().given(), after.name().middle(), after.name().family(), after.name().suffix()))
                    .isEqualTo(List.of(before.name().prefix(), before.name().given(), before.name().middle(), before.name().family(), before.name().suffix()));
        } else if (!before.name().full().isEmpty()) {
            assertThat(after.name().full()).isEqualTo(before.name().full());
        }
    }

    /** Whether every type is one of those that were there. */
    private static boolean contains(String text, String types) {
        return parts(text).stream()
                .filter(part -> part.startsWith("types="))
                .anyMatch(part -> Arrays.asList(part.substring(6).split(",")).containsAll(List.of(types.substring(6).split(","))));
    }

    private static Set<String> parts(String text) {
        return Set.of(text.split("\n"));
    }

    /** The carried fields without names, dates of a month alone, and pictures of a kind that Google does not take. */
    private static SortedMap<FieldPath, String> carried(Contact contact, Set<String> roots) {
        SortedMap<FieldPath, String> fields = new TreeMap<>(contact.fields());
        boolean foreign = contact.photo()
                .filter(photo -> !photo.isPicture() || !photo.mediaType().matches("image/(jpeg|png)"))
                .isPresent();
        boolean month = contact.birthday().filter(day -> day.day() == 0 && day.year() == 0).isPresent();
        fields.keySet().removeIf(path -> !roots.contains(path.root())
                || NAME.contains(path.root())
                || foreign && path.root().equals(Contact.PHOTO)
                || month && path.root().equals("birthday"));
        return fields;
    }

    @Test
    @DisplayName("A36 a card that is cut off is reported, and the cards around it are there")
    void reported() throws IOException {
        Imported file = Imported.of(CorpusFiles.of("vcf").stream()
                .filter(path -> path.endsWith("malformed-among-good.vcf"))
                .findFirst()
                .orElseThrow());

        assertThat(file.contacts()).extracting(Contact::label).containsExactly("Good Before", "Good After");
        assertThat(file.unread()).isEqualTo(1);
    }

    @Test
    @DisplayName("a service's old name and its new one are the same address: jabber is xmpp on both sides")
    void jabber() throws IOException {
        Contact everything = Imported.of(CorpusFiles.of("vcf").stream()
                        .filter(path -> path.endsWith("everything.vcf"))
                        .findFirst()
                        .orElseThrow())
                .contacts()
                .get(0);

        assertThat(everything.ims()).extracting(im -> im.service()).containsExactlyInAnyOrder("xmpp", "skype");
        assertThat(PersonTranslator.person(everything).get("imClients").toString()).contains("protocol=jabber");
        assertThat(PersonTranslator.contact(sent(everything), Map.of()).ims()).isEqualTo(everything.ims());
    }

    private static Map<String, Object> sent(Contact contact) {
        Map<String, Object> person = new TreeMap<>(PersonTranslator.person(contact));
        person.put("metadata", Map.of("sources", List.of(Map.of("type", "CONTACT", "id", "1"))));
        assertThat(Optional.ofNullable(person.get("names"))).isPresent();
        return person;
    }
}
