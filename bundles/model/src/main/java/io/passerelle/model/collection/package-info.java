// SPDX-License-Identifier: Apache-2.0
/**
 * Collections of items (a calendar, an address book) as both sides of a sync offer them: one interface for the host and
 * for every provider.
 */
@Export
@Version("1.0.0")
package io.passerelle.model.collection;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
