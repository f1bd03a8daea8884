// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import static io.passerelle.testkit.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.OrganisationId;
import io.passerelle.store.spi.WrappedKey;
import io.passerelle.store.spi.WrappedKeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link WrappedKeyStore} must do. */
public interface WrappedKeyStoreContract {
    /** The store under test. */
    WrappedKeyStore keys();

    private static String name() {
        return "master/" + UUID.randomUUID();
    }

    private static WrappedKey key(OrganisationId organisation, int version, String wrappedBy) {
        return new WrappedKey(organisation, "user/alice", version, wrappedBy, bytes("wrapped " + version));
    }

    @Test
    @DisplayName("the first check value is kept, later ones get to know it")
    default void firstCheckValueIsKept() {
        String name = name();
        assertThat(keys().keyCheckValue(name)).isEmpty();
        assertThat(keys().keyCheckValue(name, bytes("first"))).isEqualTo(bytes("first"));
        assertThat(keys().keyCheckValue(name, bytes("second"))).isEqualTo(bytes("first"));
        assertThat(keys().keyCheckValue(name)).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes("first")));
    }

    @Test
    @DisplayName("nodes that race with their check values all get the same one")
    default void racingCheckValuesAgree() throws Exception {
        String name = name();
        List<Callable<String>> works = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            byte[] own = bytes("node " + i);
            works.add(() -> new String(keys().keyCheckValue(name, own)));
        }
        assertThat(Together.run(works).stream().map(outcome -> outcome.value().orElseThrow()).distinct())
                .hasSize(1);
    }

    @Test
    @DisplayName("a store with a check value is not empty")
    default void storeWithCheckValueIsNotEmpty() {
        keys().keyCheckValue(name(), bytes("value"));
        assertThat(keys().isEmpty()).isFalse();
    }

    @Test
    @DisplayName("versions of a key come oldest first")
    default void versionsComeOldestFirst() {
        OrganisationId organisation = Samples.organisation();
        keys().add(key(organisation, 2, "m2"));
        keys().add(key(organisation, 1, "m1"));
        assertThat(keys().find(organisation, "user/alice"))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(key(organisation, 1, "m1"), key(organisation, 2, "m2"));
    }

    @Test
    @DisplayName("a key does not exist for another organisation, nor under another scope")
    default void keyIsHiddenFromOtherOrganisations() {
        OrganisationId organisation = Samples.organisation();
        keys().add(key(organisation, 1, "m1"));
        assertThat(keys().find(Samples.organisation(), "user/alice")).isEmpty();
        assertThat(keys().find(organisation, "user/alice2")).isEmpty();
    }

    @Test
    @DisplayName("of several nodes that add the same version, one does")
    default void oneOfSeveralAdds() throws Exception {
        OrganisationId organisation = Samples.organisation();
        List<Callable<Boolean>> works = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            WrappedKey key = key(organisation, 1, "node " + i);
            works.add(() -> keys().add(key));
        }
        assertThat(Together.run(works))
                .extracting(outcome -> outcome.value().orElseThrow())
                .containsOnlyOnce(true);
        assertThat(keys().find(organisation, "user/alice")).hasSize(1);
    }

    @Test
    @DisplayName("a key is rewrapped when it still has the old wrapping")
    default void keyIsRewrapped() {
        OrganisationId organisation = Samples.organisation();
        keys().add(key(organisation, 1, "old"));
        WrappedKey next = new WrappedKey(organisation, "user/alice", 1, "new", bytes("again"));
        assertThat(keys().rewrap(next, "old")).isTrue();
        assertThat(keys().rewrap(next, "old")).isFalse();
        assertThat(keys().find(organisation, "user/alice"))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(next);
    }

    @Test
    @DisplayName("keys that an older key wraps are found for rotation, some at a time")
    default void keysOfAnOlderKeyAreFound() {
        String old = name();
        OrganisationId organisation = Samples.organisation();
        keys().add(key(organisation, 1, old));
        keys().add(key(Samples.organisation(), 1, old));
        keys().add(key(organisation, 2, "new"));
        assertThat(keys().wrappedBy(old, 10)).hasSize(2).allMatch(key -> key.wrappedBy().equals(old));
        assertThat(keys().wrappedBy(old, 1)).hasSize(1);
    }

    @Test
    @DisplayName("a key that is shredded is gone in all versions, others stay")
    default void shreddedKeyIsGone() {
        OrganisationId organisation = Samples.organisation();
        OrganisationId other = Samples.organisation();
        keys().add(key(organisation, 1, "m1"));
        keys().add(key(organisation, 2, "m1"));
        keys().add(key(other, 1, "m1"));
        keys().shred(organisation, "user/alice");
        assertThat(keys().find(organisation, "user/alice")).isEmpty();
        assertThat(keys().find(other, "user/alice")).hasSize(1);
    }
}
