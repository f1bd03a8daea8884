// SPDX-License-Identifier: Apache-2.0
/** An in-memory reference collection with faults on demand, and the contract that every collection fulfils. */
@Export
@Version("1.0.0")
package io.passerelle.testkit.collection;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
