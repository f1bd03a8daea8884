// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Hands out page by page what was read at once: addresses and revisions only, a hundred bytes each. */
final class Changes implements ChangeFeed {
    private static final int PAGE = 500;

    /**
     * What a side reports.
     *
     * @param changes addresses and revisions
     * @param next where to go on; empty when the cursor asked with has expired
     */
    record Report(List<Change> changes, Optional<Cursor> next) {
        static final Report EXPIRED = new Report(List.of(), Optional.empty());
    }

    private final Supplier<Report> source;
    private Report report;
    private int from;

    Changes(Supplier<Report> source) {
        this.source = source;
    }

    @Override
    public FeedStep next() {
        if (report == null) {
            report = source.get();
        }
        if (report.next().isEmpty()) {
            return new FeedStep.Expired();
        }
        if (from < report.changes().size()) {
            int to = Math.min(from + PAGE, report.changes().size());
            List<Change> page = report.changes().subList(from, to);
            from = to;
            return new FeedStep.Page(page);
        }
        return new FeedStep.End(report.next().get());
    }

    @Override
    public void close() {
        report = Changes.Report.EXPIRED;
    }
}
