// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

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

/** A host whose only user has the calendars that a test gives them. */
final class FakeHost implements HostCollections {
    final Map<CollectionId, MemoryCollection> calendars = new LinkedHashMap<>();
    boolean down;

    MemoryCollection calendar(String name) {
        return calendar(name, MemoryBehaviour.calendar());
    }

    MemoryCollection calendar(String name, MemoryBehaviour behaviour) {
        MemoryCollection calendar = new MemoryCollection(name, behaviour);
        calendars.put(CollectionId.of(name), calendar);
        return calendar;
    }

    @Override
    public List<CollectionInfo> collections(UserId user, CollectionKind kind) {
        requireUp();
        return calendars.values().stream()
                .map(calendar -> calendar.open().info())
                .filter(info -> info.kind() == kind)
                .toList();
    }

    @Override
    public ItemCollection open(UserId user, CollectionId id) {
        requireUp();
        MemoryCollection calendar = calendars.get(id);
        if (calendar == null) {
            throw PasserelleException.of(ErrorCode.COLLECTION_GONE);
        }
        return calendar.open();
    }

    @Override
    public CollectionInfo create(UserId user, CollectionKind kind, String name) {
        requireUp();
        return calendar("created-" + name).open().info();
    }

    private void requireUp() {
        if (down) {
            throw PasserelleException.of(ErrorCode.HOST_UNAVAILABLE);
        }
    }
}
