// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the embedded host, PID {@code io.passerelle.host.local}. */
@ObjectClassDefinition(id = HostConfig.PID, name = "Passerelle: embedded host")
public @interface HostConfig {
    /** The PID. */
    String PID = "io.passerelle.host.local";

    /** The address under which people reach the server; forms and calls must come from this origin. */
    @AttributeDefinition(name = "Public URL")
    String publicUrl() default "http://localhost:8181";

    /** Sign-in name of the first administrator, created when there are no users yet; empty for none. */
    @AttributeDefinition(name = "First administrator")
    String bootstrapAdministrator() default "";

    /** File whose first line is that administrator's password (8 characters or more). */
    @AttributeDefinition(name = "File with the first administrator's password")
    String bootstrapPasswordFile() default "";

    /** Minutes without a request after which a session ends. */
    @AttributeDefinition(name = "Idle time of a session, minutes", min = "5")
    int sessionIdleMinutes() default 720;

    /** Hours after which a session ends in any case. */
    @AttributeDefinition(name = "Longest session, hours", min = "1")
    int sessionHours() default 168;

    /**
     * Reverse proxies whose {@code X-Forwarded-For} is believed: addresses ({@code 127.0.0.1}) and networks ({@code 10.1.0.0/16}),
     * separated by commas; empty for none. Without it everybody behind a proxy shares one address, and so one limit of failed sign-ins.
     */
    @AttributeDefinition(name = "Trusted reverse proxies")
    String trustedProxies() default "";
}
