// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.TokenCipher;
import io.passerelle.store.spi.WrappedKey;
import io.passerelle.store.spi.WrappedKeyStore;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every cipher must do. An implementation's test implements this and supplies the cipher. */
public interface TokenCipherContract {

    /** A new cipher over a store; several over the same store stand for several nodes with the same master key. */
    TokenCipher cipher(WrappedKeyStore store);

    /** An organisation, */
    OrganisationId ACME = OrganisationId.of("acme");

    /** another one, */
    OrganisationId UMBRELLA = OrganisationId.of("umbrella");

    /** two of its users, */
    UserId ALICE = UserId.of(ACME, "alice");

    /** who share nothing, */
    UserId BOB = UserId.of(ACME, "bob");

    /** and a namesake elsewhere. */
    UserId OTHER_ALICE = UserId.of(UMBRELLA, "alice");

    /** An integration. */
    IntegrationId FIRST = IntegrationId.of("11111111-1111-4111-8111-111111111111");

    /** Another integration. */
    IntegrationId SECOND = IntegrationId.of("22222222-2222-4222-8222-222222222222");

    /** Scopes of every kind, none of which may open what another sealed. */
    List<SealScope> SCOPES = List.of(
            new SealScope.OfIntegration(ALICE, FIRST),
            new SealScope.OfIntegration(ALICE, SECOND),
            new SealScope.OfIntegration(BOB, FIRST),
            new SealScope.OfIntegration(OTHER_ALICE, FIRST),
            new SealScope.OfUser(ALICE),
            new SealScope.OfUser(BOB),
            new SealScope.OfUser(OTHER_ALICE),
            new SealScope.OfOrganisation(ACME),
            new SealScope.OfOrganisation(UMBRELLA));

    /** What is sealed. */
    byte[] PLAIN = "refresh-token-canary".getBytes(StandardCharsets.UTF_8);

    @Test
    @DisplayName("What was sealed opens in its scope and field")
    default void opensWhatWasSealed() {
        TokenCipher cipher = cipher(new MemoryWrappedKeyStore());
        for (SealScope scope : SCOPES) {
            assertThat(cipher.open(scope, "credential", cipher.seal(scope, "credential", PLAIN))).isEqualTo(PLAIN);
        }
    }

    @Test
    @DisplayName("Nothing is a value, too")
    default void sealsNothing() {
        TokenCipher cipher = cipher(new MemoryWrappedKeyStore());
        byte[] sealed = cipher.seal(SCOPES.get(0), "residue", new byte[0]);
        assertThat(cipher.open(SCOPES.get(0), "residue", sealed)).isEmpty();
    }

    @Test
    @DisplayName("A row pasted into another scope does not open")
    default void doesNotOpenInAnotherScope() {
        for (SealScope from : SCOPES) {
            for (SealScope to : SCOPES) {
                if (!from.equals(to)) {
                    TokenCipher cipher = cipher(new MemoryWrappedKeyStore());
                    byte[] sealed = cipher.seal(from, "credential", PLAIN);
                    cipher.seal(to, "credential", PLAIN);
                    assertUnreadable(cipher, to, "credential", sealed);
                }
            }
        }
    }

    @Test
    @DisplayName("A row pasted into another field does not open")
    default void doesNotOpenInAnotherField() {
        TokenCipher cipher = cipher(new MemoryWrappedKeyStore());
        for (SealScope scope : SCOPES) {
            assertUnreadable(cipher, scope, "label", cipher.seal(scope, "credential", PLAIN));
        }
    }

    @Test
    @DisplayName("Garbage is unreadable, whatever its length")
    default void doesNotOpenGarbage() {
        TokenCipher cipher = cipher(new MemoryWrappedKeyStore());
        byte[] sealed = cipher.seal(SCOPES.get(0), "credential", PLAIN);
        for (int length = 0; length < sealed.length; length++) {
            assertUnreadable(cipher, SCOPES.get(0), "credential", Arrays.copyOf(sealed, length));
            assertUnreadable(cipher, SCOPES.get(0), "credential", new byte[length]);
        }
        assertUnreadable(cipher, SCOPES.get(0), "credential", Arrays.copyOf(sealed, sealed.length + 1));
    }

    @Test
    @DisplayName("No wrapped key opens in another row")
    default void swappedWrappedKeysDoNotOpen() {
        for (SealScope victim : SCOPES) {
            MemoryWrappedKeyStore store = new MemoryWrappedKeyStore();
            byte[] sealed = cipher(store).seal(victim, "credential", PLAIN);
            WrappedKey own = store.dump().get(store.dump().size() - 1);
            SCOPES.forEach(scope -> cipher(store).seal(scope, "credential", PLAIN));
            for (WrappedKey other : store.dump()) {
                if (!other.scope().equals(own.scope()) || !other.organisation().equals(own.organisation())) {
                    put(store, own, own.wrappedBy(), other.wrapped());
                    assertUnreadable(cipher(store), victim, "credential", sealed);
                    put(store, own, other.wrappedBy(), other.wrapped());
                    assertUnreadable(cipher(store), victim, "credential", sealed);
                }
            }
            put(store, own, own.wrappedBy(), own.wrapped());
            assertThat(cipher(store).open(victim, "credential", sealed)).isEqualTo(PLAIN);
        }
    }

