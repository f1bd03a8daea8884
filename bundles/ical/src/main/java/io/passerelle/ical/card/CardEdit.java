// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.card;

import ezvcard.VCardVersion;
import io.passerelle.ical.text.ContentLines;
import io.passerelle.ical.vcard.CardReader;
import io.passerelle.ical.vcard.CardVersion;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactPhoto;
import io.passerelle.model.item.FieldPath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Changes a card as little as possible: each line, or group of lines that belong together, that still says what the contact
 * says stays as it is; the others go, and what is missing is added at the end.
 */
public final class CardEdit {
    private static final Set<String> ORGANIZATION = Set.of("ORG", "TITLE", "ROLE", "X-PHONETIC-ORG");
    private static final Set<String> ADDRESS = Set.of("ADR", "LABEL");
    private static final Set<String> NAME = Set.of("FN", "N", "SORT-STRING");
    private static final Set<String> NAME_ROOTS =
            Set.of("displayName", "namePrefix", "givenName", "middleName", "familyName", "nameSuffix");
    private static final Set<String> TOGETHER = Set.of("NOTE", "PHOTO");
    private static final String KEPT = "vcard";
    private static final Set<String> TECHNICAL = Set.of("VERSION", "UID", "PRODID", "REV");

    private final Contact wanted;
    private final CardVersion version;
    private final String versionLine;
    private final SortedMap<FieldPath, String> missing;
    private Optional<ContactPhoto> photo;

    private CardEdit(Contact wanted, String versionLine) {
        this.wanted = wanted;
        this.versionLine = versionLine;
        this.version = versionLine.strip().endsWith("4.0") ? CardVersion.V4 : CardVersion.V3;
        this.missing = new TreeMap<>(wanted.properties());
        this.photo = wanted.photo();
    }

    /** The original with what differs changed. */
    public static String edit(String original, Contact wanted) {
        CardLines.Card card = read(original);
        String versionLine = card.lines().stream()
                .filter(line -> name(line).equals("VERSION"))
                .findFirst()
                .orElse("VERSION:2.1");
        return new CardEdit(wanted, versionLine).edit(original, card.lines());
    }

    private static CardLines.Card read(String original) {
        try {
            byte[] bytes = original.getBytes(StandardCharsets.UTF_8);
            CardLines cards = new CardLines(new ByteArrayInputStream(bytes), CardReader.LIMITS);
            CardLines.Card card = cards.next();
            if (card == null || !card.closed() || !card.complete() || cards.next() != null) {
                throw PasserelleException.of(ErrorCode.ITEM_MALFORMED, "not one card");
            }
            return card;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private String edit(String original, List<String> lines) {
        List<String> kept = new ArrayList<>();
        boolean changed = false;
        for (List<String> chunk : chunks(lines)) {
            if (stays(chunk)) {
                kept.addAll(chunk);
            } else {
                changed = true;
            }
        }
        if (!changed && missing.isEmpty() && photo.isEmpty()) {
            return original;
        }
        kept.addAll(added(kept));
        return written(kept);
    }

    /** Lines that say one thing together, in the order of the first of each. */
    private static Iterable<List<String>> chunks(List<String> lines) {
        Map<String, List<String>> chunks = new LinkedHashMap<>();
        int number = 0;
        for (String line : lines) {
            String name = name(line);
            String group = group(line);
            String key;
            if (ORGANIZATION.contains(name)) {
                key = "organization";
            } else if (ADDRESS.contains(name)) {
                key = "address";
            } else if (NAME.contains(name)) {
                key = "name";
            } else if (TOGETHER.contains(name)) {
                key = name;
            } else {
                key = group.isEmpty() ? "line " + number++ : "group " + group;
            }
            chunks.computeIfAbsent(key, any -> new ArrayList<>()).add(line);
        }
        // what labels a line of a larger group travels with that group
        for (String key : List.of("organization", "address", "name")) {
            List<String> chunk = chunks.getOrDefault(key, new ArrayList<>());
            for (String line : List.copyOf(chunk)) {
                List<String> companions = group(line).isEmpty() ? null : chunks.remove("group " + group(line));
                if (companions != null) {
                    chunk.addAll(companions);
                }
            }
        }
        return chunks.values();
    }

    /** Whether a chunk says only what is wanted; that counts as said then. */
    private boolean stays(List<String> chunk) {
        if (TECHNICAL.contains(name(chunk.get(0)))) {
            return true;
        }
        List<String> lines = new ArrayList<>(chunk);
        lines.add(0, versionLine);
        Optional<Contact> says = new CardParser(problem -> {}).parse(new CardLines.Card(1, lines, true, true));
        if (says.isEmpty()) {
            return true;
        }
        SortedMap<FieldPath, String> found = new TreeMap<>();
        for (var field : says.get().properties().entrySet()) {
            if (field.getKey().root().equals(KEPT)) {
                missing.values().remove(field.getValue());
                continue;
            }
            FieldPath path = missing.entrySet().stream()
                    .filter(one -> one.getKey().root().equals(field.getKey().root()))
                    .filter(one -> one.getValue().equals(field.getValue()) && !found.containsKey(one.getKey()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
            if (path == null) {
                return false;
            }
            found.put(path, field.getValue());
        }
        if (says.get().photo().isPresent() && !says.get().photo().equals(photo)) {
            return false;
        }
        boolean nameIsLonger = chunk.stream().anyMatch(line -> NAME.contains(name(line)))
                && missing.keySet().stream().anyMatch(path -> NAME_ROOTS.contains(path.root()) && !found.containsKey(path));
        if (nameIsLonger) {
            return false;
        }
        photo = says.get().photo().isPresent() ? Optional.empty() : photo;
        missing.keySet().removeAll(found.keySet());
        return true;
    }

    private List<String> added(List<String> kept) {
        Contact rest = new Contact(wanted.uid(), missing, photo);
        List<String> lines = new ArrayList<>();
        boolean named = kept.stream().anyMatch(line -> NAME.contains(name(line)));
        Set<String> groups = kept.stream().map(CardEdit::group).collect(Collectors.toSet());
        VCardVersion target = version == CardVersion.V4 ? VCardVersion.V4_0 : VCardVersion.V3_0;
        for (String line : CardText.lines(ContactCard.of(rest, version), target)) {
            if (!TECHNICAL.contains(name(line)) && !(named && NAME.contains(name(line)))) {
                lines.add(regrouped(line, groups));
            }
        }
        return lines;
    }

    /** A group of the new lines must not be one of the old. */
    private static String regrouped(String line, Set<String> taken) {
        String group = group(line);
        if (group.isEmpty()) {
            return line;
        }
        String free = group;
        while (taken.contains(free)) {
            free = "x" + free;
        }
        return free + line.substring(group.length());
    }

    private String written(List<String> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ContentLines out = new ContentLines(bytes);
            out.begin("VCARD");
            for (String line : lines) {
                out.line(line);
            }
            out.end("VCARD");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String name(String line) {
        String head = line.split("[:;]", 2)[0];
        return head.substring(head.indexOf('.') + 1).strip().toUpperCase(Locale.ROOT);
    }

    private static String group(String line) {
        String head = line.split("[:;]", 2)[0];
        int dot = head.indexOf('.');
        return dot < 0 ? "" : head.substring(0, dot).strip().toLowerCase(Locale.ROOT);
    }
}
