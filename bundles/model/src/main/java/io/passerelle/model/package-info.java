// SPDX-License-Identifier: Apache-2.0
/**
 * Identifiers shared by every bundle. All types here are immutable values; they validate in {@code of} and throw
 * {@link java.lang.IllegalArgumentException} with a message that never repeats the offending value.
 */
@Export
@Version("1.0.0")
package io.passerelle.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
