// SPDX-License-Identifier: Apache-2.0
/**
 * The services that the REST resources, the console and other front ends call. They take the acting user explicitly and
 * check that what is asked for is theirs; what is not theirs does not exist for them. All services are OSGi services, called
 * concurrently. Failures are {@link io.passerelle.model.error.PasserelleException}.
 */
@Export
@Version("1.0.0")
package io.passerelle.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
