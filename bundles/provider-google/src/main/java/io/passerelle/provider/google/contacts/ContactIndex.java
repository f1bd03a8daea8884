// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.google.GoogleCalls;
import io.passerelle.provider.google.GoogleJson;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which contacts are there already, by creation key and by UID: the People API takes no id of the client's choosing, so that an
 * earlier creation is recognized by the mark it left.
 */
final class ContactIndex {
    private final GoogleCalls calls;
    private final Map<String, ItemRef> byKey = new HashMap<>();
    private final Map<String, ItemRef> byUid = new HashMap<>();
    private boolean isComplete;

    ContactIndex(GoogleCalls calls) {
        this.calls = calls;
    }

    void add(Map<String, Object> person) {
        ItemRef ref = People.ref(person);
        People.marker(person, People.KEY).ifPresent(key -> byKey.putIfAbsent(key, ref));
        try {
            byUid.putIfAbsent(PersonTranslator.uid(person).value(), ref);
        } catch (PasserelleException noIdentity) {
            byKey.values().remove(ref);
        }
    }

    void remove(ItemRef ref) {
        byKey.values().remove(ref);
        byUid.values().remove(ref);
    }

    /** A listing was read to its end: whatever an earlier run created was in it. */
    void complete() {
        isComplete = true;
    }

    /** The contact that a creation with this key made; reads a listing when none was read yet. */
    Optional<ItemRef> created(String key) {
        if (!isComplete) {
            read();
        }
        return Optional.ofNullable(byKey.get(key));
    }

    /** The contact with this UID. */
    Optional<ItemRef> known(String uid) {
        return Optional.ofNullable(byUid.get(uid));
    }

    /** Reads marks and nothing else. */
    void read() {
        Optional<String> page = Optional.empty();
        do {
            Map<String, Object> query = new LinkedHashMap<>();
            page.ifPresent(token -> query.put("pageToken", token));
            Map<String, Object> body = PeopleErrors.orThrow(calls.one(People.list("clientData,metadata", query)));
            GoogleJson.objects(body, "connections").stream().filter(person -> !People.isDeleted(person)).forEach(this::add);
            page = GoogleJson.text(body, "nextPageToken");
        } while (page.isPresent());
        isComplete = true;
    }
}
