// SPDX-License-Identifier: Apache-2.0
/**
 * What connectors share: reading OAuth answers, pinned origins, bounded bodies, waiting, zone names and texts. Everything
 * here is free of state unless it says otherwise, speaks JDK and model types only, and does no I/O of its own.
 */
@Export
@Version("1.0.0")
package io.passerelle.provider.kit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
