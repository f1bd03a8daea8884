// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the passphrase of the keystore: in the environment, in a file, or, for a demo only, by making one. */
final class Passphrase {
    static final String VARIABLE = "PASSERELLE_MASTER_PASSPHRASE";
    static final String DEMO_FILE = "demo.passphrase";

    private static final Logger LOG = LoggerFactory.getLogger(Passphrase.class);
    private static final int SHORTEST = 12;
    private static final int RANDOM_BYTES = 32;

    private final UnaryOperator<String> environment;
    private final SecureRandom random;

    Passphrase(UnaryOperator<String> environment, SecureRandom random) {
        this.environment = environment;
        this.random = random;
    }

    /**
     * The passphrase.
     *
     * @param file configured file, empty for none
     * @param demo whether one may be made
     * @param folder where one that was made is kept
     */
    char[] find(String file, boolean demo, Path folder) {
        String variable = environment.apply(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return checked(variable.strip(), "the environment variable " + VARIABLE);
        }
        if (!file.isBlank()) {
            return read(Path.of(file.strip()));
        }
        if (demo) {
            LOG.warn("Demo: the passphrase of the master key lies beside it in {}", folder);
            return made(folder.resolve(DEMO_FILE));
        }
        throw new MasterKeyUnavailable("There is no passphrase for the master key. Set the environment variable " + VARIABLE
                + ", or passphraseFile in the configuration io.passerelle.token.crypto.");
    }

    private char[] read(Path file) {
        try {
            if (SecretFile.isOpenToOthers(file)) {
                LOG.warn("The passphrase file {} can be read by others than its owner", file);
            }
            String first = Files.readString(file, StandardCharsets.UTF_8).lines().findFirst().orElse("");
            return checked(first.strip(), "the file " + file);
        } catch (IOException failed) {
            throw new MasterKeyUnavailable("The passphrase file " + file + " cannot be read.", failed);
        }
    }

    private char[] made(Path file) {
        if (Files.notExists(file)) {
            byte[] bytes = new byte[RANDOM_BYTES];
            random.nextBytes(bytes);
            String passphrase = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            try {
                SecretFile.create(file, (passphrase + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException failed) {
                throw new MasterKeyUnavailable("The passphrase file " + file + " cannot be written.", failed);
            }
        }
        return read(file);
    }

    private static char[] checked(String passphrase, String source) {
        if (passphrase.length() < SHORTEST) {
            throw new MasterKeyUnavailable(
                    "The passphrase in " + source + " has fewer than " + SHORTEST + " characters.");
        }
        return passphrase.toCharArray();
    }
}
