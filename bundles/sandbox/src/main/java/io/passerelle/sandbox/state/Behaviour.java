// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.state;

import java.time.Duration;

/** Switches for what Google does differently from project to project, or where its conduct is not documented. Thread-safe. */
public final class Behaviour {
    private volatile boolean issuerReturned = true;
    private volatile boolean pkceRequired = true;
    private volatile boolean testingMode;
    private volatile boolean importRefusesKnownUid = true;
    private volatile int requestsPerMinute;
    private volatile int pageLimit;
    private volatile Duration syncTokenLifetime = Duration.ofDays(30);
    private volatile Duration contactTokenLifetime = Duration.ofDays(7);
    private volatile Duration contactLag = Duration.ZERO;
    private volatile boolean photosEncodedAnew = true;

    /** RFC 9207: {@code iss} is advertised in the discovery document and returned with the code; on by default. */
    public boolean issuerReturned() {
        return issuerReturned;
    }

    public void issuerReturned(boolean on) {
        issuerReturned = on;
    }

    /** An authorization request without a code challenge is refused; stricter than Google, on by default. */
    public boolean pkceRequired() {
        return pkceRequired;
    }

    public void pkceRequired(boolean on) {
        pkceRequired = on;
    }

    /** As in a project whose publishing status is "Testing": refresh tokens live seven days. Off by default. */
    public boolean testingMode() {
        return testingMode;
    }

    public void testingMode(boolean on) {
        testingMode = on;
    }

    /** Import of a UID the calendar knows answers 409 (default), or updates the event: both have been seen from Google. */
    public boolean importRefusesKnownUid() {
        return importRefusesKnownUid;
    }

    public void importRefusesKnownUid(boolean on) {
        importRefusesKnownUid = on;
    }

    /** Calls each account may make in a minute, 0 for no limit (default). */
    public int requestsPerMinute() {
        return requestsPerMinute;
    }

    public void requestsPerMinute(int limit) {
        requestsPerMinute = limit;
    }

    /** Age at which a sync token answers 410. */
    public Duration syncTokenLifetime() {
        return syncTokenLifetime;
    }

    public void syncTokenLifetime(Duration lifetime) {
        syncTokenLifetime = lifetime;
    }

    /** Age, counted from the full pass, at which a sync token for contacts is refused. */
    public Duration contactTokenLifetime() {
        return contactTokenLifetime;
    }

    public void contactTokenLifetime(Duration lifetime) {
        contactTokenLifetime = lifetime;
    }

    /** How long listings and searches do not know of a change of a contact; none by default, minutes at Google. */
    public Duration contactLag() {
        return contactLag;
    }

    public void contactLag(Duration lag) {
        contactLag = lag;
    }

    /** A photo comes back as another file than was sent, as Google encodes it anew; on by default. */
    public boolean photosEncodedAnew() {
        return photosEncodedAnew;
    }

    public void photosEncodedAnew(boolean on) {
        photosEncodedAnew = on;
    }

    /** Most events or contacts on a page whatever is asked for, 0 for no limit (default): Google may always return fewer. */
    public int pageLimit() {
        return pageLimit;
    }

    public void pageLimit(int most) {
        pageLimit = most;
    }
}
