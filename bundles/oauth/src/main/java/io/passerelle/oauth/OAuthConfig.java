// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code io.passerelle.oauth}. */
@ObjectClassDefinition(name = "Passerelle OAuth")
@interface OAuthConfig {

    @AttributeDefinition(
            name = "Public URL",
            description = "Under which people reach this server. Redirect URIs are made from it, never from a request.")
    String publicUrl() default "http://localhost:8181";
}