    @Test
    @DisplayName("The same value is never sealed the same twice, and neither is its nonce")
    default void neverTheSameTwice() {
        TokenCipher cipher = cipher(new MemoryWrappedKeyStore());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            byte[] sealed = cipher.seal(SCOPES.get(0), "credential", PLAIN);
            String beginning = Arrays.toString(Arrays.copyOf(sealed, sealed.length - PLAIN.length - 16));
            assertThat(seen.add(beginning)).isTrue();
        }
    }

    @Test
    @DisplayName("The store holds neither what was sealed nor a key")
    default void nothingInTheClear() {
        MemoryWrappedKeyStore store = new MemoryWrappedKeyStore();
        byte[] sealed = cipher(store).seal(SCOPES.get(0), "credential", PLAIN);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
        assertThat(store.dump()).allSatisfy(key -> assertThat(key.toString()).doesNotContain(ALICE.value()));
    }

    @Test
    @DisplayName("A second node opens what the first sealed")
    default void anotherNodeOpens() {
        MemoryWrappedKeyStore store = new MemoryWrappedKeyStore();
        TokenCipher first = cipher(store);
        TokenCipher second = cipher(store);
        for (SealScope scope : SCOPES) {
            assertThat(second.open(scope, "credential", first.seal(scope, "credential", PLAIN))).isEqualTo(PLAIN);
        }
    }

    @Test
    @DisplayName("What was shredded never opens again, the rest does")
    default void shredsOneScope() {
        TokenCipher cipher = cipher(new MemoryWrappedKeyStore());
        SealScope kept = new SealScope.OfIntegration(ALICE, SECOND);
        SealScope gone = new SealScope.OfIntegration(ALICE, FIRST);
        byte[] keptSealed = cipher.seal(kept, "credential", PLAIN);
        byte[] goneSealed = cipher.seal(gone, "credential", PLAIN);
        cipher.shred(gone);
        assertUnreadable(cipher, gone, "credential", goneSealed);
        cipher.seal(gone, "credential", PLAIN);
        assertUnreadable(cipher, gone, "credential", goneSealed);
        assertThat(cipher.open(kept, "credential", keptSealed)).isEqualTo(PLAIN);
    }

    @Test
    @DisplayName("Shredding a user shreds their integrations")
    default void shredsAUser() {
        TokenCipher cipher = cipher(new MemoryWrappedKeyStore());
        SealScope ofAlice = new SealScope.OfIntegration(ALICE, FIRST);
        SealScope ofBob = new SealScope.OfIntegration(BOB, SECOND);
        byte[] sealedOfAlice = cipher.seal(ofAlice, "credential", PLAIN);
        byte[] sealedOfBob = cipher.seal(ofBob, "credential", PLAIN);
        cipher.shred(new SealScope.OfUser(ALICE));
        assertUnreadable(cipher, ofAlice, "credential", sealedOfAlice);
        assertThat(cipher.open(ofBob, "credential", sealedOfBob)).isEqualTo(PLAIN);
        assertThat(cipher.open(ofAlice, "credential", cipher.seal(ofAlice, "credential", PLAIN)))
                .isEqualTo(PLAIN);
    }

    @Test
    @DisplayName("Fingerprints are equal within an integration, on every node")
    default void fingerprintsAreStable() {
        MemoryWrappedKeyStore store = new MemoryWrappedKeyStore();
        SealScope.OfIntegration scope = new SealScope.OfIntegration(ALICE, FIRST);
        byte[] one = cipher(store).fingerprints(scope).of("title", "Board meeting");
        assertThat(one).hasSize(16).isEqualTo(cipher(store).fingerprints(scope).of("title", "Board meeting"));
    }

    @Test
    @DisplayName("Fingerprints of different fields or texts differ, wherever one ends and the other begins")
    default void fingerprintsDiffer() {
        TokenCipher.Fingerprints fingerprints =
                cipher(new MemoryWrappedKeyStore()).fingerprints(new SealScope.OfIntegration(ALICE, FIRST));
        Set<String> seen = new HashSet<>();
        for (String[] pair : new String[][] {{"a", "bc"}, {"ab", "c"}, {"abc", ""}, {"", "abc"}, {"a", "b"}, {"", ""}}) {
            assertThat(seen.add(Arrays.toString(fingerprints.of(pair[0], pair[1])))).isTrue();
        }
    }

    @Test
    @DisplayName("Fingerprints of two integrations are unrelated, even of the same user")
    default void fingerprintsOfTwoIntegrationsAreUnrelated() {
        TokenCipher cipher = cipher(new MemoryWrappedKeyStore());
        byte[] first = cipher.fingerprints(new SealScope.OfIntegration(ALICE, FIRST)).of("title", "Board meeting");
        byte[] second = cipher.fingerprints(new SealScope.OfIntegration(ALICE, SECOND)).of("title", "Board meeting");
        assertThat(first).isNotEqualTo(second);
    }

    private static void put(MemoryWrappedKeyStore store, WrappedKey row, String wrappedBy, byte[] wrapped) {
        store.tamper(key -> key.organisation().equals(row.organisation())
                        && key.scope().equals(row.scope())
                        && key.version() == row.version()
                ? new WrappedKey(row.organisation(), row.scope(), row.version(), wrappedBy, wrapped)
                : key);
    }

    private static void assertUnreadable(TokenCipher cipher, SealScope scope, String field, byte[] sealed) {
        assertThatThrownBy(() -> cipher.open(scope, field, sealed))
                .isInstanceOfSatisfying(PasserelleException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.SECRET_UNREADABLE);
                    assertThat(failure).hasMessageNotContaining("canary").hasNoCause();
                });
    }
}
