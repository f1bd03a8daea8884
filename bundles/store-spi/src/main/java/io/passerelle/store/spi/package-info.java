// SPDX-License-Identifier: Apache-2.0
/**
 * Persistence ports and the token cipher. Every call names an organisation; nothing crosses from one to another. Failures of
 * the database are {@link io.passerelle.model.error.PasserelleException} {@code STORE_UNAVAILABLE}; a call has then had no
 * effect, or (a connection lost while committing) may have had all of it, never a part.
 */
@Export
@Version("1.0.0")
package io.passerelle.store.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
