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

    private KeystoreMasterKey(
            Path file, char[] passphrase, WrappedKeyStore store, Keystore keystore, SecureRandom random) {
        this.file = file;
        this.passphrase = passphrase.clone();
        this.store = store;
        this.keystore = keystore;
        this.random = random;
    }

    /**
     * Opens the keystore, or creates it when the database is empty.
     *
     * @throws MasterKeyUnavailable when this node must not start
     */
    static KeystoreMasterKey open(
            Path file, char[] passphrase, WrappedKeyStore store, Keystore keystore, SecureRandom random) {
        KeystoreMasterKey master = new KeystoreMasterKey(file, passphrase, store, keystore, random);
        Optional<Loaded> created = Files.notExists(file) ? master.create() : Optional.empty();
        master.loaded = created.orElseGet(master::load);
        try {
            new KeyCheck(store).admit(master.loaded.key());
        } catch (MasterKeyUnavailable refused) {
            if (created.isPresent()) {
                master.withdraw();
            }
            throw refused;
        }
        LOG.info("The master key is open; {} wraps", master.current());
        return master;
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
        byte[] before = read();
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
    private Optional<Loaded> create() {
        if (!store.isEmpty()) {
            throw new MasterKeyUnavailable("The database holds sealed data, but there is no keystore at " + file
                    + ". Put the keystore that belongs to this database there, from a backup or from another node.");
        }
        try {
            VersionedMasterKey key = VersionedMasterKey.random(random);
            if (!SecretFile.create(file, keystore.encode(key, passphrase))) {
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

    private synchronized void reload() {
        try {
            if (!Files.getLastModifiedTime(file).equals(loaded.written())) {
                loaded = load();
            }
        } catch (IOException | MasterKeyUnavailable failed) {
            LOG.warn("The keystore {} cannot be read again; what was read before stays in use", file, failed);
        }
    }

    private Loaded load() {
        try {
            FileTime written = Files.getLastModifiedTime(file);
            return new Loaded(keystore.decode(read(), passphrase), written);
        } catch (IOException failed) {
            throw new MasterKeyUnavailable("The keystore " + file + " cannot be read.", failed);
        }
    }

    private byte[] read() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new MasterKeyUnavailable("The keystore " + file + " cannot be read.", failed);
        }
    }
}
