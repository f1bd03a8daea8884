// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.provider.google.contacts.GoogleContacts;
import io.passerelle.provider.kit.Zones;
import io.passerelle.provider.spi.Connector;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One Google account at work. */
final class GoogleConnector implements Connector {
    private static final Set<String> WRITERS = Set.of("owner", "writer", "writerWithoutPrivateAccess");
    private static final int PAGE = 250;
    private static final int MOST_PAGES = 40;

    private final GoogleCalls calls;
    private final boolean mayRead;
    private final boolean mayWrite;
    private final Optional<GoogleContacts> contacts;

    /**
     * For one integration.
     *
     * @param capabilities what was granted
     * @param contacts the account's contacts, where they may be read
     */
    GoogleConnector(GoogleCalls calls, Set<Capability> capabilities, Optional<GoogleContacts> contacts) {
        this.calls = calls;
        this.contacts = contacts;
        this.mayRead = capabilities.contains(Capability.CALENDAR_READ) || capabilities.contains(Capability.CALENDAR_WRITE);
        this.mayWrite = capabilities.contains(Capability.CALENDAR_WRITE);
    }

    @Override
    public List<CollectionInfo> collections() {
        List<CollectionInfo> found = mayRead ? calendars() : new ArrayList<>();
        contacts.map(GoogleContacts::info).ifPresent(found::add);
        return List.copyOf(found);
    }

    private List<CollectionInfo> calendars() {
        List<CollectionInfo> found = new ArrayList<>();
        Optional<String> token = Optional.empty();
        int pages = 0;
        do {
            Map<String, Object> query = new LinkedHashMap<>();
            query.put("maxResults", PAGE);
            token.ifPresent(next -> query.put("pageToken", next));
            Map<String, Object> body = calls.one(GoogleCall.calendars(query)).orThrow();
            GoogleJson.objects(body, "items").forEach(entry -> info(entry).ifPresent(found::add));
            token = GoogleJson.text(body, "nextPageToken");
        } while (token.isPresent() && ++pages < MOST_PAGES);
        found.sort(Comparator.comparing((CollectionInfo info) -> !info.primary()).thenComparing(CollectionInfo::name));
        return found;
    }

    @Override
    public ItemCollection open(CollectionId id) {
        if (contacts.isPresent() && contacts.get().is(id)) {
            return contacts.get().open();
        }
        GoogleAnswer answer = calls.one(GoogleCall.calendar(id.value()));
        CollectionInfo info = (answer.isGone() ? Optional.<CollectionInfo>empty() : info(answer.orThrow()))
                .orElseThrow(() -> PasserelleException.of(ErrorCode.COLLECTION_GONE, "no such calendar in the list"));
        ZoneId zone = info.zone().flatMap(Zones::of).orElse(ZoneId.of("UTC"));
        return new GoogleCalendarCollection(calls, info, new GoogleEventTranslator(zone));
    }

    private Optional<CollectionInfo> info(Map<String, Object> entry) {
        Optional<String> id = GoogleJson.text(entry, "id");
        if (id.isEmpty() || GoogleJson.flag(entry, "deleted")) {
            return Optional.empty();
        }
        boolean writer = GoogleJson.text(entry, "accessRole").filter(WRITERS::contains).isPresent();
        return Optional.of(new CollectionInfo(
                CollectionId.of(id.get()),
                CollectionKind.CALENDAR,
                GoogleJson.text(entry, "summaryOverride")
                        .or(() -> GoogleJson.text(entry, "summary"))
                        .orElse(id.get()),
                writer && mayWrite ? Access.READ_WRITE : Access.READ,
                GoogleJson.text(entry, "backgroundColor").filter(color -> color.matches("#[0-9a-fA-F]{6}")),
                GoogleJson.text(entry, "timeZone"),
                GoogleJson.flag(entry, "primary")));
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
