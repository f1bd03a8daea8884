// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Item;
import io.passerelle.sync.engine.plan.Identity;
import io.passerelle.sync.engine.plan.Likeness;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** By what items of another identity look like the same: same start and title, or same address or number and a similar name. */
final class Likenesses {
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final int FEWEST_DIGITS = 6;

    /** A number with and without its country is the same one; that many of its last digits tell. */
    private static final int TELLING_DIGITS = 9;

    private final Digester digester;

    Likenesses(Digester digester) {
        this.digester = digester;
    }

    Likeness of(Item item) {
        return item instanceof Contact contact ? of(contact) : of((CalendarEvent) item);
    }

    private Likeness of(CalendarEvent event) {
        String title = String.join(" ", words(event.details().title()).toList());
        return title.isEmpty()
                ? Likeness.NONE
                : new Likeness(List.of(key("event", start(event.when()) + " " + title)), List.of(), List.of());
    }

    private Likeness of(Contact contact) {
        ContactName name = contact.name();
        return new Likeness(
                contact.emails().stream()
                        .map(email -> key("email", email.value().strip().toLowerCase(Locale.ROOT)))
                        .distinct()
                        .toList(),
                contact.phones().stream()
                        .map(phone -> phone.value().replaceAll("\\D", ""))
                        .filter(digits -> digits.length() >= FEWEST_DIGITS)
                        .map(digits -> key("phone", digits.substring(Math.max(0, digits.length() - TELLING_DIGITS))))
                        .distinct()
                        .toList(),
                words(name.full().isEmpty() ? name.joined() : name.full())
                        .distinct()
                        .map(this::word)
                        .toList());
    }

    private Likeness.Word word(String word) {
        return new Likeness.Word(key("name", word), key("name", word.substring(0, word.offsetByCodePoints(0, 1))));
    }

    private Identity key(String kind, String text) {
        return digester.likeness(kind, text);
    }

    /** The same moment is the same in every zone. */
    private static String start(EventTime when) {
        return when instanceof EventTime.Timed timed
                ? timed.zone()
                        .map(zone -> timed.start().atZone(zone).toInstant().toString())
                        .orElse(timed.start().toString())
                : ((EventTime.AllDay) when).start().toString();
    }

    /** Whatever the case, the accents and what stands between. */
    private static Stream<String> words(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return NO_WORD.splitAsStream(plain.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty());
    }
}
