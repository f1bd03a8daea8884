// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import io.passerelle.store.spi.WrappedKeyStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master key in a keystore file that the nodes share, or of which each has a copy. The check values in the database
 * tell whether it is the right one.
 */
final class KeystoreMasterKey implements MasterKey {
    private static final Logger LOG = LoggerFactory.getLogger(KeystoreMasterKey.class);

    private static final Object IN_THIS_PROCESS = new Object();

    private final Path file;
    private final char[] passphrase;
    private final WrappedKeyStore store;
    private final Keystore keystore;
    private final SecureRandom random;
    private volatile Loaded loaded;

    /** What was read, and when the file had been written. */
    private record Loaded(VersionedMasterKey key, FileTime written) {}

    private KeystoreMasterKey(Unlocked unlocked, WrappedKeyStore store) {
        this.file = unlocked.file();
        this.passphrase = unlocked.passphrase();
        this.store = store;
        this.keystore = unlocked.keystore();
        this.random = unlocked.random();
    }

    /**
     * A keystore that was read, or one that is not written yet, before anything was asked of the database.
     *
     * @param content the keystore that is to be written; empty when it was read
     */
    record Unlocked(
            Path file,
            char[] passphrase,
            Keystore keystore,
            SecureRandom random,
            Optional<byte[]> content,
            VersionedMasterKey key,
            FileTime written) {}

    /**
     * Does the slow part, the derivation of the key that protects the keystore, without the database. Writes nothing.
     *
     * @throws MasterKeyUnavailable when the keystore does not open
     */
    static Unlocked unlock(Path file, char[] passphrase, Keystore keystore, SecureRandom random) {
        char[] kept = passphrase.clone();
        if (Files.notExists(file)) {
            VersionedMasterKey key = VersionedMasterKey.random(random);
            byte[] content = keystore.encode(key, kept);
            return new Unlocked(file, kept, keystore, random, Optional.of(content), key, FileTime.fromMillis(0));
        }
        Loaded read = load(file, kept, keystore);
        return new Unlocked(file, kept, keystore, random, Optional.empty(), read.key(), read.written());
    }

    /** The same at once. */
    static KeystoreMasterKey open(
            Path file, char[] passphrase, WrappedKeyStore store, Keystore keystore, SecureRandom random) {
        return open(unlock(file, passphrase, keystore, random), store);
    }

    /**
     * Takes the keystore into use, or writes it when the database is empty.
     *
     * @throws MasterKeyUnavailable when this node must not start
     */
    static KeystoreMasterKey open(Unlocked unlocked, WrappedKeyStore store) {
        KeystoreMasterKey master = new KeystoreMasterKey(unlocked, store);
        if (unlocked.content().isEmpty()) {
            master.loaded = master.unchangedSince(unlocked.written())
                    ? new Loaded(unlocked.key(), unlocked.written())
                    : master.load();
            master.admit(Optional.empty());
            return master;
        }
        Optional<Loaded> created = Files.notExists(unlocked.file())
                ? master.create(unlocked.key(), unlocked.content().get())
                : Optional.empty();
        master.loaded = created.orElseGet(master::load);
        master.admit(created);
        return master;
    }

    private void admit(Optional<Loaded> created) {
        try {
            new KeyCheck(store).admit(loaded.key());
        } catch (MasterKeyUnavailable refused) {
            if (created.isPresent()) {
                withdraw();
            }
            throw refused;
        }
        LOG.info("The master key is open; {} wraps", current());
    }

    @Override
    public String current() {
        return loaded.key().current();
    }

    @Override
    public byte[] wrap(String name, byte[] key, byte[] binding) {
        return loaded.key().wrap(name, key, binding);
    }

    @Override
    public Optional<byte[]> unwrap(String name, byte[] wrapped, byte[] binding) {
        if (!loaded.key().has(name)) {
            reload();
        }
        return loaded.key().unwrap(name, wrapped, binding);
    }

    /** The versions there are, oldest first. */
    SortedSet<Integer> versions() {
        return new TreeSet<>(loaded.key().versions().keySet());
    }

