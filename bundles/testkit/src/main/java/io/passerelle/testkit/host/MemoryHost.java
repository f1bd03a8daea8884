// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.host;

import io.passerelle.host.spi.HostCollections;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.testkit.collection.MemoryBehaviour;
import io.passerelle.testkit.collection.MemoryCollection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The calendars of users in memory, the reference for {@link HostContract}. May be used by several threads. */
public final class MemoryHost implements HostCollections {
    private record Key(UserId user, CollectionId id) {}

    private final Map<Key, MemoryCollection> calendars = new LinkedHashMap<>();
    private final Function<String, MemoryBehaviour> behaviour;

    /**
     * A host without users' data.
     *
     * @param behaviour how the calendar of a name behaves
     */
    public MemoryHost(Function<String, MemoryBehaviour> behaviour) {
        this.behaviour = behaviour;
    }

    /** A user's calendar, for a test to look into. */
    public synchronized MemoryCollection calendar(UserId user, CollectionId id) {
        MemoryCollection calendar = calendars.get(new Key(user, id));
        if (calendar == null) {
            throw PasserelleException.of(ErrorCode.COLLECTION_GONE, "no such calendar");
        }
        return calendar;
    }

    @Override
    public synchronized List<CollectionInfo> collections(UserId user, CollectionKind kind) {
        return calendars.entrySet().stream()
                .filter(entry -> entry.getKey().user().equals(user))
                .map(entry -> entry.getValue().info())
                .filter(info -> info.kind() == kind)
                .toList();
    }

    @Override
    public ItemCollection open(UserId user, CollectionId id) {
        return calendar(user, id).open();
    }

    @Override
    public synchronized CollectionInfo create(UserId user, CollectionKind kind, String name) {
        if (kind != CollectionKind.CALENDAR) {
            throw PasserelleException.of(ErrorCode.PAIR_INVALID, "a host in memory has calendars only");
        }
        CollectionId id = CollectionId.of(user.value() + "/" + name);
        return calendars
                .computeIfAbsent(new Key(user, id), key -> new MemoryCollection(id.value(), behaviour.apply(name)))
                .info();
    }
}
