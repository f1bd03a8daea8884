// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.StatisticsService;
import io.passerelle.api.SyncReview;
import io.passerelle.api.SyncSchedule;
import io.passerelle.api.SyncService;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What has to do with runs. The review may come and go: the application stays as it is meanwhile. */
@Component(service = SyncServices.class)
public final class SyncServices {
    private final SyncService runs;
    private final SyncSchedule schedule;
    private final StatisticsService statistics;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile SyncReview review;

    /** With the services that have to be there. */
    @Activate
    public SyncServices(
            @Reference SyncService runs, @Reference SyncSchedule schedule, @Reference StatisticsService statistics) {
        this.runs = runs;
        this.schedule = schedule;
        this.statistics = statistics;
    }

    SyncServices(SyncService runs, SyncSchedule schedule, StatisticsService statistics, SyncReview review) {
        this(runs, schedule, statistics);
        this.review = review;
    }

    SyncService runs() {
        return runs;
    }

    SyncSchedule schedule() {
        return schedule;
    }

    StatisticsService statistics() {
        return statistics;
    }

    /**
     * Who answers for previews, conflicts and undoing.
     *
     * @throws PasserelleException {@code STARTING} while nobody does
     */
    SyncReview review() {
        SyncReview now = review;
        if (now == null) {
            throw PasserelleException.of(ErrorCode.STARTING);
        }
        return now;
    }
}
