// SPDX-License-Identifier: Apache-2.0
/**
 * What every store must do, port by port. A store's test implements the contracts and supplies the ports; every test works in
 * an organisation of its own, so the database need not be empty.
 */
@Export
@Version("1.0.0")
package io.passerelle.testkit.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
