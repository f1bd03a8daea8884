// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;

/**
 * Unlocks the keystore of the master key in the background as soon as the bundle starts: it is slow on purpose, and the
 * database opens meanwhile. Whether the key is admitted is decided later, by what the database says.
 */
@Component(
        service = MasterKeyUnlocking.class,
        immediate = true,
        configurationPid = "io.passerelle.token.crypto")
public final class MasterKeyUnlocking {
    private final String data;
    private volatile CryptoConfig config;
    private FutureTask<KeystoreMasterKey.Unlocked> task;

    @Activate
    public MasterKeyUnlocking(BundleContext context, CryptoConfig config) {
        this.config = config;
        data = context.getProperty("passerelle.data");
        Thread thread = new Thread(started(), "passerelle-keystore");
        thread.setDaemon(true);
        thread.start();
    }

    /** A rotation takes place while everything runs; files are looked for at the next start. */
    @Modified
    void modified(CryptoConfig changed) {
        config = changed;
    }

    /**
     * Waits until it is unlocked.
     *
     * @throws MasterKeyUnavailable when it does not open
     */
    KeystoreMasterKey.Unlocked result() {
        FutureTask<KeystoreMasterKey.Unlocked> current = started();
        current.run();
        try {
            return current.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new MasterKeyUnavailable("The master key cannot be opened.", failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new MasterKeyUnavailable("The start was interrupted.", stop);
        }
    }

    /** It is in use: what a rotation destroys must not live on here. */
    synchronized void forget() {
        task = null;
    }

    private synchronized FutureTask<KeystoreMasterKey.Unlocked> started() {
        if (task == null) {
            task = new FutureTask<>(() -> unlock(config, data));
        }
        return task;
    }

    private static KeystoreMasterKey.Unlocked unlock(CryptoConfig config, String data) {
        SecureRandom random = new SecureRandom();
        Path file = keystoreFile(config.keystoreFile(), data);
        char[] passphrase = new Passphrase(System::getenv, random)
                .find(config.passphraseFile(), config.demoPassphrase(), file.getParent());
        return KeystoreMasterKey.unlock(file, passphrase, new Keystore(Keystore.Scrypt.STANDARD, random), random);
    }

    private static Path keystoreFile(String configured, String data) {
        if (!configured.isBlank()) {
            return Path.of(configured.strip()).toAbsolutePath();
        }
        return Path.of(Optional.ofNullable(data).orElse("data"), "keys", "master.bcfks").toAbsolutePath();
    }
}
