// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.ErrorType;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.FormProvider;
import io.passerelle.provider.spi.OAuthProvider;
import io.passerelle.provider.spi.Provider;
import io.passerelle.provider.spi.ProviderDescriptor;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every provider promises, as far as its descriptor declares it; what it does not declare is asserted to be absent. What
 * it does with items is the matter of {@link io.passerelle.testkit.collection.ItemCollectionContract}.
 */
public interface ProviderContract {

    /** A fresh subject for each test. */
    ProviderSubject provided();

    private Set<Capability> declared(ProviderSubject subject) {
        return subject.provider().descriptor().capabilities().stream()
                .map(ProviderDescriptor.CapabilityScopes::capability)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Capability.class)));
    }

    private static Set<CollectionKind> readable(Set<Capability> granted) {
        Set<CollectionKind> kinds = EnumSet.noneOf(CollectionKind.class);
        if (granted.contains(Capability.CALENDAR_READ)) {
            kinds.add(CollectionKind.CALENDAR);
        }
        if (granted.contains(Capability.CONTACTS_READ)) {
            kinds.add(CollectionKind.ADDRESS_BOOK);
        }
        return kinds;
    }

    private static Set<CollectionKind> kinds(List<CollectionInfo> collections) {
        return collections.stream()
                .map(CollectionInfo::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(CollectionKind.class)));
    }

    @Test
    @DisplayName("the descriptor speaks English and French, and is the same each time it is asked")
    default void descriptorIsComplete() {
        ProviderSubject subject = provided();
        ProviderDescriptor descriptor = subject.provider().descriptor();

        for (Locale locale : List.of(Locale.ENGLISH, Locale.FRENCH)) {
            assertThat(descriptor.texts()).containsKey(locale);
            assertThat(descriptor.texts(locale).name()).isNotBlank();
            assertThat(descriptor.texts(locale).summary()).isNotBlank();
        }
        assertThat(descriptor.icon().content()).isNotEmpty();
        assertThat(descriptor.limits().requestsPerMinute()).isPositive();
        assertThat(descriptor.limits().parallelRuns()).isPositive();
        assertThat(subject.provider().descriptor().id()).isEqualTo(descriptor.id());
    }

    @Test
    @DisplayName("the descriptor says how an account is connected, and the service can do that and nothing else")
    default void connectMethodIsTrue() {
        Provider provider = provided().provider();

        assertThat(provider instanceof FormProvider).isEqualTo(provider.descriptor().form().isPresent());
        assertThat(provider instanceof OAuthProvider).isNotEqualTo(provider instanceof FormProvider);
    }

    @Test
    @DisplayName("each capability is declared once and says, in both languages, what it reads or writes")
    default void capabilitiesAreExplained() {
        List<ProviderDescriptor.CapabilityScopes> capabilities =
                provided().provider().descriptor().capabilities();

        assertThat(capabilities).isNotEmpty();
        assertThat(capabilities)
                .extracting(ProviderDescriptor.CapabilityScopes::capability)
                .doesNotHaveDuplicates();
        for (ProviderDescriptor.CapabilityScopes capability : capabilities) {
            assertThat(capability.texts().get(Locale.ENGLISH)).isNotBlank();
            assertThat(capability.texts().get(Locale.FRENCH)).isNotBlank();
        }
    }

    @Test
    @DisplayName("with everything granted there are collections of every kind that can be read, each with an address of its own")
    default void listsCollections() {
        ProviderSubject subject = provided();
        Set<Capability> all = declared(subject);
        try (Connector connector = subject.connect(all)) {
            List<CollectionInfo> collections = connector.collections();

            assertThat(kinds(collections)).isEqualTo(readable(all));
            assertThat(collections).extracting(CollectionInfo::id).doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("what was not granted is not offered, and takes nothing else with it")
    default void degradesByFeature() {
        ProviderSubject subject = provided();
        for (Capability read : EnumSet.of(Capability.CALENDAR_READ, Capability.CONTACTS_READ)) {
            if (!declared(subject).contains(read)) {
                continue;
            }
            try (Connector connector = subject.connect(EnumSet.of(read))) {
                List<CollectionInfo> collections = connector.collections();

                assertThat(kinds(collections)).isEqualTo(readable(EnumSet.of(read)));
                assertThat(collections).extracting(CollectionInfo::access).containsOnly(Access.READ);
            }
        }
    }

    @Test
    @DisplayName("every collection that is listed opens, as what it was listed, and can be read to its end")
    default void listedCollectionsOpen() {
        ProviderSubject subject = provided();
        try (Connector connector = subject.connect(declared(subject))) {
            for (CollectionInfo listed : connector.collections()) {
                try (ItemCollection collection = connector.open(listed.id());
                        ChangeFeed feed = collection.changesSince(Cursor.START)) {
                    assertThat(collection.info().kind()).isEqualTo(listed.kind());
                    assertThat(collection.info().access()).isEqualTo(listed.access());
                    assertThat(collection.carriedFields())
                            .isNotEmpty()
                            .isSubsetOf(
                                    listed.kind() == CollectionKind.CALENDAR ? CalendarEvent.ROOTS : Contact.ROOTS);
                    FeedStep step = feed.next();
                    while (step instanceof FeedStep.Page) {
                        step = feed.next();
                    }
                    assertThat(step).isInstanceOf(FeedStep.End.class);
                    assertThat(((FeedStep.End) step).next()).isNotEqualTo(Cursor.START);
                }
            }
        }
    }

    @Test
    @DisplayName("B23 a collection that is not there is gone, which is no deletion of its items")
    default void unknownCollectionIsGone() {
        ProviderSubject subject = provided();
        try (Connector connector = subject.connect(declared(subject))) {
            assertThatThrownBy(() -> {
                        try (ItemCollection collection = connector.open(CollectionId.of("no-such-collection@example.org"));
                                ChangeFeed feed = collection.changesSince(Cursor.START)) {
                            feed.next();
                        }
                    })
                    .isInstanceOfSatisfying(
                            PasserelleException.class,
                            gone -> assertThat(gone.code()).isEqualTo(ErrorCode.COLLECTION_GONE));
        }
    }

    @Test
    @DisplayName("E12 a token that is refused and cannot be renewed ends in an error that asks for the person, nothing else")
    default void lostGrant() {
        ProviderSubject subject = provided();
        try (Connector connector = subject.connectWithLostGrant(declared(subject))) {
            assertThatThrownBy(connector::collections)
                    .isInstanceOfSatisfying(
                            PasserelleException.class,
                            lost -> assertThat(lost.code().type()).isEqualTo(ErrorType.AUTH));
        }
    }

    @Test
    @DisplayName("closing twice does no harm")
    default void closesTwice() {
        ProviderSubject subject = provided();
        Connector connector = subject.connect(declared(subject));
        connector.close();
        connector.close();

        try (Connector another = subject.connect(declared(subject))) {
            assertThat(another.collections()).isNotEmpty();
        }
    }
}
