// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person looks at before, decides after, or takes back of a synchronisation. Called concurrently, on the caller's
 * thread. Every method answers {@code NOT_FOUND} for what is not the user's own; those that write answer
 * {@code RUN_IN_PROGRESS} while a run of the pair is under way, and report failures of single items in the history they
 * return.
 */
public interface SyncReview {

    /** What the next run of a pair would do, where that waits for consent. */
    Optional<Preview> preview(UserId owner, IntegrationId id, PairId pair);

    /**
     * What a run would do.
     *
     * @param pair of which pair
     * @param madeAt when both sides were read
     * @param parts what would be done where; at most one for each side and action, nothing with a count of 0
     */
    record Preview(PairId pair, Instant madeAt, List<Part> parts) {
        /**
         * One kind of thing that would be done.
         *
         * @param side where
         * @param action what
         * @param count to how many items
         * @param samples what a person calls some of them, at most 50; personal data
         */
        public record Part(Side side, SyncItemResult.Action action, int count, List<String> samples) {
            @Override
            public String toString() {
                return "Part[" + side + " " + action + " " + count + "]";
            }
        }
    }

    /**
     * Consents to what the settings of a pair lead to; the next run does it.
     *
     * @param seen {@link Preview#madeAt()} of the preview that the person looked at; empty to consent to whatever it is
     * @throws io.passerelle.model.error.PasserelleException {@code PREVIEW_CHANGED} when that preview is no longer the one
     *     that waits
     */
    void confirm(UserId owner, IntegrationId id, PairId pair, Optional<Instant> seen);

    /**
     * Fields that both sides changed, latest first.
     *
     * @param pair of which pair; empty for all of the integration
     * @param openOnly only those that nobody has decided, neither a person nor the policy
     * @param limit 1 to 500 for each pair
     */
    List<Conflict> conflicts(UserId owner, IntegrationId id, Optional<PairId> pair, boolean openOnly, int limit);

    /**
     * A field that both sides changed.
     *
     * @param id identity
     * @param pair of which pair
     * @param run the run that met it
     * @param label what a person calls the item; personal data
     * @param field name of the field, as a {@link io.passerelle.model.item.FieldPath} root
     * @param hostValue the host's value, for people; personal data
     * @param providerValue the provider's value, for people; personal data
     * @param chosen whose value counts; empty for a conflict that waits
     * @param byPerson whether a person chose, rather than the policy
     * @param at when it was met
     * @param expiresAt until when it can be decided otherwise
     */
    record Conflict(
            UUID id,
            PairId pair,
            RunId run,
            String label,
            String field,
            String hostValue,
            String providerValue,
            Optional<Side> chosen,
            boolean byPerson,
            Instant at,
            Instant expiresAt) {
        @Override
        public String toString() {
            return "Conflict[" + id + "]";
        }
    }

    /**
     * Decides a conflict, or decides it otherwise: the chosen side's value of then is written to whichever side has another
     * one.
     *
     * @throws io.passerelle.model.error.PasserelleException also {@code ITEM_CHANGED} when the field has been changed since,
     *     so that nothing is overwritten unseen
     */
    SyncHistory decide(UserId owner, IntegrationId id, UUID conflict, Side chosen);

    /**
     * Items of both sides that look like the same although nothing says so: met by the first run of a pair, copied to neither
     * side until a person decides.
     *
     * @param pair only this pair; empty for all pairs of the integration
     * @param limit 1 to 500 of each pair
     */
    List<Duplicate> duplicates(UserId owner, IntegrationId id, Optional<PairId> pair, int limit);

    /**
     * Two items that look like the same.
     *
     * @param id identity
     * @param pair of which pair
     * @param label what a person calls them; personal data
     * @param details what both consist of, sorted by field
     * @param at when they were met; they are shown as they were then
     */
    record Duplicate(UUID id, PairId pair, String label, List<Detail> details, Instant at) {
        /**
         * A field of both items.
         *
         * @param field name of the field, as a {@link io.passerelle.model.item.FieldPath} root
         * @param host the host's values, empty for none; personal data, long ones shortened
         * @param provider the provider's values, empty for none; personal data, long ones shortened
         */
        public record Detail(String field, List<String> host, List<String> provider) {
            @Override
            public String toString() {
                return "Detail[" + field + "]";
            }
        }

        @Override
        public String toString() {
            return "Duplicate[" + id + "]";
        }
    }

    /** What a person says about two items that look like the same. */
    enum Verdict {
        /** They are one: from now on they are kept in sync, merged field by field as the conflict policy says. */
        SAME,
        /** They are two: each is copied to the other side, as far as it is written to. */
        DIFFERENT
    }

    /**
     * Decides about two items that look like the same. They are read again; one that has lost its counterpart meanwhile is
     * treated as a new item.
     */
    SyncHistory decideDuplicate(UserId owner, IntegrationId id, UUID duplicate, Verdict verdict);

    /** Decides about all items of a pair that look like the same, as {@link #decideDuplicate}. */
    SyncHistory decideDuplicates(UserId owner, IntegrationId id, PairId pair, Verdict verdict);

    /** The run of a pair that can be taken back now: the latest one that wrote, within seven days. */
    Optional<RunId> undoable(UserId owner, IntegrationId id, PairId pair);

    /**
     * Takes a run back: what it created is deleted, what it changed gets its earlier values, what it deleted is created
     * again; items that were changed since are left alone and reported. What is put back counts as a person's edit.
     *
     * @throws io.passerelle.model.error.PasserelleException also {@code NOT_UNDOABLE}
     */
    SyncHistory undo(UserId owner, IntegrationId id, RunId run);

    /**
     * Tries a single item of a run once more.
     *
     * @param position place of the item in the run's results as listed by
     *     {@link IntegrationService#items}, failures first
     */
    SyncHistory retry(UserId owner, IntegrationId id, RunId run, int position);

    /**
     * Why an item is, or is not, on the other side. Reads both sides.
     *
     * @param words part of what a person calls the item, 2 to 200 characters, whatever the case
     * @return at most 50 items
     */
    List<Explanation> explain(UserId owner, IntegrationId id, PairId pair, String words);

    /**
     * Where an item stands.
     *
     * @param label what a person calls it; personal data
     * @param side where it was found
     * @param synced whether both sides have it
     * @param reason why not, or what is special about it; empty when it is simply synced, or new and due with the next run
     */
    record Explanation(String label, Side side, boolean synced, Optional<ErrorCode> reason) {
        @Override
        public String toString() {
            return "Explanation[" + side + " " + synced + " " + reason + "]";
        }
    }
}
