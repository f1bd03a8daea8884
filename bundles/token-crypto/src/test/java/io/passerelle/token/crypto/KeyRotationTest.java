// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.WrappedKey;
import io.passerelle.testkit.crypto.MemoryWrappedKeyStore;
import io.passerelle.testkit.crypto.TokenCipherContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {
    private static final char[] PASSPHRASE = "correct horse battery".toCharArray();
    private static final SealScope SCOPE =
            new SealScope.OfIntegration(TokenCipherContract.ALICE, TokenCipherContract.FIRST);

    private final SecureRandom random = new SecureRandom();
    private final Keystore cheap = new Keystore(new Keystore.Scrypt(16, 1, 1), random);
    private final MemoryWrappedKeyStore store = new MemoryWrappedKeyStore();

    @TempDir
    private Path folder;

    private KeystoreMasterKey open(String file) {
        return KeystoreMasterKey.open(folder.resolve(file), PASSPHRASE, store, cheap, random);
    }

    private AesGcmTokenCipher cipher(MasterKey master) {
        return new AesGcmTokenCipher(store, master, random, System::nanoTime);
    }

    @Test
    @DisplayName("While the master key is rotated, sealing goes on, and everything opens before, during and after")
    void rotatesWhileSealing() throws Exception {
        KeystoreMasterKey master = open("m");
        AesGcmTokenCipher cipher = cipher(master);
        byte[] old = cipher.seal(SCOPE, "credential", new byte[] {1});
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> sealing = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(thread -> threads.submit(() -> {
                        for (int i = 0; i < 200; i++) {
                            SealScope scope =
                                    new SealScope.OfIntegration(TokenCipherContract.ALICE, IntegrationId.random());
                            assertThat(cipher.open(scope, "f", cipher.seal(scope, "f", new byte[] {2})))
                                    .containsExactly(2);
                        }
                    }))
                    .toList();
            master.rotateTo(2);
            rotation(master, cipher).retire("master/1");
            for (Future<?> each : sealing) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(rotation(master, cipher).retire("master/1").unreadable()).isZero();
        assertThat(store.wrappedBy("master/1", 1)).isEmpty();
        assertThat(cipher(open("m")).open(SCOPE, "credential", old)).containsExactly(1);
    }

    @Test
    @DisplayName("A node that did not rotate finds the new version when it meets it")
    void otherNodesFollowARotation() {
        KeystoreMasterKey here = open("m");
        KeystoreMasterKey there = open("m");
        here.rotateTo(2);
        SealScope later = new SealScope.OfUser(TokenCipherContract.BOB);
        byte[] sealed = cipher(here).seal(later, "flow", new byte[] {3});
        assertThat(store.dump()).extracting(WrappedKey::wrappedBy).containsOnly("master/2");
        assertThat(cipher(there).open(later, "flow", sealed)).containsExactly(3);
    }

    @Test
    @DisplayName("A node that starts with a keystore from before a rotation is stopped")
    void refusesAnOutdatedKeystore() throws IOException {
        KeystoreMasterKey master = open("m");
        Files.copy(folder.resolve("m"), folder.resolve("copy"));
        master.rotateTo(2);
        assertThatThrownBy(() -> open("copy"))
                .isInstanceOf(MasterKeyUnavailable.class)
                .hasMessageContaining("rotated");
    }

    @Test
    @DisplayName("Of two nodes that rotate copies of the keystore one is told to take the other's")
    void rotatesCopiesOnce() throws IOException {
        KeystoreMasterKey one = open("m");
        Files.copy(folder.resolve("m"), folder.resolve("copy"));
        KeystoreMasterKey other = open("copy");
        one.rotateTo(2);
        assertThatThrownBy(() -> other.rotateTo(2)).isInstanceOf(MasterKeyUnavailable.class);
        assertThat(other.current()).isEqualTo("master/1");
        assertThat(one.current()).isEqualTo("master/2");
    }

    @Test
    @DisplayName("A retired version is destroyed only when it wraps nothing any more")
    void destroysARetiredVersion() {
        KeystoreMasterKey master = open("m");
        AesGcmTokenCipher cipher = cipher(master);
        byte[] sealed = cipher.seal(SCOPE, "credential", new byte[] {1});
        master.rotateTo(2);
        assertThat(master.destroy(1)).isFalse();
        assertThat(master.destroy(2)).isFalse();
        rotation(master, cipher).retire("master/1");
        WrappedKey before = store.dump().get(0);
        assertThat(master.destroy(1)).isTrue();
        assertThat(master.unwrap("master/1", before.wrapped(), new byte[0])).isEqualTo(Optional.empty());
        assertThat(cipher(open("m")).open(SCOPE, "credential", sealed)).containsExactly(1);
    }

    @Test
    @DisplayName("A key that does not open neither stops a rotation nor is lost by it")
    void rotatesAroundAnUnreadableKey() {
        KeystoreMasterKey master = open("m");
        AesGcmTokenCipher cipher = cipher(master);
        for (int i = 0; i < 250; i++) {
            cipher.seal(new SealScope.OfIntegration(TokenCipherContract.ALICE, IntegrationId.random()), "f", new byte[1]);
        }
        List<WrappedKey> rows = store.dump();
        WrappedKey victim = rows.get(5);
        store.tamper(key -> key == victim
                ? new WrappedKey(key.organisation(), key.scope(), 1, key.wrappedBy(), new byte[60])
                : key);
        KeyRotation.Result result = rotation(master, cipher).rotateUser(TokenCipherContract.ALICE);
        assertThat(result).isEqualTo(new KeyRotation.Result(249, 1));
        assertThat(store.dump()).hasSize(252);
    }

    @Test
    @DisplayName("A user's rotation leaves what was sealed under the older version readable")
    void rotatesAUser() {
        KeystoreMasterKey master = open("m");
        AesGcmTokenCipher cipher = cipher(master);
        SealScope user = new SealScope.OfUser(TokenCipherContract.ALICE);
        byte[] flow = cipher.seal(user, "flow", new byte[] {1});
        byte[] credential = cipher.seal(SCOPE, "credential", new byte[] {2});
        byte[] fingerprint = cipher.fingerprints((SealScope.OfIntegration) SCOPE).of("title", "x");
        rotation(master, cipher).rotateUser(TokenCipherContract.ALICE);
        assertThat(store.wrappedBy("acme/user/alice/1", 10)).isEmpty();
        assertThat(store.wrappedBy("acme/user/alice/2", 10)).hasSize(1);
        AesGcmTokenCipher elsewhere = cipher(open("m"));
        assertThat(elsewhere.open(user, "flow", flow)).containsExactly(1);
        assertThat(elsewhere.open(SCOPE, "credential", credential)).containsExactly(2);
        assertThat(elsewhere.fingerprints((SealScope.OfIntegration) SCOPE).of("title", "x")).isEqualTo(fingerprint);
    }

    @Test
    @DisplayName("Nodes that rotate one keystore file at the same time make one version")
    void rotatesASharedFileOnce() throws Exception {
        List<KeystoreMasterKey> nodes =
                IntStream.range(0, 6).mapToObj(node -> open("m")).toList();
        ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
        try {
            List<Future<?>> rotating = new ArrayList<>();
            nodes.forEach(node -> rotating.add(threads.submit(() -> node.rotateTo(2))));
            for (Future<?> each : rotating) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(nodes).extracting(KeystoreMasterKey::current).containsOnly("master/2");
        byte[] sealed = cipher(nodes.get(0)).seal(SCOPE, "credential", new byte[] {7});
        for (MasterKey node : nodes) {
            assertThat(cipher(node).open(SCOPE, "credential", sealed)).containsExactly(7);
        }
    }

    @Test
    @DisplayName("Maintenance brings everything to the configured version, gives users new keys and destroys the old one")
    void maintains() {
        KeystoreMasterKey master = open("m");
        AesGcmTokenCipher cipher = cipher(master);
        SealScope organisation = new SealScope.OfOrganisation(TokenCipherContract.ACME);
        byte[] client = cipher.seal(organisation, "client-secret", new byte[] {1});
        byte[] credential = cipher.seal(SCOPE, "credential", new byte[] {2});
        KeyMaintenance maintenance = new KeyMaintenance(master, rotation(master, cipher));

        maintenance.run(2, 1);
        assertThat(master.versions()).containsExactly(1, 2);
        assertThat(store.wrappedBy("master/1", 1)).isEmpty();
        assertThat(store.wrappedBy("acme/user/alice/2", 10)).hasSize(1);
        List<WrappedKey> after = store.dump();

        maintenance.run(2, 2);
        assertThat(master.versions()).containsExactly(2);
        assertThat(store.dump()).hasSameSizeAs(after);
        AesGcmTokenCipher elsewhere = cipher(open("m"));
        assertThat(elsewhere.open(organisation, "client-secret", client)).containsExactly(1);
        assertThat(elsewhere.open(SCOPE, "credential", credential)).containsExactly(2);
    }

    @Test
    @DisplayName("A rotation that was cut off is taken up again")
    void takesUpACutOffRotation() {
        KeystoreMasterKey master = open("m");
        AesGcmTokenCipher cipher = cipher(master);
        for (int i = 0; i < 250; i++) {
            cipher.seal(new SealScope.OfUser(UserId.of(TokenCipherContract.ACME, "user" + i)), "flow", new byte[1]);
        }
        master.rotateTo(2);
        AtomicInteger batches = new AtomicInteger();
        KeyRotation cutOff = new KeyRotation(
                store, master, cipher.ring(), new KeyWrap(random), () -> batches.incrementAndGet() > 1);
        cutOff.retire("master/1");
        assertThat(store.wrappedBy("master/1", 1000)).isNotEmpty().hasSizeLessThan(250);
        assertThat(master.destroy(1)).isFalse();
        rotation(master, cipher).retire("master/1");
        assertThat(store.wrappedBy("master/1", 1000)).isEmpty();
    }

    private KeyRotation rotation(MasterKey master, AesGcmTokenCipher cipher) {
        return new KeyRotation(store, master, cipher.ring(), new KeyWrap(random), () -> false);
    }
}
