// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.api.Events;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was published, as {@code receiver kind data}. */
final class FakeEvents implements Events {
    final List<String> published = new ArrayList<>();
    boolean broken;

    @Override
    public void publish(UserId user, String kind, String data) {
        note(user + " " + kind + " " + data);
    }

    @Override
    public void publish(OrganisationId organisation, String kind, String data) {
        note(organisation + " " + kind + " " + data);
    }

    private void note(String event) {
        if (broken) {
            throw PasserelleException.of(ErrorCode.STORE_UNAVAILABLE);
        }
        published.add(event);
    }

    @Override
    public List<Event> after(UserId user, long after, int limit) {
        return List.of();
    }

    @Override
    public long latest() {
        return published.size();
    }

    @Override
    public AutoCloseable subscribe(Runnable wake) {
        return () -> {};
    }
}
