// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.TokenCipher;
import io.passerelle.store.spi.WrappedKey;
import io.passerelle.store.spi.WrappedKeyStore;
import io.passerelle.testkit.crypto.MemoryWrappedKeyStore;
import io.passerelle.testkit.crypto.TokenCipherContract;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AesGcmTokenCipherTest implements TokenCipherContract {
    private static final SealScope.OfIntegration SCOPE = new SealScope.OfIntegration(ALICE, FIRST);

    private final SecureRandom random = new SecureRandom();
    private final MasterKey master = VersionedMasterKey.random(random);
    private final AtomicLong nanoTime = new AtomicLong();
    private final MemoryWrappedKeyStore store = new MemoryWrappedKeyStore();

    @Override
    public TokenCipher cipher(WrappedKeyStore over) {
        return new AesGcmTokenCipher(over, master, random, nanoTime::get);
    }

    @Test
    @DisplayName("A key that was used lately is not looked up again")
    void usesTheCache() {
        TokenCipher cipher = cipher(store);
        byte[] sealed = cipher.seal(SCOPE, "credential", PLAIN);
        cipher.open(SCOPE, "credential", sealed);
        int reads = store.reads();
        for (int i = 0; i < 100; i++) {
            cipher.open(SCOPE, "credential", cipher.seal(SCOPE, "credential", PLAIN));
        }
        assertThat(store.reads()).isEqualTo(reads);
    }

    @Test
    @DisplayName("Another node's shredding is noticed after twenty seconds")
    void noticesShreddingElsewhere() {
        TokenCipher here = cipher(store);
        byte[] sealed = here.seal(SCOPE, "credential", PLAIN);
        cipher(store).shred(SCOPE);
        nanoTime.addAndGet(KeyRing.FRESH_FOR_OPENING.plusNanos(1).toNanos());
        assertUnreadable(here, sealed);
    }

    @Test
    @DisplayName("A key that was opened with is still at hand for sealing half a minute later, without the store")
    void sealsWithoutTheStoreAfterASlowRequest() {
        TokenCipher cipher = cipher(store);
        cipher.open(SCOPE, "credential", cipher.seal(SCOPE, "credential", PLAIN));
        int reads = store.reads();
        nanoTime.addAndGet(Duration.ofSeconds(35).toNanos());
        cipher.seal(SCOPE, "credential", PLAIN);
        assertThat(store.reads()).isEqualTo(reads);
    }

    @Test
    @DisplayName("What a node seals with a scope made anew elsewhere opens here at once")
    void opensAScopeMadeAnewElsewhere() {
        TokenCipher here = cipher(store);
        here.seal(SCOPE, "credential", PLAIN);
        TokenCipher there = cipher(store);
        there.shred(SCOPE);
        byte[] sealed = there.seal(SCOPE, "credential", PLAIN);
        assertThat(here.open(SCOPE, "credential", sealed)).isEqualTo(PLAIN);
    }

    @Test
    @DisplayName("Nodes that make the same key at the same time agree on one")
    void agreesOnOneKey() {
        byte[][] sealed = IntStream.range(0, 16)
                .parallel()
                .mapToObj(node -> cipher(store).seal(SCOPE, "credential", PLAIN))
                .toArray(byte[][]::new);
        assertThat(store.dump()).extracting(WrappedKey::version).containsOnly(1).hasSize(2);
        for (byte[] each : sealed) {
            assertThat(cipher(store).open(SCOPE, "credential", each)).isEqualTo(PLAIN);
        }
    }

    @Test
    @DisplayName("A key that does not open keeps nobody from sealing anew")
    void sealsAnewWhenTheKeyDoesNotOpen() {
        byte[] lost = cipher(store).seal(SCOPE, "credential", PLAIN);
        store.tamper(key -> new WrappedKey(
                key.organisation(), key.scope(), key.version(), key.wrappedBy(), new byte[key.wrapped().length]));
        TokenCipher cipher = cipher(store);
        assertUnreadable(cipher, lost);
        byte[] sealed = cipher.seal(SCOPE, "credential", PLAIN);
        assertThat(cipher(store).open(SCOPE, "credential", sealed)).isEqualTo(PLAIN);
        assertUnreadable(cipher(store), lost);
        assertThat(cipher(store).fingerprints(SCOPE).of("title", "x")).hasSize(16);
    }

    @Test
    @DisplayName("An integration's key wrapped by another user's does not open")
    void doesNotFollowAnotherUsersKey() {
        TokenCipher cipher = cipher(store);
        byte[] sealed = cipher.seal(SCOPE, "credential", PLAIN);
        cipher.seal(new SealScope.OfUser(BOB), "flow", PLAIN);
        assertThatThrownBy(() -> cipher(store).open(new SealScope.OfIntegration(BOB, FIRST), "credential", sealed))
                .isInstanceOf(PasserelleException.class);
    }

    @Test
    @DisplayName("A wrapped key opens in its own organisation, scope and version only")
    void wrappingIsBound() {
        cipher(store).seal(SCOPE, "credential", PLAIN);
        WrappedKey user = store.dump().get(0);
        WrappedKey own = store.dump().get(1);
        DataKey above = new DataKey(1, KeyWrap.openByMaster(master, user).orElseThrow());
        assertThat(KeyWrap.openByUser(above, own)).isPresent();
        assertThat(List.of(
                        new WrappedKey(UMBRELLA, user.scope(), 1, user.wrappedBy(), user.wrapped()),
                        new WrappedKey(ACME, "user/bob", 1, user.wrappedBy(), user.wrapped()),
                        new WrappedKey(ACME, user.scope(), 2, user.wrappedBy(), user.wrapped())))
                .allSatisfy(moved -> assertThat(KeyWrap.openByMaster(master, moved)).isEmpty());
        assertThat(List.of(
                        new WrappedKey(UMBRELLA, own.scope(), 1, own.wrappedBy(), own.wrapped()),
                        new WrappedKey(ACME, "integration/" + SECOND, 1, own.wrappedBy(), own.wrapped()),
                        new WrappedKey(ACME, own.scope(), 2, own.wrappedBy(), own.wrapped()),
                        new WrappedKey(ACME, own.scope(), 1, "acme/user/bob/1", own.wrapped())))
                .allSatisfy(moved -> assertThat(KeyWrap.openByUser(above, moved)).isEmpty());
    }

    @Test
    @DisplayName("Fingerprints stay the same when the integration's key gets a new version")
    void fingerprintsOutliveANewVersion() {
        AesGcmTokenCipher cipher = (AesGcmTokenCipher) cipher(store);
        byte[] before = cipher.fingerprints(SCOPE).of("title", "x");
        cipher.ring().addVersion(SCOPE, 2);
        assertThat(cipher(store).fingerprints(SCOPE).of("title", "x")).isEqualTo(before);
    }

    @Test
    @DisplayName("Another master key opens nothing")
    void anotherMasterKeyOpensNothing() {
        byte[] sealed = cipher(store).seal(SCOPE, "credential", PLAIN);
        TokenCipher stranger =
                new AesGcmTokenCipher(store, VersionedMasterKey.random(random), random, nanoTime::get);
        assertUnreadable(stranger, sealed);
    }

    @Test
    @DisplayName("More than 16 MiB is refused")
    void refusesTooMuch() {
        TokenCipher cipher = cipher(store);
        assertThatThrownBy(() -> cipher.seal(SCOPE, "undo", new byte[16 * 1024 * 1024 + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("The cache forgets the key used longest ago")
    void boundsTheCache() {
        KeyCache cache = new KeyCache(2);
        DataKeys keys = new DataKeys(List.of(), 0, 0);
        cache.put(SCOPES.get(0), keys, cache.removals());
        cache.put(SCOPES.get(1), keys, cache.removals());
        cache.get(SCOPES.get(0));
        cache.put(SCOPES.get(2), keys, cache.removals());
        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.get(SCOPES.get(0))).isPresent();
        assertThat(cache.get(SCOPES.get(1))).isEmpty();
    }

    @Test
    @DisplayName("What was read before a shredding does not come back into the cache after it")
    void doesNotCacheWhatWasReadBeforeAShredding() {
        KeyCache cache = new KeyCache(2);
        long before = cache.removals();
        cache.remove(SCOPE);
        cache.put(SCOPE, new DataKeys(List.of(), 0, 0), before);
        assertThat(cache.get(SCOPE)).isEmpty();
    }

    private static void assertUnreadable(TokenCipher cipher, byte[] sealed) {
        assertThatThrownBy(() -> cipher.open(SCOPE, "credential", sealed))
                .isInstanceOfSatisfying(
                        PasserelleException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SECRET_UNREADABLE));
    }
}
