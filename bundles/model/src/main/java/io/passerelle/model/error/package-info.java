// SPDX-License-Identifier: Apache-2.0
/** The catalogue of errors: a code says what happened, its type decides what the system does about it. */
@Export
@Version("1.0.0")
package io.passerelle.model.error;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
