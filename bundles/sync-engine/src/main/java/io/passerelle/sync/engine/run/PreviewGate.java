// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.api.SyncReview.Preview;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Mappings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lets a plan through, or keeps it for a person to look at first. */
final class PreviewGate {
    private static final int DONE_AT_ONCE = 10;
    private static final int MOST_SAMPLES = 50;

    private final Ports ports;
    private final RunState run;
    private final Previews previews;

    PreviewGate(Ports ports, RunState run) {
        this.ports = ports;
        this.run = run;
        this.previews = new Previews(ports, run.scope().seal(), run.scope().pair());
    }

    /**
     * Goes through when somebody consented to what the settings lead to, or when it is little.
     *
     * @throws PasserelleException {@code PREVIEW_WAITS} when it has to be looked at first
     */
    void pass(List<Action> actions) {
        if (run.scope().pair().confirmed()) {
            return;
        }
        List<Found> found = new ArrayList<>();
        for (Side side : Side.values()) {
            for (SyncItemResult.Action kind : SyncItemResult.Action.values()) {
                List<Action> some =
                        actions.stream().filter(action -> writes(action, side, kind)).toList();
                if (!some.isEmpty()) {
                    found.add(new Found(side, kind, some));
                }
            }
        }
        int writes = found.stream()
                .filter(one -> one.kind() != SyncItemResult.Action.LINK)
                .mapToInt(one -> one.actions().size())
                .sum();
        if (writes > DONE_AT_ONCE) {
            previews.store(run.recorder().run(), found.stream().map(this::part).toList());
            throw PasserelleException.of(ErrorCode.PREVIEW_WAITS);
        }
    }

    /** The plan was carried out: from now on the settings are what the person wants. */
    void passed() {
        if (!run.scope().pair().confirmed()) {
            ports.stores().consent().confirm(run.scope().organisation(), run.scope().pair());
            previews.clear();
        } else if (run.recorder().wroteAnything()) {
            previews.clear();
        }
    }

    private record Found(Side side, SyncItemResult.Action kind, List<Action> actions) {}

    private static boolean writes(Action action, Side side, SyncItemResult.Action kind) {
        return switch (kind) {
            case CREATE -> action instanceof Action.Create create && create.target() == side;
            case UPDATE -> action instanceof Action.Merge merge && !merge.patch(side).isEmpty();
            case DELETE -> action instanceof Action.Delete delete && delete.target() == side;
            case LINK -> action instanceof Action.Duplicate && side == Side.HOST;
            case READ -> false;
        };
    }

    private Preview.Part part(Found found) {
        List<Action> some =
                found.actions().subList(0, Math.min(MOST_SAMPLES, found.actions().size()));
        Map<ItemRef, Header> unread = new SideReader(found.side(), run).fetch(unread(found.side(), some));
        List<String> labels = some.stream()
                .map(action -> label(action, unread))
                .filter(label -> !label.isEmpty())
                .toList();
        return new Preview.Part(found.side(), found.kind(), found.actions().size(), labels);
    }

    /** Of what would be deleted, the vanished side alone may have told; what it is called, the other one knows. */
    private static List<ItemRef> unread(Side side, List<Action> actions) {
        return actions.stream()
                .filter(action -> action instanceof Action.Delete delete && delete.seen() == null)
                .map(action -> Mappings.ref(((Action.Delete) action).mapping(), side))
                .toList();
    }

    private String label(Action action, Map<ItemRef, Header> unread) {
        if (action instanceof Action.Create create) {
            return run.label(create.source());
        }
        if (action instanceof Action.Duplicate duplicate) {
            return run.label(duplicate.host());
        }
        if (action instanceof Action.Merge merge) {
            return run.label(merge.host() != null ? merge.host() : merge.provider());
        }
        Action.Delete delete = (Action.Delete) action;
        return run.label(
                delete.seen() != null ? delete.seen() : unread.get(Mappings.ref(delete.mapping(), delete.target())));
    }
}
