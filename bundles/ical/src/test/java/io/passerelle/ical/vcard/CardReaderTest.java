// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.vcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.ical.ReadLimits;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Anniversary;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.InstantMessage;
import io.passerelle.model.item.Labelled;
import io.passerelle.model.item.Labels;
import io.passerelle.model.item.Organization;
import io.passerelle.model.item.PartialDate;
import io.passerelle.model.item.PostalAddress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CardReaderTest {
    private static final String JPEG = Base64.getEncoder().encodeToString(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 7});

    @Test
    @DisplayName("labels of the user's own, as Apple and Google write them")
    void labels() {
        Contact contact = Cards.only(
                "FN:Ada",
                "item1.TEL:123",
                "item1.X-ABLabel:Boat\\, summer",
                "item2.URL:https://example.org",
                "item2.X-ABLabel:_$!<HomePage>!$_",
                "TEL;TYPE=CELL;TYPE=VOICE;TYPE=pref:456",
                "TEL;TYPE=\"work,fax\":789",
                "EMAIL;TYPE=INTERNET,WORK;PREF=2:a@example.org");
        assertThat(contact.phones())
                .containsExactlyInAnyOrder(
                        new Labelled("123", new Labels(new TreeSet<>(), "Boat, summer", 0)),
                        new Labelled("456", Labels.of("mobile").withPreference(1)),
                        Labelled.of("789", "fax", "work"));
        assertThat(contact.urls()).containsExactly(Labelled.of("https://example.org", "homepage"));
        assertThat(contact.emails()).containsExactly(new Labelled("a@example.org", Labels.of("work").withPreference(2)));
    }

    @Test
    @DisplayName("names in full, without components that nobody gave")
    void names() {
        Contact contact = Cards.only("FN;DERIVED=true:Acme", "N:Lovelace;Ada;King,Byron;Dr.;PhD,FRS", "X-PHONETIC-LAST-NAME:Lavlis");
        assertThat(contact.name().full()).isEmpty();
        assertThat(contact.name().joined()).isEqualTo("Dr. Ada King Byron Lovelace, PhD, FRS");
        assertThat(contact.name().phoneticFamily()).isEqualTo("Lavlis");
    }

    @Test
    @DisplayName("birthdays with and without year, and the words of one that is no date")
    void birthdays() {
        assertThat(Cards.only("FN:A", "BDAY:1980-05-17").birthday()).contains(new PartialDate(1980, 5, 17));
        assertThat(Cards.only("FN:A", "BDAY:19800517T120000Z").birthday()).contains(new PartialDate(1980, 5, 17));
        assertThat(Cards.only("FN:A", "BDAY:--0517").birthday()).contains(PartialDate.of(5, 17));
        assertThat(Cards.only("FN:A", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29").birthday()).contains(PartialDate.of(2, 29));
        Contact words = Cards.only("FN:A", "BDAY;VALUE=text:around 1800");
        assertThat(words.birthday()).isEmpty();
        assertThat(words.vcard()).singleElement().asString().contains("around 1800");
    }

    @Test
    @DisplayName("other days, people and messengers in the spellings of several programs")
    void spellings() {
        Contact contact = Cards.only(
                "FN:A",
                "item1.X-ABDATE:2001-02-03",
                "item1.X-ABLabel:_$!<Anniversary>!$_",
                "X-EVOLUTION-SPOUSE:William",
                "item2.X-ABRELATEDNAMES:Byron",
                "item2.X-ABLabel:Poet",
                "X-SKYPE:ada.l",
                "IMPP;X-SERVICE-TYPE=GoogleTalk:xmpp:ada@example.org");
        assertThat(contact.anniversaries()).containsExactly(new Anniversary(new PartialDate(2001, 2, 3), "anniversary"));
        assertThat(contact.relations())
                .containsExactlyInAnyOrder(
                        Labelled.of("William", "spouse"), new Labelled("Byron", new Labels(new TreeSet<>(), "Poet", 0)));
        assertThat(contact.ims())
                .containsExactlyInAnyOrder(
                        new InstantMessage("skype", "ada.l", Labels.NONE),
                        new InstantMessage("googletalk", "ada@example.org", Labels.NONE));
    }

    @Test
    @DisplayName("titles go with their organisation by group, else by order")
    void organizations() {
        assertThat(Cards.only("FN:A", "ORG:Acme;Sales;East", "TITLE:Boss", "ROLE:Leads").organizations())
                .containsExactly(new Organization("Acme", "Sales, East", "Boss", "Leads", "", Labels.NONE));
        assertThat(Cards.only("FN:A", "o1.ORG:One", "o2.ORG:Two", "o2.TITLE:Second").organizations())
                .containsExactlyInAnyOrder(Organization.of("One", "", ""), Organization.of("Two", "", "Second"));
        assertThat(Cards.only("FN:A", "item1.ORG:One", "TITLE:First").organizations())
                .containsExactly(Organization.of("One", "", "First"));
    }

    @Test
    @DisplayName("the text on an envelope belongs to its address")
    void addresses() {
        Contact contact = Cards.only(
                "FN:A",
                "ADR;TYPE=home:;;1 Main St;London;;N1;UK",
                "LABEL;TYPE=home:1 Main St\\nLondon",
                "LABEL;TYPE=work:Somewhere else");
        assertThat(contact.addresses())
                .containsExactlyInAnyOrder(
                        PostalAddress.of("1 Main St", "London", "", "N1", "UK", Labels.of("home")).withFormatted("1 Main St\nLondon"),
                        PostalAddress.of("", "", "", "", "", Labels.of("work")).withFormatted("Somewhere else"));
    }

    @Test
    @DisplayName("a picture is taken, one by address stays an address and one that is too large is reported")
    void photos() {
        assertThat(Cards.only("FN:A", "PHOTO;ENCODING=b;TYPE=PNG:" + JPEG).photo().orElseThrow().mediaType()).isEqualTo("image/jpeg");
        Contact byAddress = Cards.only("FN:A", "PHOTO;VALUE=uri:https://example.org/a.png");
        assertThat(byAddress.photo()).isEmpty();
        assertThat(byAddress.vcard()).singleElement().asString().contains("https://example.org/a.png");
        Cards large = Cards.of("FN:A", "PHOTO;ENCODING=b:" + Base64.getEncoder().encodeToString(new byte[1_100_000]));
        assertThat(large.only().photo()).isEmpty();
        assertThat(large.reasons()).containsExactly(CardProblem.Reason.FILE_TOO_LARGE);
    }

    @Test
    @DisplayName("version 2.1 with quoted-printable, soft breaks, old charsets and bare types")
    void old() {
        String card = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC=\r\nller;J=C3=B6rg\r\n"
                + "TEL;HOME;CELL:12\r\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:caf=E9=0D=0Anoir\r\nPHOTO;JPEG;BASE64:\r\n "
                + JPEG + "\r\n\r\nEND:VCARD\r\n";
        Contact contact = Cards.of(card.getBytes(StandardCharsets.UTF_8)).only();
        assertThat(contact.name().family()).isEqualTo("Müller");
        assertThat(contact.name().given()).isEqualTo("Jörg");
        assertThat(contact.phones()).containsExactly(Labelled.of("12", "home", "mobile"));
        assertThat(contact.note()).isEqualTo("café\nnoir");
        assertThat(contact.photo()).isPresent();
    }

    @Test
    @DisplayName("what has no place is kept and written again")
    void rest() {
        Contact contact = Cards.only("FN:A", "GEO:1.5;2.5", "item9.X-FOO;X-P=1:b\\,ar", "item9.X-ABLabel:Foo", "REV:2020-01-01T00:00:00Z");
        assertThat(contact.vcard()).hasSize(3);
        for (CardVersion version : CardVersion.values()) {
            String text = CardWriter.text(contact, version);
            assertThat(text).contains("item9.X-FOO;X-P=1:b\\,ar", "1.5", "X-ABLabel:Foo");
            assertThat(new CardReader().readOne(text).vcard()).isEqualTo(contact.vcard());
        }
    }

    @Test
    @DisplayName("cards that are cut off, empty or nested are reported and the others are read")
    void problems() {
        String file = "BEGIN:VCARD\nVERSION:3.0\nFN:Cut\n" + Cards.card("FN:Good") + Cards.card("REV:2020-01-01T00:00:00Z")
                + "BEGIN:VCARD\nVERSION:2.1\nFN:Boss\nAGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:Agent\nEND:VCARD\nEND:VCARD\n"
                + "BEGIN:VCARD\nVERSION:3.0\nFN:End";
        Cards cards = Cards.of(file.getBytes(StandardCharsets.UTF_8));
        assertThat(cards.contacts()).extracting(Contact::label).containsExactly("Good", "Boss");
        assertThat(cards.reasons())
                .containsExactly(
                        CardProblem.Reason.CUT_OFF,
                        CardProblem.Reason.EMPTY,
                        CardProblem.Reason.NESTED_CARD,
                        CardProblem.Reason.CUT_OFF);
        assertThat(cards.summary()).isEqualTo(new CardSummary(5, 2, 4));
        assertThat(cards.problems().toString()).doesNotContain("Boss");
    }

    @Test
    @DisplayName("bounds: a card with too many lines is a problem, a file that is too long is refused")
    void bounds() {
        CardReader narrow = new CardReader(new ReadLimits(10_000, 200, 3, 10, 1));
        Cards many = Cards.of(
                new ByteArrayInputStream((Cards.card("NOTE:x\n".repeat(20)) + Cards.card("FN:B") + Cards.card("FN:" + "c".repeat(300)))
                        .getBytes(StandardCharsets.UTF_8)),
                narrow);
        assertThat(many.contacts()).extracting(Contact::label).containsExactly("B");
        assertThat(many.reasons()).containsOnly(CardProblem.Reason.TOO_LARGE).hasSize(2);
        byte[] file = Cards.card("FN:B").repeat(4).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Cards.of(new ByteArrayInputStream(file), narrow)).isInstanceOf(PasserelleException.class);
    }

    @Test
    @DisplayName("a card without UID has the same one each time it is read")
    void uid() {
        assertThat(Cards.only("FN:A", "TEL:1").uid()).isEqualTo(Cards.only("TEL:1", "FN:A").uid());
        assertThat(Cards.only("FN:A").uid()).isNotEqualTo(Cards.only("FN:B").uid());
        assertThat(Cards.only("FN:A", "UID:urn:uuid:1").uid().value()).isEqualTo("urn:uuid:1");
    }
}
