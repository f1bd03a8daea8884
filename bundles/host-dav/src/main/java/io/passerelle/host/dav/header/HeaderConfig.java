// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav.header;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Signing in by a proxy in front, PID {@code io.passerelle.host.dav.header}. */
@ObjectClassDefinition(id = HeaderConfig.PID, name = "Passerelle: people signed in by a proxy")
public @interface HeaderConfig {
    /** The PID. */
    String PID = "io.passerelle.host.dav.header";

    /** The header in which the proxy says who the person is. It must take away what a browser sends under this name. */
    @AttributeDefinition(name = "Header with the person's id")
    String userHeader() default "X-Remote-User";

    /** The header in which the proxy shows its secret. */
    @AttributeDefinition(name = "Header with the proxy's secret")
    String secretHeader() default "X-Proxy-Secret";

    /** File whose first line is that secret, 32 characters or more. */
    @AttributeDefinition(name = "File with the proxy's secret")
    String secretFile();

    /** The proxy's own cookie: it tells one session of a person from another. */
    @AttributeDefinition(name = "Session cookie of the proxy")
    String sessionCookie();

    /** Ids of people who administer the organisation. */
    @AttributeDefinition(name = "Administrators")
    String[] administrators() default {};

    /** The language of those whose browser asks for none: en or fr. */
    @AttributeDefinition(name = "Language")
    String language() default "en";
}
