// SPDX-License-Identifier: Apache-2.0
/**
 * What a provider bundle implements. It registers one {@link Provider} service; everything else follows from it. The types
 * here speak JDK and model types only.
 */
@Export
@Version("1.0.0")
package io.passerelle.provider.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
