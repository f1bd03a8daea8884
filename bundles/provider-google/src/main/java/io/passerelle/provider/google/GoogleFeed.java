// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pages of {@code events.list}: everything there is, or what changed since a sync token
 * (https://developers.google.com/workspace/calendar/api/guides/sync). What belongs to a series waits until the listing ends.
 */
final class GoogleFeed implements ChangeFeed {
    /** Google's largest page. */
    static final int PAGE = 2500;

    /** Ten million events: whoever sends more pages sends them for ever. */
    private static final int MOST_PAGES = 4000;
    /** What we read of an event; the rest (links, conferences, attachments) would only cost time and memory. */
    private static final String FIELDS = "nextPageToken,nextSyncToken,items(id,etag,status,iCalUID,eventType,summary,"
            + "description,location,colorId,start,end,recurrence,recurringEventId,originalStartTime,transparency,"
            + "visibility,attendees,organizer,reminders,source,updated)";

    private final GoogleCalls calls;
    private final String calendar;
    private final GoogleEventTranslator translator;
    private final Optional<String> syncToken;
    private final GooglePending pending;
    private Iterator<List<Change>> rest = Collections.emptyIterator();
    private Optional<String> pageToken = Optional.empty();
    private Optional<Cursor> end = Optional.empty();
    private int pages;

    GoogleFeed(GoogleCalls calls, String calendar, GoogleEventTranslator translator, Cursor cursor) {
        this.calls = calls;
        this.calendar = calendar;
        this.translator = translator;
        this.syncToken = cursor.isStart() ? Optional.empty() : Optional.of(cursor.value());
        this.pending = cursor.isStart()
                ? new GoogleFullPass(translator)
                : new GoogleDelta(calls, calendar, translator);
    }

    @Override
    public FeedStep next() {
        if (rest.hasNext()) {
            return new FeedStep.Page(rest.next());
        }
        return end.<FeedStep>map(FeedStep.End::new).orElseGet(this::read);
    }

    private FeedStep read() {
        GoogleAnswer answer = calls.one(GoogleCall.list(calendar, query()));
        if (syncToken.isPresent() && GoogleErrors.isExpiredToken(answer)) {
            return new FeedStep.Expired();
        }
        if (answer.isGone()) {
            throw PasserelleException.of(ErrorCode.COLLECTION_GONE, "HTTP " + answer.status());
        }
        Map<String, Object> body = answer.orThrow();
        List<Change> changes = new ArrayList<>();
        for (Map<String, Object> event : GoogleJson.objects(body, "items")) {
            if (GoogleJson.text(event, "id").isPresent()) {
                take(event, changes);
            }
        }
        pageToken = GoogleJson.text(body, "nextPageToken");
        if (pageToken.isEmpty()) {
            // Only the last page has one; half a listing never becomes a cursor.
            end = Optional.of(Cursor.of(GoogleJson.text(body, "nextSyncToken")
                    .orElseThrow(() -> PasserelleException.of(
                            ErrorCode.PROVIDER_ANSWER_UNREADABLE, "the last page has no sync token"))));
            rest = pending.rest();
        } else if (++pages > MOST_PAGES) {
            throw PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "the listing does not end");
        }
        return new FeedStep.Page(changes);
    }

    private Map<String, Object> query() {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("maxResults", PAGE);
        query.put("showDeleted", true);
        query.put("singleEvents", false);
        query.put("fields", FIELDS);
        syncToken.ifPresent(token -> query.put("syncToken", token));
        pageToken.ifPresent(token -> query.put("pageToken", token));
        return query;
    }

    private void take(Map<String, Object> event, List<Change> changes) {
        if (GoogleEvents.isException(event)) {
            pending.exception(event);
        } else if (GoogleEvents.isCancelled(event)) {
            pending.cancelled(GoogleEvents.id(event));
            changes.add(new Change.Tombstone(ItemRef.of(GoogleEvents.id(event))));
        } else if (GoogleEvents.isMaster(event)) {
            pending.master(event);
        } else {
            pending.plain(GoogleEvents.id(event));
            changes.add(GoogleSeries.plain(event).change(translator));
        }
    }

    @Override
    public void close() {
        rest = Collections.emptyIterator();
    }
}
