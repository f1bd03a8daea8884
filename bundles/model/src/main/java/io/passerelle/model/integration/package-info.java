// SPDX-License-Identifier: Apache-2.0
/** What is stored about a user's integrations and their synchronisation. */
@Export
@Version("1.0.0")
package io.passerelle.model.integration;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
