// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav.sogo;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** SOGo's sessions, PID {@code io.passerelle.host.dav.sogo}. */
@ObjectClassDefinition(id = SogoConfig.PID, name = "Passerelle: SOGo")
public @interface SogoConfig {
    /** The PID. */
    String PID = "io.passerelle.host.dav.sogo";

    /** Where SOGo itself listens, not the web server in front of it: the one address that ever gets a person's cookie. */
    @AttributeDefinition(name = "Address of SOGo")
    String url() default "http://127.0.0.1:20000/SOGo/";

    /** The name of SOGo's session cookie. */
    @AttributeDefinition(name = "Session cookie")
    String cookie() default "0xHIGHFLYxSOGo";

    /** Ids of people who administer the organisation. */
    @AttributeDefinition(name = "Administrators")
    String[] administrators() default {};

    /** The language of those whose browser asks for none: en or fr. */
    @AttributeDefinition(name = "Language")
    String language() default "en";
}
