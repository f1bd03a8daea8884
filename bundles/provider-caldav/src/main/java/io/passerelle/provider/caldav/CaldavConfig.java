// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an administrator settles for accounts elsewhere, PID {@code io.passerelle.provider.caldav}. */
@ObjectClassDefinition(id = CaldavConfig.PID, name = "Passerelle: CalDAV and CardDAV accounts")
public @interface CaldavConfig {
    /** The PID. */
    String PID = "io.passerelle.provider.caldav";

    /**
     * Addresses that are not public and may be connected to nevertheless, separated by commas or blanks: an address or a range, and
     * the port where it is not the usual one, for example {@code 10.1.2.3:8443}, {@code 10.1.0.0/16}, {@code [fd00::/8]}. With
     * {@code http://} before it, also without encryption. Names are none.
     */
    @AttributeDefinition(
            name = "Exceptions",
            description = "Addresses or ranges of private networks that accounts may lie at, with a port; http:// before one allows it"
                    + " without encryption.",
            required = false)
    String[] allowed() default {};
}
