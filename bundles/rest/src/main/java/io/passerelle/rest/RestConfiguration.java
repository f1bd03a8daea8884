// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the REST interface, PID {@code io.passerelle.rest}. */
@ObjectClassDefinition(name = "Passerelle REST")
public @interface RestConfiguration {
    /** The address under which people reach the server; unsafe requests must come from this origin. */
    @AttributeDefinition(name = "Public URL")
    String publicUrl() default "http://localhost:8181";
}
