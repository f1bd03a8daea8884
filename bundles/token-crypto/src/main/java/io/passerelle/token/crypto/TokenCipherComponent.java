// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.TokenCipher;
import io.passerelle.store.spi.WrappedKeyStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cipher as a service. Without the right master key there is none, and nothing that needs one starts. */
@Component(service = TokenCipher.class, immediate = true, configurationPid = "io.passerelle.token.crypto")
@Designate(ocd = CryptoConfig.class)
public final class TokenCipherComponent implements TokenCipher {
    private static final Logger LOG = LoggerFactory.getLogger(TokenCipherComponent.class);

    private final AesGcmTokenCipher cipher;

    @Activate
    public TokenCipherComponent(BundleContext context, CryptoConfig config, @Reference WrappedKeyStore store) {
        SecureRandom random = new SecureRandom();
        Path keystore = keystore(config.keystoreFile(), context.getProperty("passerelle.data"));
        try {
            char[] passphrase = new Passphrase(System::getenv, random)
                    .find(config.passphraseFile(), config.demoPassphrase(), keystore.getParent());
            MasterKey master = KeystoreMasterKey.open(
                    keystore, passphrase, store, new Keystore(Keystore.Scrypt.STANDARD, random), random);
            cipher = new AesGcmTokenCipher(store, master, random, System::nanoTime);
        } catch (MasterKeyUnavailable refused) {
            LOG.error("Passerelle does not start: {}", refused.getMessage());
            throw refused;
        }
    }

    private static Path keystore(String configured, String data) {
        if (!configured.isBlank()) {
            return Path.of(configured.strip()).toAbsolutePath();
        }
        return Path.of(Optional.ofNullable(data).orElse("data"), "keys", "master.bcfks").toAbsolutePath();
    }

    @Override
    public byte[] seal(SealScope scope, String field, byte[] plain) {
        return cipher.seal(scope, field, plain);
    }

    @Override
    public byte[] open(SealScope scope, String field, byte[] sealed) {
        return cipher.open(scope, field, sealed);
    }

    @Override
    public Fingerprints fingerprints(SealScope.OfIntegration scope) {
        return cipher.fingerprints(scope);
    }

    @Override
    public void shred(SealScope scope) {
        cipher.shred(scope);
    }
}
