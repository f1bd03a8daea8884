// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Item;
import io.passerelle.testkit.collection.CollectionSubject.Ability;
import java.util.Set;
import java.util.UUID;

/** What the contracts of collections ask in more than one place. */
final class ContractQuestions {
    private ContractQuestions() {}

    /** Whether the subject is read-only; if it is, that it refuses to be written to. */
    static boolean refusesWrites(CollectionSubject subject) {
        if (subject.abilities().contains(Ability.WRITES)) {
            return false;
        }
        try (Client client = new Client(subject)) {
            assertThatThrownBy(() -> client.create(ContractItems.plain(subject, uid(), "no", "")))
                    .isInstanceOfSatisfying(
                            PasserelleException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.COLLECTION_READ_ONLY));
        }
        return true;
    }

    static String uid() {
        return UUID.randomUUID() + "@contract.example";
    }

    static void assertSame(CollectionSubject subject, Client client, Item expected, Item actual) {
        Set<String> carried = client.collection().carriedFields();
        assertThat(subject.meaning(actual, carried)).isEqualTo(subject.meaning(expected, carried));
        if (subject.abilities().contains(Ability.KEEPS_UIDS)) {
            assertThat(actual.uid()).isEqualTo(expected.uid());
        }
    }
}
