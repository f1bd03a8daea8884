// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.vcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.Labelled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CardEditTest {
    private static final String ORIGINAL = Cards.card(
            "PRODID:-//Somebody//EN",
            "UID:1",
            "FN:Ada Lovelace",
            "N:Lovelace;Ada;;;",
            "item1.TEL;X-ODD=\"1\":+44 1",
            "item1.X-ABLabel:Boat",
            "TEL;type=HOME;type=VOICE:+44 2",
            "ORG:Engines Ltd;Notes",
            "TITLE:Analyst",
            "X-UNKNOWN;A=b:keep me",
            "a line that is none",
            "NOTE:first");

    private static Contact read() {
        return new CardReader().readOne(ORIGINAL);
    }

    @Test
    @DisplayName("nothing changes where nothing differs")
    void same() {
        assertThat(CardWriter.edit(ORIGINAL, read())).isEqualTo(ORIGINAL);
    }

    @Test
    @DisplayName("a new number is added and every other line stays to the letter")
    void added() {
        List<Labelled> phones = new ArrayList<>(read().phones());
        phones.add(Labelled.of("+44 3", "work"));
        String edited = CardWriter.edit(ORIGINAL, read().toBuilder().phones(phones).build());
        assertThat(edited).isEqualTo(ORIGINAL.replace("END:VCARD", "TEL;TYPE=work:+44 3\r\nEND:VCARD"));
    }

    @Test
    @DisplayName("a changed label, title and name replace their lines alone")
    void changed() {
        Contact wanted = read().toBuilder()
                .name(ContactName.of("Ada King", "Ada", "King"))
                .phones(List.of(Labelled.of("+44 1", "main"), Labelled.of("+44 2", "home")))
                .build();
        String edited = CardWriter.edit(ORIGINAL, wanted);
        assertThat(new CardReader().readOne(edited).fields()).isEqualTo(wanted.fields());
        assertThat(edited)
                .contains("TEL;type=HOME;type=VOICE:+44 2", "ORG:Engines Ltd;Notes", "X-UNKNOWN;A=b:keep me", "a line that is none")
                .doesNotContain("Lovelace", "Boat", "X-ODD");
    }

    @Test
    @DisplayName("what is removed goes, with what labelled it")
    void removed() {
        String edited = CardWriter.edit(ORIGINAL, read().toBuilder().phones(List.of()).note("").build());
        assertThat(edited).doesNotContain("TEL", "X-ABLabel", "NOTE").contains("X-UNKNOWN;A=b:keep me");
    }

    @Test
    @DisplayName("what is not understood stays even where the contact knows nothing of it")
    void unknown() {
        assertThat(CardWriter.edit(ORIGINAL, read().toBuilder().vcard(List.of()).build())).isEqualTo(ORIGINAL);
    }

    @Test
    @DisplayName("no card and two cards are refused")
    void notOne() {
        for (String text : List.of("", "nonsense", ORIGINAL + ORIGINAL, "BEGIN:VCARD\nFN:x")) {
            assertThatThrownBy(() -> CardWriter.edit(text, read())).isInstanceOf(PasserelleException.class);
        }
    }
}
