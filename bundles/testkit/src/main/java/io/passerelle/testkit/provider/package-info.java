// SPDX-License-Identifier: Apache-2.0
/** The contract that every provider fulfils, and an in-memory reference. */
@Export
@Version("1.0.0")
package io.passerelle.testkit.provider;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
