// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A calendar as it stands in one account's list. Guarded by the world's lock. */
public final class ListEntry {
    private final String calendarId;
    private final AccessRole role;
    private final boolean primary;
    private final ObjectNode settings;
    private boolean deleted;
    private long version;

    /**
     * @param settings what the user set: colorId, backgroundColor, foregroundColor, selected, hidden, summaryOverride,
     *                 defaultReminders, notificationSettings
     */
    public ListEntry(String calendarId, AccessRole role, boolean primary, ObjectNode settings, long version) {
        this.calendarId = calendarId;
        this.role = role;
        this.primary = primary;
        this.settings = settings;
        this.version = version;
    }

    public String calendarId() {
        return calendarId;
    }

    public AccessRole role() {
        return role;
    }

    public boolean primary() {
        return primary;
    }

    public ObjectNode settings() {
        return settings;
    }

    public boolean deleted() {
        return deleted;
    }

    public void deleted(boolean now) {
        deleted = now;
    }

    public long version() {
        return version;
    }

    public void touched(long now) {
        version = now;
    }
}
