// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.google.GoogleAnswer;
import io.passerelle.provider.google.GoogleCalls;
import io.passerelle.provider.google.GoogleJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pages of {@code people.connections.list}: all contacts, or what changed since a sync token
 * (https://developers.google.com/people/v1/contacts). Listings learn of changes late: what was written lately and is not listed
 * yet is there all the same.
 */
final class ContactFeed implements ChangeFeed {
    /** Ten million contacts: whoever sends more pages sends them for ever. */
    private static final int MOST_PAGES = 10_000;

    private final GoogleCalls calls;
    private final ContactGroups groups;
    private final ContactReader reader;
    private final ContactMemory memory;
    private final ContactIndex index;
    private final boolean full;
    private final Optional<ContactCursor> since;
    private final Set<ItemRef> seen = new HashSet<>();
    private Optional<String> page = Optional.empty();
    private Optional<Cursor> end = Optional.empty();
    private int pages;

    ContactFeed(GoogleCalls calls, ContactGroups groups, ContactReader reader, ContactMemory memory, ContactIndex index, Cursor cursor) {
        this.calls = calls;
        this.groups = groups;
        this.reader = reader;
        this.memory = memory;
        this.index = index;
        this.full = cursor.isStart();
        this.since = full ? Optional.empty() : ContactCursor.parse(cursor);
    }

    @Override
    public FeedStep next() {
        if (end.isPresent()) {
            return new FeedStep.End(end.get());
        }
        if (!full && since.isEmpty()) {
            return new FeedStep.Expired();
        }
        if (pages == 0) {
            groups.read();
        }
        GoogleAnswer answer = calls.one(People.list(People.FIELDS, query()));
        if (!full && page.isEmpty() && PeopleErrors.isExpiredToken(answer)) {
            return new FeedStep.Expired();
        }
        return new FeedStep.Page(changes(PeopleErrors.orThrow(answer)));
    }

    private Map<String, Object> query() {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("requestSyncToken", true);
        since.ifPresent(cursor -> query.put("syncToken", cursor.token()));
        page.ifPresent(token -> query.put("pageToken", token));
        return query;
    }

    private List<Change> changes(Map<String, Object> body) {
        List<Change> changes = new ArrayList<>();
        for (Map<String, Object> person : GoogleJson.objects(body, "connections")) {
            if (GoogleJson.text(person, "resourceName").isPresent()) {
                take(person, changes);
            }
        }
        page = GoogleJson.text(body, "nextPageToken");
        if (page.isPresent()) {
            if (++pages > MOST_PAGES) {
                throw PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "the listing does not end");
            }
            return changes;
        }
        String token = GoogleJson.text(body, "nextSyncToken")
                .orElseThrow(() -> PasserelleException.of(
                        ErrorCode.PROVIDER_ANSWER_UNREADABLE, "the last page has no sync token"));
        since.ifPresent(before -> before.renamed(groups.names()).keySet().forEach(group -> renamed(group, changes)));
        if (full) {
            unlisted(changes);
        }
        index.complete();
        end = Optional.of(ContactCursor.of(token, groups.names()).cursor());
        return changes;
    }

    private void take(Map<String, Object> person, List<Change> changes) {
        ItemRef ref = People.ref(person);
        seen.add(ref);
        // A contact may be given another address when it is linked to a profile.
        GoogleJson.texts(GoogleJson.object(person, "metadata"), "previousResourceNames").stream()
                .filter(name -> !name.isEmpty() && !name.equals(ref.value()))
                .forEach(name -> changes.add(new Change.Tombstone(ItemRef.of(name))));
        if (!People.isDeleted(person)) {
            index.add(person);
        }
        reader.change(person).ifPresent(changes::add);
    }

    /** The listing says nothing of contacts whose group has another name; they are read by address. */
    private void renamed(String group, List<Change> changes) {
        groups.members(group).stream()
                .filter(seen::add)
                .forEach(ref -> changes.add(new Change.Upsert(ref, Revision.of("?"), Optional.empty())));
    }

    private void unlisted(List<Change> changes) {
        memory.all().forEach((ref, write) -> {
            if (write.revision().isPresent() && seen.add(ref)) {
                changes.add(new Change.Upsert(ref, write.revision().get(), Optional.empty()));
            }
        });
    }

    @Override
    public void close() {
        page = Optional.empty();
    }
}
