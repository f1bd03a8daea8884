// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.ClientRegistrations.ClientView;
import io.passerelle.api.IntegrationService.CollectionChoices;
import io.passerelle.api.IntegrationView;
import io.passerelle.api.OAuthService.FlowView;
import io.passerelle.api.ProviderView;
import io.passerelle.api.SyncReview.Conflict;
import io.passerelle.api.SyncReview.Duplicate;
import io.passerelle.api.SyncReview.Explanation;
import io.passerelle.api.SyncReview.Preview;
import io.passerelle.model.PairId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.rest.wire.Answers;
import io.passerelle.rest.wire.CollectionsWire;
import io.passerelle.rest.wire.FlowWire;
import io.passerelle.rest.wire.FormWire;
import io.passerelle.rest.wire.IntegrationWire;
import io.passerelle.rest.wire.PairWire;
import io.passerelle.rest.wire.Problem;
import io.passerelle.rest.wire.ProviderWire;
import io.passerelle.rest.wire.ReviewWire;
import io.passerelle.rest.wire.RulesWire;
import io.passerelle.rest.wire.RunWire;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns what the services return into what goes over the wire, in one language. */
final class WireMapper {
    private final Locale locale;

    WireMapper(Locale locale) {
        this.locale = locale;
    }

    Problem problem(ErrorCode code) {
        return Problem.of(code, locale);
    }

    ProviderWire provider(ProviderView view) {
        return new ProviderWire(
                view.id().value(),
                view.name(),
                view.summary(),
                iconUrl(view.id().value()),
                view.connectable(),
                view.obstacle().map(this::problem),
                view.capabilities().stream()
                        .map(c -> new ProviderWire.CapabilityWire(c.capability(), c.text(), c.scopes()))
                        .toList(),
                view.form().map(FormWire::of));
    }

    private static String iconUrl(String provider) {
        return "providers/" + provider + "/icon";
    }

    IntegrationWire integration(IntegrationView view, List<ProviderView> providers) {
        UserIntegration stored = view.integration();
        Set<Capability> missing = EnumSet.noneOf(Capability.class);
        providers.stream()
                .filter(provider -> provider.id().equals(stored.provider()))
                .flatMap(provider -> provider.capabilities().stream())
                .map(ProviderView.CapabilityView::capability)
                .filter(capability -> !stored.capabilities().contains(capability))
                .forEach(missing::add);
        return new IntegrationWire(
                stored.id().toString(),
                stored.provider().value(),
                view.providerName(),
                iconUrl(stored.provider().value()),
                stored.account().label(),
                view.status(),
                view.problem().map(this::problem),
                stored.capabilities(),
                missing,
                stored.intervalMinutes(),
                stored.version(),
                stored.createdAt(),
                view.lastSuccess(),
                view.nextRun(),
                view.held(),
                view.conflicts(),
                view.duplicates(),
                view.previews().stream().map(PairId::toString).collect(Collectors.toCollection(TreeSet::new)),
                stored.facts().disconnect().map(IntegrationFacts.Disconnect::deadline),
                view.pairs().stream().map(pair -> pair(pair, view)).toList(),
                view.latest().stream()
                        .filter(run -> run.outcome() == SyncOutcome.RUNNING)
                        .findFirst()
                        .map(run -> new IntegrationWire.RunningWire(
                                run.pair().toString(),
                                run.run().toString(),
                                "reading",
                                run.counts().writes(),
                                Optional.empty())));
    }

    private PairWire pair(SyncPair pair, IntegrationView view) {
        Optional<SyncHistory> latest =
                view.latest().stream().filter(run -> run.pair().equals(pair.id())).findFirst();
        return new PairWire(
                pair.id().toString(),
                pair.kind(),
                pair.hostCollection().value(),
                pair.hostName(),
                pair.providerCollection().value(),
                pair.providerName(),
                pair.direction(),
                pair.conflictPolicy(),
                pair.window(),
                RulesWire.of(pair.rules()),
                pair.confirmed(),
                pair.enabled(),
                latest.map(run -> run.counts().held()).orElse(0),
                latest.map(run -> run(run, view.pairs())));
    }

    RunWire run(SyncHistory run, List<SyncPair> pairs) {
        Optional<SyncPair> pair = pairs.stream().filter(p -> p.id().equals(run.pair())).findFirst();
        return new RunWire(
                run.run().toString(),
                run.pair().toString(),
                pair.map(SyncPair::hostName),
                pair.map(SyncPair::providerName),
                run.trigger(),
                run.startedAt(),
                run.finishedAt(),
                run.outcome(),
                run.counts(),
                run.traffic().requests(),
                run.traffic().bytesSent(),
                run.traffic().bytesReceived(),
                run.error().map(this::problem));
    }

    RunWire.ItemWire item(SyncItemResult item, int position) {
        return new RunWire.ItemWire(
                item.label(), item.side(), item.action(), item.reason().map(this::problem), item.detail(), position);
    }

    static ReviewWire.Preview preview(Preview preview) {
        return new ReviewWire.Preview(
                preview.pair().toString(),
                preview.madeAt(),
                preview.parts().stream()
                        .map(part -> new ReviewWire.Part(part.side(), part.action(), part.count(), part.samples()))
                        .toList());
    }

    static ReviewWire.Conflict conflict(Conflict conflict) {
        return new ReviewWire.Conflict(
                conflict.id().toString(),
                conflict.pair().toString(),
                conflict.run().toString(),
                conflict.label(),
                conflict.field(),
                conflict.hostValue(),
                conflict.providerValue(),
                conflict.chosen(),
                conflict.byPerson(),
                conflict.at(),
                conflict.expiresAt());
    }

    static ReviewWire.Duplicate duplicate(Duplicate duplicate) {
        return new ReviewWire.Duplicate(
                duplicate.id().toString(),
                duplicate.pair().toString(),
                duplicate.label(),
                duplicate.details().stream()
                        .map(detail -> new ReviewWire.Detail(detail.field(), detail.host(), detail.provider()))
                        .toList(),
                duplicate.at());
    }

    ReviewWire.Explanation explanation(Explanation item) {
        return new ReviewWire.Explanation(
                item.label(), item.side(), item.synced(), item.reason().map(this::problem));
    }

    FlowWire flow(FlowView flow) {
        return new FlowWire(
                flow.id(),
                flow.provider().value(),
                flow.status(),
                flow.error().map(this::problem),
                flow.integration().map(Object::toString),
                flow.granted(),
                flow.missing(),
                flow.expiresAt(),
                Optional.empty());
    }

    FlowWire startedFlow(FlowView flow, URI authorizationUri) {
        FlowWire plain = flow(flow);
        return new FlowWire(
                plain.id(),
                plain.provider(),
                plain.status(),
                plain.error(),
                plain.integration(),
                plain.granted(),
                plain.missing(),
                plain.expiresAt(),
                Optional.of(authorizationUri.toString()));
    }

    static CollectionsWire collections(CollectionChoices choices) {
        Function<List<CollectionInfo>, List<CollectionsWire.CollectionWire>> all = infos -> infos.stream()
                .map(info -> new CollectionsWire.CollectionWire(
                        info.id().value(),
                        info.kind(),
                        info.name(),
                        info.access(),
                        info.color(),
                        info.zone(),
                        info.primary()))
                .collect(Collectors.toList());
        return new CollectionsWire(all.apply(choices.host()), all.apply(choices.provider()));
    }

    static Answers.Client client(ClientView client) {
        return new Answers.Client(
                client.provider().value(),
                client.providerName(),
                client.clientId(),
                client.redirectUri().toString());
    }
}
