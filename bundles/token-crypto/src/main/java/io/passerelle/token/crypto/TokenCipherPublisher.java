// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import io.passerelle.store.spi.TokenCipher;
import io.passerelle.store.spi.WrappedKeyStore;
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
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Registers the cipher once the master key is open: a keystore is slow to open on purpose, and the rest of the server
 * starts meanwhile; see {@link MasterKeyUnlocking}. Without the right master key there is no cipher, and nothing that needs one starts.
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
    private final WrappedKeyStore store;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Null before it is registered, empty once this is closed. */
    private final AtomicReference<Optional<ServiceRegistration<TokenCipher>>> registration = new AtomicReference<>();

    private volatile KeyMaintenance maintenance;
    private volatile CryptoConfig config;

    private final MasterKeyUnlocking unlocking;

    @Activate
    public TokenCipherPublisher(
            BundleContext context,
            CryptoConfig config,
            @Reference WrappedKeyStore store,
            @Reference MasterKeyUnlocking unlocking) {
        this.context = context;
        this.store = store;
        this.unlocking = unlocking;
        this.config = config;
        background(new Opening<>(this::open, this::register, closed, PAUSE));
    }

    /** A rotation takes place while everything runs; files are looked for at the next start. */
    @Modified
    void modified(CryptoConfig changed) {
        config = changed;
        if (maintenance != null) {
            background(this::maintain);
        }
    }

    @Deactivate
    void close() {
        closed.countDown();
        Optional<ServiceRegistration<TokenCipher>> registered = registration.getAndSet(Optional.empty());
        if (registered != null) {
            registered.ifPresent(ServiceRegistration::unregister);
        }
    }

    private AesGcmTokenCipher open() {
        SecureRandom random = new SecureRandom();
        KeystoreMasterKey master = KeystoreMasterKey.open(unlocking.result(), store);
        unlocking.forget();
        AesGcmTokenCipher cipher = new AesGcmTokenCipher(store, master, random, System::nanoTime);
        maintenance = new KeyMaintenance(
                master, new KeyRotation(store, master, cipher.ring(), new KeyWrap(random), this::isClosed));
        return cipher;
    }

    private void register(TokenCipher cipher) {
        if (isClosed()) {
            return;
        }
        ServiceRegistration<TokenCipher> registered = context.registerService(TokenCipher.class, cipher, null);
        if (!registration.compareAndSet(null, Optional.of(registered))) {
            registered.unregister();
        }
        maintain();
    }

    private synchronized void maintain() {
        if (!isClosed()) {
            maintenance.run(config.masterKeyVersion(), config.oldestMasterKeyVersion());
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private static void background(Runnable work) {
        Thread thread = new Thread(work, "passerelle-master-key");
        thread.setDaemon(true);
        thread.start();
    }
}
