// SPDX-License-Identifier: Apache-2.0
/**
 * What a host bundle implements: the collaboration server whose users have the Integrations tab. Exactly one host is active
 * in a server.
 */
@Export
@Version("1.0.0")
package io.passerelle.host.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
