// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.state.Outbox;
import io.passerelle.sandbox.state.RandomIds;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Changes of events, by clients and by the people themselves, with the mails that Exchange would send about meetings. */
final class EventStore {
    private final MicrosoftWorld world;
    private final RandomIds random;
    private final Outbox outbox;

    EventStore(MicrosoftWorld world, RandomIds random, Outbox outbox) {
        this.world = world;
        this.random = random;
        this.outbox = outbox;
    }

    /** Where an item is: the item itself, or an occurrence of a series that is none yet. */
    record Found(OutlookFolder calendar, OutlookItem item, Optional<OutlookSeries.Instance> instance) {
    }

    /** Finds an event or an instance of a series in a mailbox. */
    Found find(Mailbox mailbox, Optional<String> calendar, String id) {
        for (OutlookFolder folder : mailbox.calendars().values()) {
            if (calendar.isPresent() && !calendar.get().equals(folder.id())) {
                continue;
            }
            Optional<OutlookItem> item = folder.live(id);
            if (item.isPresent()) {
                return new Found(folder, item.get(), Optional.empty());
            }
            int dot = id.lastIndexOf('.');
            Optional<OutlookItem> master = dot < 0 ? Optional.empty() : folder.live(id.substring(0, dot)).filter(OutlookItem::series);
            if (master.isPresent() && id.substring(dot + 1).matches("\\d{8}")) {
                LocalDate date = LocalDate.parse(id.substring(dot + 1), DateTimeFormatter.BASIC_ISO_DATE);
                Optional<OutlookSeries.Instance> instance = new OutlookSeries(master.get()).on(folder, date);
                if (instance.isPresent()) {
                    return new Found(folder, master.get(), instance);
                }
            }
        }
        throw GraphError.notFound();
    }

    /** Creates an event; one that was created with the same transaction id is returned as it is. */
    OutlookItem create(MicrosoftAccount account, OutlookFolder calendar, ObjectNode body) {
        EventRules.fields(body);
        String transaction = body.path("transactionId").asText("");
        Optional<OutlookItem> earlier = Optional.ofNullable(calendar.transactions().get(transaction)).flatMap(calendar::item);
        if (!transaction.isEmpty() && earlier.isPresent()) {
            if (earlier.get().deleted()) {
                throw GraphError.of(409, "ErrorDuplicateTransactionId", "Your request can't be completed. Please enter a valid TransactionId.");
            }
            return earlier.get();
        }
        ObjectNode tree = EventRules.fresh(body, account, "040000008200E00074C5B7101A82E008" + random.hex(16).toUpperCase(Locale.ROOT));
        EventRules.whole(tree);
        OutlookItem item = OutlookItem.fresh("AAMkAG" + random.hex(20) + "=", tree, Optional.empty(), world.nextVersion(), world.now());
        calendar.put(item);
        if (!transaction.isEmpty()) {
            calendar.transactions().put(transaction, item.id());
        }
        mail("invitation", calendar, item, tree);
        return item;
    }

    /** Changes an event, a whole series, or one occurrence of it. */
    OutlookItem update(Found found, ObjectNode body) {
        EventRules.fields(body);
        if (found.instance().isPresent()) {
            EventRules.instance(body);
            return exception(found, body);
        }
        OutlookItem item = found.item();
        ObjectNode tree = item.tree().deepCopy();
        if (item.master().isPresent()) {
            EventRules.instance(body);
        } else if (body.has("transactionId") && !body.path("transactionId").equals(tree.path("transactionId"))) {
            throw GraphError.of(400, "ErrorInvalidOperation", "The transactionId cannot be changed.");
        }
        boolean moved = body.has("start") || body.has("end") || body.has("recurrence") || body.has("isAllDay");
        EventRules.merge(tree, body);
        EventRules.whole(tree);
        if (moved && item.series()) {
            // Exchange drops exceptions when the pattern or the time of a series changes.
            tree.remove("cancelledOccurrences");
            exceptions(found.calendar(), item.id()).forEach(exception -> delete(found.calendar(), exception));
        }
        OutlookItem changed = item.next(tree, false, world.nextVersion(), world.now());
        found.calendar().put(changed);
        item.master().flatMap(found.calendar()::live).ifPresent(master -> touch(found.calendar(), master));
        mail("update", found.calendar(), changed, tree);
        return changed;
    }

