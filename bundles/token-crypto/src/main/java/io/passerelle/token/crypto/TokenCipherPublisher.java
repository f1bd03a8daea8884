// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import io.passerelle.store.spi.TokenCipher;
import io.passerelle.store.spi.WrappedKeyStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Registers the cipher once the master key is open: a keystore is slow to open on purpose, and the rest of the server
 * starts meanwhile. Without the right master key there is no cipher, and nothing that needs one starts.
 */
@Component(service = {}, immediate = true, configurationPid = "io.passerelle.token.crypto")
@Designate(ocd = CryptoConfig.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.passerelle.store.spi.TokenCipher\"",
        uses = TokenCipher.class)
public final class TokenCipherPublisher {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final BundleContext context;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Null before it is registered, empty once this is closed. */
    private final AtomicReference<Optional<ServiceRegistration<TokenCipher>>> registration = new AtomicReference<>();

    @Activate
    public TokenCipherPublisher(BundleContext context, CryptoConfig config, @Reference WrappedKeyStore store) {
        this.context = context;
        Path keystore = keystore(config.keystoreFile(), context.getProperty("passerelle.data"));
        Opening opening = new Opening(() -> open(config, keystore, store), this::register, closed, PAUSE);
        Thread thread = new Thread(opening, "passerelle-master-key");
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void close() {
        closed.countDown();
        Optional<ServiceRegistration<TokenCipher>> registered = registration.getAndSet(Optional.empty());
        if (registered != null) {
            registered.ifPresent(ServiceRegistration::unregister);
        }
    }

    private void register(TokenCipher cipher) {
        if (closed.getCount() == 0) {
            return;
        }
        ServiceRegistration<TokenCipher> registered = context.registerService(TokenCipher.class, cipher, null);
        if (!registration.compareAndSet(null, Optional.of(registered))) {
            registered.unregister();
        }
    }

    private static TokenCipher open(CryptoConfig config, Path keystore, WrappedKeyStore store) {
        SecureRandom random = new SecureRandom();
        char[] passphrase = new Passphrase(System::getenv, random)
                .find(config.passphraseFile(), config.demoPassphrase(), keystore.getParent());
        MasterKey master = KeystoreMasterKey.open(
                keystore, passphrase, store, new Keystore(Keystore.Scrypt.STANDARD, random), random);
        return new AesGcmTokenCipher(store, master, random, System::nanoTime);
    }

    private static Path keystore(String configured, String data) {
        if (!configured.isBlank()) {
            return Path.of(configured.strip()).toAbsolutePath();
        }
        return Path.of(Optional.ofNullable(data).orElse("data"), "keys", "master.bcfks").toAbsolutePath();
    }
}
