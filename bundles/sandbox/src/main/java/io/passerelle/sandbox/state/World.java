// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Everything the emulated service knows about people, calendars and contacts. One lock: operations are short and in memory. */
public final class World {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, CalendarData> calendars = new LinkedHashMap<>();
    private final Map<String, AddressBook> addressBooks = new LinkedHashMap<>();
    private final Clock clock;
    private Consumer<String> watcher = calendar -> { };
    private long version;

    public World(Clock clock) {
        this.clock = clock;
    }

    /** Runs {@code work} alone. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Called, under the lock, with the id of each calendar whose events changed. */
    public void onChange(Consumer<String> listener) {
        watcher = listener;
    }

    public Instant now() {
        return clock.instant();
    }

    public long version() {
        return version;
    }

    public void restoreVersion(long restored) {
        version = Math.max(version, restored);
    }

    public long nextVersion() {
        return ++version;
    }

    public Collection<Account> accounts() {
        return accounts.values();
    }

    public Optional<Account> account(String email) {
        return Optional.ofNullable(accounts.get(email));
    }

    public Collection<CalendarData> calendars() {
        return calendars.values();
    }

    public Optional<CalendarData> calendar(String id) {
        return Optional.ofNullable(calendars.get(id));
    }

    /** The contacts of an account, by its e-mail; empty at first. */
    public AddressBook contacts(String email) {
        return addressBooks.computeIfAbsent(email, e -> new AddressBook());
    }

    public Collection<AddressBook> addressBooks() {
        return addressBooks.values();
    }

    public void removeCalendar(String id) {
        calendars.remove(id);
    }

    /** Adds a person with an empty primary calendar. */
    public Account add(Account account) {
        accounts.put(account.email(), account);
        if (!calendars.containsKey(account.email())) {
            addCalendar(account.email(), account, account.email(), account.timeZone());
        }
        return account;
    }

    /** Adds an account without creating anything, as a snapshot is read back. */
    public void restore(Account account) {
        accounts.put(account.email(), account);
    }

    public void restore(CalendarData calendar) {
        calendars.put(calendar.id(), calendar);
    }

    /** Adds a calendar owned by {@code owner} to the owner's list. */
    public CalendarData addCalendar(String id, Account owner, String summary, String timeZone) {
        ObjectNode meta = Json.object().put("summary", summary).put("timeZone", timeZone);
        meta.putObject("conferenceProperties").putArray("allowedConferenceSolutionTypes").add("hangoutsMeet");
        CalendarData calendar = new CalendarData(id, owner.email(), meta, nextVersion());
        calendars.put(id, calendar);
        boolean primary = id.equals(owner.email());
        ObjectNode settings = Json.object().put("colorId", primary ? "14" : "7").put("selected", true);
        settings.putArray("defaultReminders");
        if (primary) {
            settings.withArray("defaultReminders").addObject().put("method", "popup").put("minutes", 10);
        }
        owner.calendarList().put(id, new ListEntry(id, AccessRole.OWNER, primary, settings, nextVersion()));
        return calendar;
    }

    /** Puts a calendar of somebody else into an account's list. */
    public void share(CalendarData calendar, Account with, AccessRole role) {
        ObjectNode settings = Json.object().put("colorId", "8").put("selected", true);
        settings.putArray("defaultReminders");
        with.calendarList().put(calendar.id(), new ListEntry(calendar.id(), role, false, settings, nextVersion()));
    }

    /** Stores a new state of an event and tells the watcher. */
    public StoredEvent store(CalendarData calendar, ObjectNode resource) {
        StoredEvent stored = StoredEvent.of(resource, nextVersion());
        calendar.put(stored);
        watcher.accept(calendar.id());
        return stored;
    }
}
