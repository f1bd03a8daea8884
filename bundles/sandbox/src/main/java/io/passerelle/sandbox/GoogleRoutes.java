// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import io.passerelle.sandbox.calendar.CalendarApi;
import io.passerelle.sandbox.fault.Faults;
import io.passerelle.sandbox.fault.Journal;
import io.passerelle.sandbox.fault.Quota;
import io.passerelle.sandbox.http.Batch;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.RpcErrors;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.oauth.OAuthApi;
import io.passerelle.sandbox.people.PeopleApi;
import io.passerelle.sandbox.state.World;
import java.util.List;

/** Everything below the Google root: tells operations apart, keeps the journal, lets quotas and faults have their say. */
final class GoogleRoutes {
    private static final String CALENDAR = "/calendar/v3/";
    /** Stands for the root of {@code people.googleapis.com}. */
    private static final String PEOPLE = "/people/v1/";
    private static final String PHOTOS = "/photos/";
    private static final List<String> BATCH = List.of("/batch/calendar/v3", "/batch");

    private final World world;
    private final OAuthApi oauth;
    private final CalendarApi calendar;
    private final PeopleApi people;
    private final Faults faults;
    private final Journal journal;
    private final Quota quota;
    private final String prefix;

    /**
     * @param prefix path of the Google root, which the parts of a batch may repeat
     */
    GoogleRoutes(World world, OAuthApi oauth, CalendarApi calendar, PeopleApi people, Faults faults, Journal journal,
            Quota quota, String prefix) {
        this.world = world;
        this.oauth = oauth;
        this.calendar = calendar;
        this.people = people;
        this.faults = faults;
        this.journal = journal;
        this.quota = quota;
        this.prefix = prefix;
    }

    /** Answers a request whose path stands below the Google root. */
    SandboxResponse handle(SandboxRequest request) {
        if (BATCH.contains(request.path()) && "POST".equals(request.method())) {
            String account = oauth.account(request).orElse(null);
            return journalled("batch", account, request, false,
                    faults.apply("batch", account, request, () -> Batch.run(request, part -> call(part.at(below(part.path())), true))));
        }
        return call(request, false);
    }

    private String below(String path) {
        return path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
    }

    private SandboxResponse call(SandboxRequest request, boolean inBatch) {
        String account = oauth.account(request).orElse(null);
        if (request.path().startsWith(CALENDAR)) {
            List<String> segments = request.at("/" + request.path().substring(CALENDAR.length())).segments();
            String kind = calendar.kind(request.method(), segments).orElse("unknown");
            SandboxResponse answer = quota.spend(account)
                    .orElseGet(() -> faults.apply(kind, account, request, () -> calendar.handle(request, segments)));
            return journalled(kind, account, request, inBatch, answer);
        }
        if (request.path().startsWith(PEOPLE)) {
            List<String> segments = request.at("/" + request.path().substring(PEOPLE.length())).segments();
            String kind = people.kind(request.method(), segments).orElse("unknown");
            SandboxResponse answer = quota.spend(account).map(refused -> RpcErrors.response(Quota.used()))
                    .orElseGet(() -> faults.apply(kind, account, request, () -> people.handle(request, segments)));
            return journalled(kind, account, request, inBatch, answer);
        }
        if (request.path().startsWith(PHOTOS) && "GET".equals(request.method())) {
            return journalled("photo", null, request, inBatch,
                    faults.apply("photo", null, request, () -> people.photo(request.path().substring(PHOTOS.length()))));
        }
        String kind = inBatch ? null : OAuthApi.kind(request.path()).orElse(null);
        if (kind == null) {
            return journalled("unknown", account, request, inBatch, GoogleError.notFound().response());
        }
        return journalled(kind, account, request, false, faults.apply(kind, account, request, () -> oauth.handle(kind, request)));
    }

    private SandboxResponse journalled(String kind, String account, SandboxRequest request, boolean inBatch, SandboxResponse answer) {
        journal.add(new Journal.Entry(world.now(), kind, account, request.method(), request.path(), Journal.masked(request.query()), inBatch,
                answer.status()));
        return answer;
    }
}
