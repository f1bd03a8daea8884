// SPDX-License-Identifier: Apache-2.0
/** Who is asking: the host's users and sessions as every bundle sees them. */
@Export
@Version("1.0.0")
package io.passerelle.model.identity;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
