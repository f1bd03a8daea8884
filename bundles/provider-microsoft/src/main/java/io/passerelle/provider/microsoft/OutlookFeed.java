// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code calendarView/delta} over a window (https://learn.microsoft.com/graph/delta-query-events), read page by page. A full pass also
 * lists what is outside the window, so that absence means deletion. What belongs to a series waits until the listing ends, and is
 * then read as a whole; what was removed from the window is looked up, since it may only have left it.
 */
final class OutlookFeed implements ChangeFeed {
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 20_000;
    private static final String PREFER = GraphCall.PREFER + ", odata.maxpagesize=" + PAGE;
    private final GraphCalls calls;
    private final String calendar;
    private final boolean full;
    private final Optional<OutlookWindow.Place> place;
    private final OutlookWindow window;
    private final Set<String> series = new LinkedHashSet<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private Optional<String> next;
    private Optional<String> deltaLink = Optional.empty();
    private boolean outside;
    private Iterator<List<String>> rest;
    private int pages;

    OutlookFeed(GraphCalls calls, String calendar, Cursor cursor, LocalDate today) {
        this.calls = calls;
        this.calendar = "/me/calendars/" + GraphCall.encoded(calendar);
        this.full = cursor.isStart();
        this.place = full ? Optional.empty() : OutlookWindow.Place.of(cursor, today);
        this.window = place.map(OutlookWindow.Place::window).orElseGet(() -> OutlookWindow.on(today));
        this.next = Optional.of(place.map(OutlookWindow.Place::deltaLink)
                .orElseGet(() -> calls.address(this.calendar + "/calendarView/delta" + window.query())));
    }

    @Override
    public FeedStep next() {
        if (!full && place.isEmpty()) {
            return new FeedStep.Expired();
        }
        if (next.isPresent()) {
            return read(next.get());
        }
        if (rest == null) {
            removed.removeAll(series);
            rest = chunks();
        }
        return rest.hasNext()
                ? new FeedStep.Page(whole(rest.next()))
                : new FeedStep.End(new OutlookWindow.Place(window, deltaLink.orElseThrow()).cursor());
    }

    private FeedStep read(String address) {
        List<Change> changes = new ArrayList<>();
        GraphAnswer answer = calls.page(address, PREFER, event -> take(event, changes));
        if (!outside && MicrosoftErrors.isExpiredDelta(answer)) {
            return new FeedStep.Expired();
        }
        if (answer.isGone()) {
            throw PasserelleException.of(ErrorCode.COLLECTION_GONE, "HTTP " + answer.status());
        }
        Map<String, Object> page = answer.orThrow();
        if (!(page.get("value") instanceof List<?>)) {
            throw PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "a listing without list");
        }
        next = GraphJson.text(page, "@odata.nextLink");
        if (next.isEmpty()) {
            ended(page);
        } else if (++pages > MOST_PAGES) {
            throw PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "the listing does not end");
        }
        return new FeedStep.Page(changes);
    }

    private void ended(Map<String, Object> page) {
        if (outside) {
            return;
        }
        // Only the last page has one; half a listing never becomes a cursor.
        deltaLink = Optional.of(GraphJson.text(page, "@odata.deltaLink")
                .orElseThrow(() -> PasserelleException.of(
                        ErrorCode.PROVIDER_ANSWER_UNREADABLE, "the last page has no delta link")));
        if (full) {
            outside = true;
            next = Optional.of(calls.address(calendar + "/events" + OutlookEvent.WHOLE + "&$top=" + PAGE + "&$filter="
                    + GraphCall.encoded(window.outside())));
        }
    }

    private void take(Map<String, Object> event, List<Change> changes) {
        Optional<String> id = GraphJson.text(event, "id");
        if (id.isEmpty()) {
            return;
        }
        if (event.get("@removed") instanceof Map<?, ?>) {
            removed.add(id.get());
            return;
        }
        switch (GraphJson.text(event, "type").orElse("singleInstance")) {
            case "singleInstance" -> {
                removed.remove(id.get());
                changes.add(new OutlookEvent(event).change());
            }
            case "seriesMaster" -> series.add(id.get());
            default -> GraphJson.text(event, "seriesMasterId").ifPresent(series::add);
        }
    }

    private Iterator<List<String>> chunks() {
        List<String> all = new ArrayList<>(series);
        all.addAll(removed);
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += GraphCalls.BATCH) {
            chunks.add(all.subList(from, Math.min(all.size(), from + GraphCalls.BATCH)));
        }
        return chunks.iterator();
    }

    private List<Change> whole(List<String> ids) {
        List<GraphAnswer> answers = calls.all(ids.stream().map(OutlookEvent::reading).toList());
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (answers.get(i).isGone()) {
                changes.add(new Change.Tombstone(ItemRef.of(ids.get(i))));
            } else {
                OutlookEvent event = new OutlookEvent(answers.get(i).orThrow());
                if (event.isMaster() || event.type().equals("singleInstance")) {
                    changes.add(event.change());
                }
            }
        }
        return changes;
    }

    @Override
    public void close() {
        next = Optional.empty();
    }
}
