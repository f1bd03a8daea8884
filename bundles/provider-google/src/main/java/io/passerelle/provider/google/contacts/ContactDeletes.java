// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.provider.google.GoogleAnswer;
import io.passerelle.provider.google.GoogleCalls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deletes contacts. Google deletes whatever it is asked to, so that each is looked at first. */
final class ContactDeletes {
    private final GoogleCalls calls;
    private final ContactReader reader;
    private final ContactIndex index;
    private final ContactOutcome outcome;

    ContactDeletes(GoogleCalls calls, ContactReader reader, ContactPhotos photos, ContactMemory memory, ContactIndex index) {
        this.calls = calls;
        this.reader = reader;
        this.index = index;
        this.outcome = new ContactOutcome(reader, photos, memory);
    }

    Map<Write, WriteResult> write(List<Write.Delete> deletes) {
        Map<Write, WriteResult> results = new LinkedHashMap<>();
        if (deletes.isEmpty()) {
            return results;
        }
        Map<ItemRef, Map<String, Object>> persons =
                reader.persons(deletes.stream().map(Write.Delete::ref).toList(), "metadata");
        List<Write.Delete> due = new ArrayList<>();
        for (Write.Delete delete : deletes) {
            Map<String, Object> person = persons.get(delete.ref());
            if (person == null) {
                results.put(delete, gone(delete.ref()));
            } else if (ContactRevision.isOf(delete.expected(), People.etag(person))) {
                due.add(delete);
            } else {
                results.put(delete, new WriteResult.Changed(delete.ref()));
            }
        }
        for (int from = 0; from < due.size(); from += People.DELETED_AT_ONCE) {
            send(due.subList(from, Math.min(due.size(), from + People.DELETED_AT_ONCE)), results);
        }
        return results;
    }

    private WriteResult gone(ItemRef ref) {
        index.remove(ref);
        return outcome.deleted(ref);
    }

    private void send(List<Write.Delete> some, Map<Write, WriteResult> results) {
        GoogleAnswer answer = some.size() == 1
                ? calls.one(People.delete(some.get(0).ref()))
                : calls.one(People.batchDelete(some.stream().map(Write.Delete::ref).toList()));
        boolean together = some.size() > 1;
        if (answer.isSuccess() || !together && PeopleErrors.isGone(answer)) {
            some.forEach(delete -> results.put(delete, gone(delete.ref())));
        } else if (together && (answer.status() == 400 || answer.status() == 404)) {
            some.forEach(delete -> send(List.of(delete), results));
        } else {
            some.forEach(delete -> results.put(delete, ContactOutcome.failed(PeopleErrors.ofWrite(answer))));
        }
    }
}
