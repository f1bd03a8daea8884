// SPDX-License-Identifier: Apache-2.0
/** A CalDAV and CardDAV server in memory, for tests of whatever connects to one. */
@Export
@Version("1.0.0")
package io.passerelle.testkit.dav;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