    /**
     * Adds versions up to this one, which wraps from then on. The other nodes find it when they meet the first key that it
     * wraps. Does nothing when it is there.
     */
    void rotateTo(int version) {
        if (versions().last() >= version) {
            // Reading the file again costs as much as opening it, and the newest version never goes away.
            return;
        }
        exclusively(() -> {
            while (versions().last() < version) {
                addVersion();
            }
        });
    }

    /**
     * Destroys a version.
     *
     * @return false when it still wraps keys, or wraps now
     */
    boolean destroy(int version) {
        String name = VersionedMasterKey.name(version);
        return exclusively(() -> {
            if (name.equals(current()) || !store.wrappedBy(name, 1).isEmpty()) {
                return false;
            }
            replace(keystore.encode(loaded.key().without(version, random), passphrase));
            loaded = load();
            LOG.info("{} was destroyed", name);
            return true;
        });
    }

    private void addVersion() {
        VersionedMasterKey more = loaded.key().withNewVersion(random);
        int version = more.versions().lastKey();
        String name = VersionedMasterKey.name(version);
        byte[] before = read(file);
        // The file first: a keystore without its newest version would not be admitted at the next start.
        replace(keystore.encode(more, passphrase));
        byte[] stored = store.keyCheckValue(name, more.checkValue(version));
        if (!MessageDigest.isEqual(stored, more.checkValue(version))) {
            replace(before);
            throw new MasterKeyUnavailable(
                    "Another node has added " + name + " already: copy its keystore to " + file + ".");
        }
        loaded = load();
        LOG.info("The master key has a new version: {}", name);
    }

    private void exclusively(Runnable change) {
        exclusively(() -> {
            change.run();
            return true;
        });
    }

    /** While no other process changes the file, and after reading what the last one wrote. */
    private boolean exclusively(BooleanSupplier change) {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        synchronized (IN_THIS_PROCESS) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                LOG.debug("Changing {} under {}", file, held);
                loaded = load();
                return change.getAsBoolean();
            } catch (IOException failed) {
                throw new MasterKeyUnavailable("The keystore " + file + " cannot be changed.", failed);
            }
        }
    }

    /** Empty when another process was faster. */
    private Optional<Loaded> create(VersionedMasterKey key, byte[] content) {
        if (!store.isEmpty()) {
            throw new MasterKeyUnavailable("The database holds sealed data, but there is no keystore at " + file
                    + ". Put the keystore that belongs to this database there, from a backup or from another node.");
        }
        try {
            if (!SecretFile.create(file, content)) {
                return Optional.empty();
            }
            LOG.info("A master key was created in {}. Back it up together with its passphrase.", file);
            return Optional.of(new Loaded(key, Files.getLastModifiedTime(file)));
        } catch (IOException failed) {
            throw new MasterKeyUnavailable("The keystore " + file + " cannot be written.", failed);
        }
    }

    /** Nothing was sealed with a key that was not admitted. */
    private void withdraw() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            LOG.warn("The keystore {} was just created, is not needed and cannot be deleted", file, failed);
        }
    }

    private void replace(byte[] content) {
        try {
            SecretFile.replace(file, content);
        } catch (IOException failed) {
            throw new MasterKeyUnavailable("The keystore " + file + " cannot be written.", failed);
        }
    }

    private boolean unchangedSince(FileTime written) {
        try {
            return Files.getLastModifiedTime(file).equals(written);
        } catch (IOException failed) {
            throw new MasterKeyUnavailable("The keystore " + file + " cannot be read.", failed);
        }
    }

    private synchronized void reload() {
        try {
            if (!unchangedSince(loaded.written())) {
                loaded = load();
            }
        } catch (MasterKeyUnavailable failed) {
            LOG.warn("The keystore {} cannot be read again; what was read before stays in use", file, failed);
        }
    }

    private Loaded load() {
        return load(file, passphrase, keystore);
    }

    private static Loaded load(Path file, char[] passphrase, Keystore keystore) {
        try {
            FileTime written = Files.getLastModifiedTime(file);
            return new Loaded(keystore.decode(read(file), passphrase), written);
        } catch (IOException failed) {
            throw new MasterKeyUnavailable("The keystore " + file + " cannot be read.", failed);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new MasterKeyUnavailable("The keystore " + file + " cannot be read.", failed);
        }
    }
}
