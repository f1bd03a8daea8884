// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.provider.spi.Connector;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One Microsoft account at work. */
final class MicrosoftConnector implements Connector {
    private static final int MOST_PAGES = 40;
    private final GraphCalls calls;
    private final Clock clock;
    private final boolean mayRead;
    private final boolean mayWrite;

    MicrosoftConnector(GraphCalls calls, Set<Capability> capabilities, Clock clock) {
        this.calls = calls;
        this.clock = clock;
        this.mayWrite = capabilities.contains(Capability.CALENDAR_WRITE);
        this.mayRead = mayWrite || capabilities.contains(Capability.CALENDAR_READ);
    }

    @Override
    public List<CollectionInfo> collections() {
        List<CollectionInfo> found = new ArrayList<>();
        Optional<String> address = mayRead ? Optional.of(calls.address("/me/calendars?$top=100")) : Optional.empty();
        for (int pages = 0; address.isPresent() && pages < MOST_PAGES; pages++) {
            Map<String, Object> body = calls.page(address.get(), GraphCall.PREFER, null).orThrow();
            GraphJson.objects(body, "value").forEach(calendar -> info(calendar).ifPresent(found::add));
            address = GraphJson.text(body, "@odata.nextLink");
        }
        found.sort(Comparator.comparing((CollectionInfo info) -> !info.primary()).thenComparing(CollectionInfo::name));
        return List.copyOf(found);
    }

    @Override
    public ItemCollection open(CollectionId id) {
        GraphAnswer answer = calls.get("/me/calendars/" + GraphCall.encoded(id.value()));
        boolean gone = answer.isGone() || answer.code().filter("ErrorInvalidIdMalformed"::equals).isPresent();
        CollectionInfo info = (gone ? Optional.<CollectionInfo>empty() : info(answer.orThrow()))
                .orElseThrow(() -> PasserelleException.of(ErrorCode.COLLECTION_GONE, "no such calendar"));
        return new OutlookCalendar(calls, info, clock);
    }

    private Optional<CollectionInfo> info(Map<String, Object> calendar) {
        return GraphJson.text(calendar, "id").map(id -> new CollectionInfo(
                CollectionId.of(id),
                CollectionKind.CALENDAR,
                GraphJson.text(calendar, "name").orElse(id),
                mayWrite && GraphJson.flag(calendar, "canEdit") ? Access.READ_WRITE : Access.READ,
                GraphJson.text(calendar, "hexColor").filter(color -> color.matches("#[0-9a-fA-F]{6}")),
                Optional.empty(),
                GraphJson.flag(calendar, "isDefaultCalendar")));
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
