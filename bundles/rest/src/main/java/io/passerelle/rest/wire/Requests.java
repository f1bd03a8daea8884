// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest.wire;

import io.passerelle.api.SyncReview.Verdict;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncWindow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bodies of requests. Every component may be null: the resources check. */
public final class Requests {
    private Requests() {}

    /** An object without members. */
    public record Nothing() {}

    /** Which preview is consented to; without {@code madeAt}, to whatever the settings lead to. */
    public record Consent(Instant madeAt) {}

    /** What to connect; answers for a provider with a form. */
    public record Connect(Set<Capability> capabilities, String reconnect, Map<String, String> answers) {
        /** Never an answer. */
        @Override
        public String toString() {
            return "Connect[not shown]";
        }
    }

    /** What to sync. */
    public record Settings(Long version, Integer intervalMinutes, List<Pair> pairs) {}

    /** One pair. */
    public record Pair(
            String id,
            CollectionKind kind,
            String hostCollection,
            String providerCollection,
            Direction direction,
            ConflictPolicy conflictPolicy,
            SyncWindow window,
            Rules rules,
            Boolean enabled) {}

    /** How a pair is treated; when given at all, every component is needed. */
    public record Rules(DeletionPolicy deletions, Privacy privacy, Boolean privateAsBusy, Filter filter) {}

    /** What is left out; every component is needed. */
    public record Filter(Boolean free, Boolean declined, Boolean allDay, List<String> categories) {}

    /** Whose value counts. */
    public record Decision(Side chosen) {}

    /** What a person says about items that look like the same. */
    public record Judgement(Verdict verdict) {}

    /** An OAuth client registration. */
    public record ClientCredentials(String clientId, String clientSecret) {
        /** Never the secret. */
        @Override
        public String toString() {
            return "ClientCredentials[not shown]";
        }
    }
}
