// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web.calendar;

import io.passerelle.host.local.collections.LocalCollections;
import io.passerelle.host.local.collections.LocalItems;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Single reads and writes of a page, through the same interface that synchronisation uses. */
public final class EventCalls {
    private EventCalls() {}

    static CollectionId calendarId(String text) {
        try {
            return CollectionId.of(text);
        } catch (IllegalArgumentException unusable) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
    }

    /** Opens a collection of a user; for a page, one that is not theirs does not exist. */
    public static LocalItems open(LocalCollections collections, UserId user, String id) {
        try {
            return collections.open(user, calendarId(id));
        } catch (PasserelleException gone) {
            throw gone.code() == ErrorCode.COLLECTION_GONE
                    ? PasserelleException.of(ErrorCode.NOT_FOUND, "collection")
                    : gone;
        }
    }

    /** Opens a collection of a user that is of a certain kind. */
    public static LocalItems open(LocalCollections collections, UserId user, String id, CollectionKind kind) {
        LocalItems items = open(collections, user, id);
        if (items.info().kind() != kind) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND, "collection");
        }
        return items;
    }

    /** The item at an address. */
    public static Fetched.Found read(ItemCollection items, String ref) {
        ItemRef address;
        try {
            address = ItemRef.of(ref);
        } catch (IllegalArgumentException unusable) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
        if (items.fetch(List.of(address)).get(0) instanceof Fetched.Found found) {
            return found;
        }
        throw PasserelleException.of(ErrorCode.NOT_FOUND);
    }

    /** Adds an item of the user's own. */
    public static WriteResult.Done create(ItemCollection items, Item item) {
        return done(items.write(List.of(new Write.Create(key(), item))).get(0));
    }

    /** A key that no other creation has. */
    public static String key() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** Replaces an item by what the user made of it. */
    public static WriteResult.Done update(ItemCollection items, Fetched.Found present, String revision, Item wanted) {
        return done(items.write(List.of(new Write.Update(
                        present.ref(), revision(revision), wanted, everyField(present.item(), wanted))))
                .get(0));
    }

    /** The fields of both: what the wanted item lacks is removed. */
    public static Set<FieldPath> everyField(Item present, Item wanted) {
        Set<FieldPath> fields = new HashSet<>(present.fields().keySet());
        fields.addAll(wanted.fields().keySet());
        return fields;
    }

    /** Deletes an item. */
    public static void delete(ItemCollection items, String ref, String revision) {
        Fetched.Found present = read(items, ref);
        WriteResult result = items.write(List.of(new Write.Delete(present.ref(), revision(revision)))).get(0);
        if (result instanceof WriteResult.Changed) {
            throw PasserelleException.of(ErrorCode.ITEM_CHANGED);
        }
    }

    private static Revision revision(String text) {
        if (text == null || text.isEmpty()) {
            throw PasserelleException.invalid("revision", "is missing");
        }
        return Revision.of(text);
    }

    private static WriteResult.Done done(WriteResult result) {
        if (result instanceof WriteResult.Done done) {
            return done;
        }
        if (result instanceof WriteResult.Changed) {
            throw PasserelleException.of(ErrorCode.ITEM_CHANGED);
        }
        if (result instanceof WriteResult.Failed failed) {
            throw PasserelleException.of(failed.code(), failed.detail());
        }
        throw PasserelleException.of(ErrorCode.NOT_FOUND);
    }
}
