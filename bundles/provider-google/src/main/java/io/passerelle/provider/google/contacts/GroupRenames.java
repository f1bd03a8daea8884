// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.item.Contact;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A category that was renamed arrives as many contacts that leave one group for another: then the group is renamed. */
final class GroupRenames {
    private final ContactGroups groups;
    private final ContactReader reader;

    GroupRenames(ContactGroups groups, ContactReader reader) {
        this.groups = groups;
        this.reader = reader;
    }

    private record Move(String from, String to) {}

    void apply(List<Write.Update> updates, Map<ItemRef, Map<String, Object>> persons) {
        Map<Move, Set<ItemRef>> moves = new LinkedHashMap<>();
        for (Write.Update update : updates) {
            if (update.item() instanceof Contact) {
                Contact present = reader.contact(persons.get(update.ref()));
                Contact wanted = ContactUpdates.wanted(update, present);
                move(present.categories(), wanted.categories(), update.ref(), moves);
            }
        }
        moves.forEach((move, movers) -> groups.named(move.from())
                .filter(group -> groups.named(move.to()).isEmpty() && movers.containsAll(groups.members(group)))
                .ifPresent(group -> groups.rename(group, move.to())));
    }

    private static void move(List<String> present, List<String> wanted, ItemRef ref, Map<Move, Set<ItemRef>> moves) {
        List<String> lost = present.stream().filter(name -> !wanted.contains(name)).toList();
        List<String> gained = wanted.stream().filter(name -> !present.contains(name)).toList();
        if (lost.size() == 1 && gained.size() == 1) {
            moves.computeIfAbsent(new Move(lost.get(0), gained.get(0)), move -> new HashSet<>()).add(ref);
        }
    }
}
