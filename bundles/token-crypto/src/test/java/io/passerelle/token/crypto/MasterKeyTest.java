// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.WrappedKey;
import io.passerelle.testkit.crypto.MemoryWrappedKeyStore;
import io.passerelle.testkit.crypto.TokenCipherContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.bc.EncryptedObjectStoreData;
import org.bouncycastle.asn1.bc.ObjectStore;
import org.bouncycastle.asn1.bc.PbkdMacIntegrityCheck;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
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
    @DisplayName("The first start on an empty database creates the keystore, readable for its owner only")
    void createsTheKeystore() throws IOException {
        open("keys/master.bcfks");
        Path file = folder.resolve("keys/master.bcfks");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(Files.list(file.getParent())).containsExactly(file);
        assertThat(store.keyCheckValue("master/1")).isPresent();
    }

    @Test
    @DisplayName("The next start opens what the first one sealed")
    void opensAgain() {
        byte[] sealed = cipher(open("m")).seal(SCOPE, "credential", new byte[] {7});
        assertThat(cipher(open("m")).open(SCOPE, "credential", sealed)).containsExactly(7);
    }

    @Test
    @DisplayName("The keystore is protected by scrypt with the parameters we chose, for encryption and for its check")
    void usesScrypt() {
        Keystore.Scrypt standard = Keystore.Scrypt.STANDARD;
        ObjectStore encoded = ObjectStore.getInstance(
                new Keystore(standard, random).encode(VersionedMasterKey.random(random), PASSPHRASE));
        EncryptedObjectStoreData data = EncryptedObjectStoreData.getInstance(encoded.getStoreData());
        KeyDerivationFunc encryption = PBES2Parameters.getInstance(
                        data.getEncryptionAlgorithm().getParameters())
                .getKeyDerivationFunc();
        KeyDerivationFunc check = PbkdMacIntegrityCheck.getInstance(
                        encoded.getIntegrityCheck().getIntegrityCheck())
                .getPbkdAlgorithm();
        for (KeyDerivationFunc function : List.of(encryption, check)) {
            // id-scrypt with salt, N, r, p (RFC 7914 §7)
            assertThat(function.getAlgorithm().getId()).isEqualTo("1.3.6.1.4.1.11591.4.11");
            ASN1Sequence parameters = ASN1Sequence.getInstance(function.getParameters());
            assertThat(ASN1OctetString.getInstance(parameters.getObjectAt(0)).getOctets()).hasSize(32);
            assertThat(List.of(1, 2, 3))
                    .map(i -> ASN1Integer.getInstance(parameters.getObjectAt(i)).intValueExact())
                    .containsExactly(32768, 8, 1);
        }
    }

    @Test
    @DisplayName("A wrong passphrase stops the start and leaves the keystore as it is")
    void refusesAWrongPassphrase() throws IOException {
        open("m");
        byte[] before = Files.readAllBytes(folder.resolve("m"));
        assertThatThrownBy(() -> KeystoreMasterKey.open(
                        folder.resolve("m"), "another passphrase".toCharArray(), store, cheap, random))
                .isInstanceOf(MasterKeyUnavailable.class)
                .hasMessageContaining("passphrase is wrong")
                .hasMessageNotContaining("another passphrase");
        assertThat(Files.readAllBytes(folder.resolve("m"))).isEqualTo(before);
    }

    @Test
    @DisplayName("A damaged keystore stops the start")
    void refusesADamagedKeystore() throws IOException {
        open("m");
        byte[] content = Files.readAllBytes(folder.resolve("m"));
        content[content.length / 2] ^= 1;
        Files.write(folder.resolve("m"), content);
        assertThatThrownBy(() -> open("m")).isInstanceOf(MasterKeyUnavailable.class);
    }

    @Test
    @DisplayName("No keystore beside a database that is not empty: the start is refused and none is created")
    void doesNotCreateBesideAFullDatabase() {
        cipher(open("m")).seal(SCOPE, "credential", new byte[1]);
        assertThatThrownBy(() -> open("lost"))
                .isInstanceOf(MasterKeyUnavailable.class)
                .hasMessageContaining("there is no keystore");
        assertThat(folder.resolve("lost")).doesNotExist();
    }

    @Test
    @DisplayName("Unlocking ahead of the database writes nothing, and an empty database takes the key into use")
    void unlocksAheadOfTheDatabase() {
        KeystoreMasterKey.Unlocked ahead = KeystoreMasterKey.unlock(folder.resolve("m"), PASSPHRASE, cheap, random);
        assertThat(folder.resolve("m")).doesNotExist();
        byte[] sealed = cipher(KeystoreMasterKey.open(ahead, store)).seal(SCOPE, "credential", new byte[] {7});
        assertThat(cipher(open("m")).open(SCOPE, "credential", sealed)).contains(new byte[] {7});
    }

    @Test
    @DisplayName("A key that was made ahead gives way to the keystore that another node has written meanwhile")
    void adoptsWhatWasWrittenMeanwhile() {
        KeystoreMasterKey.Unlocked ahead = KeystoreMasterKey.unlock(folder.resolve("m"), PASSPHRASE, cheap, random);
        byte[] sealed = cipher(open("m")).seal(SCOPE, "credential", new byte[] {7});
        assertThat(cipher(KeystoreMasterKey.open(ahead, store)).open(SCOPE, "credential", sealed))
                .contains(new byte[] {7});
    }

    @Test
    @DisplayName("A keystore that is rotated between unlocking and use is read again")
    void readsAgainWhatWasRotatedMeanwhile() throws IOException {
        KeystoreMasterKey first = open("m");
        KeystoreMasterKey.Unlocked ahead = KeystoreMasterKey.unlock(folder.resolve("m"), PASSPHRASE, cheap, random);
        first.rotateTo(2);
        Files.setLastModifiedTime(folder.resolve("m"), FileTime.fromMillis(ahead.written().toMillis() + 5_000));
        assertThat(KeystoreMasterKey.open(ahead, store).current()).isEqualTo("master/2");
    }

    @Test
    @DisplayName("A key made ahead is not written beside a database that is not empty")
    void doesNotWriteWhatWasMadeAheadBesideAFullDatabase() {
        KeystoreMasterKey.Unlocked ahead = KeystoreMasterKey.unlock(folder.resolve("lost"), PASSPHRASE, cheap, random);
        cipher(open("m")).seal(SCOPE, "credential", new byte[1]);
        assertThatThrownBy(() -> KeystoreMasterKey.open(ahead, store)).isInstanceOf(MasterKeyUnavailable.class);
        assertThat(folder.resolve("lost")).doesNotExist();
    }

    @Test
    @DisplayName("A keystore of another database stops the start")
    void refusesAnotherKey() {
        open("m");
        KeystoreMasterKey.open(folder.resolve("other"), PASSPHRASE, new MemoryWrappedKeyStore(), cheap, random);
        assertThatThrownBy(() -> open("other"))
                .isInstanceOf(MasterKeyUnavailable.class)
                .hasMessageContaining("not the one");
        assertThat(folder.resolve("other")).exists();
    }

    @Test
    @DisplayName("A database with keys but without a check value admits no keystore that was made elsewhere")
    void refusesAKeyThatNothingVouchesFor() {
        KeystoreMasterKey.open(folder.resolve("other"), PASSPHRASE, new MemoryWrappedKeyStore(), cheap, random);
        store.add(new WrappedKey(TokenCipherContract.ACME, "organisation", 1, "master/1", new byte[60]));
        assertThatThrownBy(() -> open("other"))
                .isInstanceOf(MasterKeyUnavailable.class)
                .hasMessageContaining("not the one");
        assertThat(store.keyCheckValue("master/1")).isEmpty();
    }

    @Test
    @DisplayName("A start that was cut off after the keystore was written is taken up again")
    void takesUpACutOffStart() {
        KeystoreMasterKey.open(folder.resolve("m"), PASSPHRASE, new MemoryWrappedKeyStore(), cheap, random);
        assertThatCode(() -> open("m")).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("Nodes that race for the first start with one keystore file all adopt the same key")
    void racesWithASharedFile() throws Exception {
        List<Object> outcomes = race(IntStream.range(0, 8).mapToObj(node -> "shared").toList());
        assertThat(outcomes).allMatch(outcome -> outcome instanceof KeystoreMasterKey);
        byte[] sealed = cipher((MasterKey) outcomes.get(0)).seal(SCOPE, "credential", new byte[] {7});
        for (Object node : outcomes) {
            assertThat(cipher((MasterKey) node).open(SCOPE, "credential", sealed)).containsExactly(7);
        }
    }

    @Test
    @DisplayName("Of nodes that race for the first start with files of their own one wins, the others fail clearly")
    void racesWithSeparateFiles() throws Exception {
        List<Object> outcomes = race(IntStream.range(0, 8).mapToObj(node -> "own" + node).toList());
        assertThat(outcomes.stream().filter(KeystoreMasterKey.class::isInstance)).hasSize(1);
        assertThat(outcomes.stream().filter(MasterKeyUnavailable.class::isInstance)).hasSize(7);
        assertThat(Files.list(folder)).hasSize(1);
    }

    private List<Object> race(List<String> files) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(files.size());
        ExecutorService threads = Executors.newFixedThreadPool(files.size());
        try {
            List<Callable<Object>> nodes = files.stream()
                    .<Callable<Object>>map(file -> () -> {
                        barrier.await();
                        try {
                            return open(file);
                        } catch (MasterKeyUnavailable refused) {
                            return refused;
                        }
                    })
                    .toList();
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> each : threads.invokeAll(nodes)) {
                outcomes.add(each.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }
}
