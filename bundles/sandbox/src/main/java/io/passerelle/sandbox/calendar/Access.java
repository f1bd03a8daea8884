// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.state.AccessRole;
import io.passerelle.sandbox.state.Account;
import io.passerelle.sandbox.state.CalendarData;
import io.passerelle.sandbox.state.ListEntry;
import io.passerelle.sandbox.state.World;

/** Which calendars a call can reach, and with which role. */
final class Access {
    private final World world;

    Access(World world) {
        this.world = world;
    }

    /** A calendar as this account sees it. */
    record Seen(CalendarData calendar, AccessRole role, ListEntry entry) {
        boolean primary() {
            return entry.primary();
        }
    }

    /** 404 for calendars that do not exist and for those of others alike. */
    Seen calendar(Account account, String calendarId) {
        String id = "primary".equals(calendarId) ? account.email() : calendarId;
        ListEntry entry = account.calendarList().get(id);
        CalendarData calendar = world.calendar(id).orElse(null);
        if (entry == null || calendar == null) {
            throw GoogleError.notFound();
        }
        return new Seen(calendar, entry.role(), entry);
    }

    Seen readable(Call call) {
        return owned(call, calendar(call.account(), call.variable("calendarId")));
    }

    Seen writable(Call call, String calendarId) {
        Seen seen = owned(call, calendar(call.account(), calendarId));
        if (!seen.role().atLeast(AccessRole.WRITER)) {
            throw GoogleError.needsWriter();
        }
        return seen;
    }

    private static Seen owned(Call call, Seen seen) {
        boolean onlyOwned = call.scopes().stream().filter(s -> s.startsWith("calendar.events") || s.equals("calendar")
                || s.equals("calendar.readonly")).allMatch(s -> s.startsWith("calendar.events.owned"));
        if (onlyOwned && call.method().startsWith("events.") && seen.role() != AccessRole.OWNER) {
            throw GoogleError.insufficientScope("https://www.googleapis.com/auth/calendar.events");
        }
        return seen;
    }
}
