// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the items of a side by what a person calls them; page by page, nothing is kept of the others. */
final class LabelSearch {
    private static final int FETCHED_AT_ONCE = 500;

    private final ItemCollection collection;
    private final String words;
    private final int most;
    private final Runnable stopCheck;
    private final Map<ItemRef, Item> found = new LinkedHashMap<>();
    private final List<ItemRef> bodyless = new ArrayList<>();

    /**
     * A search.
     *
     * @param words part of the label, whatever the case
     * @param most when this many were found, the rest is not read
     * @param stopCheck called between pages; throws when the search is to stop
     */
    LabelSearch(ItemCollection collection, String words, int most, Runnable stopCheck) {
        this.collection = collection;
        this.words = words.strip().toLowerCase(Locale.ROOT);
        this.most = most;
        this.stopCheck = stopCheck;
    }

    Map<ItemRef, Item> run() {
        try (ChangeFeed feed = collection.changesSince(Cursor.START)) {
            while (found.size() < most) {
                stopCheck.run();
                FeedStep step = feed.next();
                if (step instanceof FeedStep.Page page) {
                    page.changes().forEach(this::look);
                    if (bodyless.size() >= FETCHED_AT_ONCE) {
                        fetch();
                    }
                } else if (step instanceof FeedStep.End) {
                    fetch();
                    break;
                } else {
                    throw PasserelleException.of(
                            ErrorCode.PROVIDER_ANSWER_UNREADABLE, "a full pass cannot expire");
                }
            }
        }
        return found;
    }

    private void look(Change change) {
        found.remove(change.ref());
        if (change instanceof Change.Upsert upsert) {
            upsert.item().ifPresentOrElse(item -> look(upsert.ref(), item), () -> bodyless.add(upsert.ref()));
        }
    }

    private void look(ItemRef ref, Item item) {
        if (found.size() < most && item.label().toLowerCase(Locale.ROOT).contains(words)) {
            found.put(ref, item);
        }
    }

    private void fetch() {
        for (int from = 0; from < bodyless.size() && found.size() < most; from += FETCHED_AT_ONCE) {
            stopCheck.run();
            List<ItemRef> some = bodyless.subList(from, Math.min(bodyless.size(), from + FETCHED_AT_ONCE));
            for (Fetched fetched : collection.fetch(List.copyOf(some))) {
                if (fetched instanceof Fetched.Found one) {
                    look(one.ref(), one.item());
                }
            }
        }
        bodyless.clear();
    }
}
