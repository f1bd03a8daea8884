// SPDX-License-Identifier: Apache-2.0
/** What every {@link io.passerelle.store.spi.TokenCipher} must do, and a key store in memory to try it with. */
@Export
@Version("1.0.0")
package io.passerelle.testkit.crypto;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
