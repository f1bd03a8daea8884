// SPDX-License-Identifier: Apache-2.0
/** Stores and a cipher in memory, for tests of whatever stands on the persistence ports. */
@Export
@Version("1.0.0")
package io.passerelle.testkit.memory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