    private OutlookItem exception(Found found, ObjectNode body) {
        OutlookItem master = found.item();
        OutlookSeries.Instance instance = found.instance().orElseThrow();
        ObjectNode tree = master.tree().deepCopy();
        tree.remove("cancelledOccurrences");
        tree.putNull("recurrence");
        tree.putNull("transactionId");
        String startZone = tree.path("start").path("timeZone").asText();
        String endZone = tree.path("end").path("timeZone").asText();
        tree.set("start", OutlookTimes.write(instance.start().toInstant(), startZone));
        tree.set("end", OutlookTimes.write(instance.end().toInstant(), endZone));
        tree.put("originalStart", originalStart(master, instance));
        EventRules.merge(tree, body);
        EventRules.whole(tree);
        String id = OutlookSeries.instanceId(master.id(), instance.date());
        Optional<OutlookItem> earlier = found.calendar().item(id);
        OutlookItem exception = earlier.isPresent() ? earlier.get().next(tree, false, world.nextVersion(), world.now())
                : OutlookItem.fresh(id, tree, Optional.of(master.id()), world.nextVersion(), world.now());
        found.calendar().put(exception);
        touch(found.calendar(), master);
        mail("update", found.calendar(), exception, tree);
        return exception;
    }

    private static String originalStart(OutlookItem master, OutlookSeries.Instance instance) {
        // For whole days Graph names the midnight of the day in UTC.
        return DateTimeFormatter.ISO_INSTANT.format(master.tree().path("isAllDay").asBoolean() ? instance.date().atStartOfDay(ZoneOffset.UTC).toInstant()
                : new OutlookSeries(master).original(instance.date()).toInstant());
    }

    /** Deletes an event, a whole series, or one occurrence of it. */
    void delete(Found found) {
        OutlookItem item = found.item();
        if (found.instance().isPresent()) {
            cancel(found.calendar(), item, found.instance().get().date());
            return;
        }
        if (item.master().isPresent()) {
            String id = item.id();
            delete(found.calendar(), item);
            found.calendar().live(item.master().get()).ifPresent(master -> cancel(found.calendar(), master,
                    LocalDate.parse(id.substring(id.lastIndexOf('.') + 1), DateTimeFormatter.BASIC_ISO_DATE)));
            return;
        }
        exceptions(found.calendar(), item.id()).forEach(exception -> delete(found.calendar(), exception));
        delete(found.calendar(), item);
        mail("cancellation", found.calendar(), item, item.tree());
    }

    private void cancel(OutlookFolder calendar, OutlookItem master, LocalDate date) {
        ObjectNode tree = master.tree().deepCopy();
        ArrayNode cancelled = tree.has("cancelledOccurrences") ? tree.withArray("/cancelledOccurrences") : tree.putArray("cancelledOccurrences");
        cancelled.add(OutlookSeries.occurrenceId(master.id(), date));
        calendar.put(master.next(tree, false, world.nextVersion(), world.now()));
        mail("cancellation", calendar, master, tree);
    }

    private void delete(OutlookFolder calendar, OutlookItem item) {
        calendar.put(item.next(item.tree(), true, world.nextVersion(), world.now()));
    }

    private void touch(OutlookFolder calendar, OutlookItem master) {
        calendar.put(master.next(master.tree(), false, world.nextVersion(), world.now()));
    }

    private static List<OutlookItem> exceptions(OutlookFolder calendar, String master) {
        return calendar.items().stream().filter(item -> !item.deleted() && item.master().filter(master::equals).isPresent()).toList();
    }

    /** Whoever organises a meeting with others has them told of it, and nobody can keep Graph from doing so. */
    private void mail(String what, OutlookFolder calendar, OutlookItem item, ObjectNode tree) {
        List<String> others = new ArrayList<>();
        tree.path("attendees").forEach(attendee -> others.add(attendee.path("emailAddress").path("address").asText()));
        if (tree.path("isOrganizer").asBoolean() && !others.isEmpty()) {
            outbox.add(new Outbox.Mail(what, calendar.id(), item.id(), others));
        }
    }

    /** A copy for whoever steers the sandbox: as stored, with id and whether it was deleted. */
    static ObjectNode dump(OutlookItem item) {
        ObjectNode out = Json.object().put("id", item.id()).put("deleted", item.deleted());
        item.master().ifPresent(master -> out.put("seriesMasterId", master));
        out.setAll((ObjectNode) item.tree().deepCopy());
        return out;
    }
}
