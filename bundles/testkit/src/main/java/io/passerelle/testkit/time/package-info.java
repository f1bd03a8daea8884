// SPDX-License-Identifier: Apache-2.0
/** A clock that tests set. */
@Export
@Version("1.0.0")
package io.passerelle.testkit.time;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
