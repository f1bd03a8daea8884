// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web.transfer;

import io.passerelle.host.local.web.calendar.EventCalls;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactPhoto;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Takes the items of a file into a collection. They are recognised by their UID: the same file taken again changes nothing.
 * Works in batches while the file is read, so that memory stays flat.
 */
final class FileImport {
    private static final int MOST_PROBLEMS = 1_000;
    private static final int MOST_BYTES_OF_PHOTOS = 8 << 20;

    private final ItemCollection into;
    private final IntConsumer progress;
    private final List<Item> batch = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int bytesOfPhotos;
    private int added;
    private int updated;
    private int unchanged;
    private int problemCount;

    /**
     * What became of one item that is not as it was in the file.
     *
     * @param name what a person calls it
     * @param uid UID, where known
     * @param reason name of the reason
     * @param taken whether the item is there all the same
     */
    record Problem(String name, String uid, String reason, boolean taken) {}

    /**
     * What became of the file.
     *
     * @param problems the first thousand
     * @param problemCount all of them
     */
    record Result(int added, int updated, int unchanged, List<Problem> problems, int problemCount) {}

    /** @param progress is told the number of items dealt with so far */
    FileImport(ItemCollection into, IntConsumer progress) {
        this.into = into;
        this.progress = progress;
    }

    /** An item of the file. */
    void item(Item item) {
        batch.add(item);
        if (item instanceof Contact contact) {
            bytesOfPhotos += contact.photo().map(ContactPhoto::size).orElse(0);
        }
        if (batch.size() == into.maxBatch() || bytesOfPhotos > MOST_BYTES_OF_PHOTOS) {
            flush();
        }
    }

    /** A problem met while reading. */
    void problem(Problem problem) {
        problemCount++;
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        }
    }

    /** Writes what is left. */
    Result finish() {
        flush();
        return new Result(added, updated, unchanged, problems, problemCount);
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        List<WriteResult> results = into.write(batch.stream()
                .<Write>map(item -> new Write.Create(EventCalls.key(), item))
                .toList());
        Map<ItemRef, Item> present = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            WriteResult result = results.get(i);
            if (result instanceof WriteResult.Done) {
                added++;
            } else if (result instanceof WriteResult.Exists exists) {
                present.put(exists.ref(), batch.get(i));
            } else {
                failed(batch.get(i), result);
            }
        }
        batch.clear();
        bytesOfPhotos = 0;
        update(present);
        progress.accept(added + updated + unchanged);
    }

    private void update(Map<ItemRef, Item> wanted) {
        List<Write> writes = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        for (Fetched fetched : into.fetch(wanted.keySet())) {
            Item item = wanted.get(fetched.ref());
            if (!(fetched instanceof Fetched.Found found)) {
                problem(new Problem(item.label(), item.uid().value(), "NOT_WRITTEN", false));
                continue;
            }
            Set<FieldPath> fields = EventCalls.everyField(found.item(), item);
            if (found.item().with(item, fields).fields().equals(found.item().fields())) {
                unchanged++;
            } else {
                writes.add(new Write.Update(found.ref(), found.revision(), item, fields));
                items.add(item);
            }
        }
        List<WriteResult> results = into.write(writes);
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof WriteResult.Done) {
                updated++;
            } else {
                failed(items.get(i), results.get(i));
            }
        }
    }

    private void failed(Item item, WriteResult result) {
        String reason = result instanceof WriteResult.Failed failed ? failed.code().name() : "NOT_WRITTEN";
        problem(new Problem(item.label(), item.uid().value(), reason, false));
    }
}
