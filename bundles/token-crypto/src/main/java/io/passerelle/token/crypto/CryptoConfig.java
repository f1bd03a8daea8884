// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code io.passerelle.token.crypto}. */
@ObjectClassDefinition(name = "Passerelle token encryption")
@interface CryptoConfig {

    @AttributeDefinition(
            name = "Keystore of the master key",
            description = "Created at first start. Empty: keys/master.bcfks in the data folder.")
    String keystoreFile() default "";

    @AttributeDefinition(
            name = "File with the keystore's passphrase",
            description = "The first line counts. The environment variable PASSERELLE_MASTER_PASSPHRASE comes first.")
    String passphraseFile() default "";

    @AttributeDefinition(
            name = "Passphrase made for a demo",
            description = "Makes a random passphrase and keeps it beside the keystore. It protects nothing: whoever can "
                    + "read the data folder has both. Never in production.")
    boolean demoPassphrase() default false;

    @AttributeDefinition(
            name = "Version of the master key",
            description = "A higher number than before makes a new version, at once or at the next start; all keys are "
                    + "wrapped anew in the background and every user gets a new key.",
            min = "1")
    int masterKeyVersion() default 1;

    @AttributeDefinition(
            name = "Oldest version of the master key to keep",
            description = "Older versions are destroyed once they wrap nothing. What was backed up before the rotation "
                    + "cannot be opened any more from then on: raise it when those backups are gone.",
            min = "1")
    int oldestMasterKeyVersion() default 1;
}
