// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav;

import java.lang.annotation.Annotation;

/** A configuration as the container would make it. */
public record Configured(String url, String home, Acting acting, String superuser, String superuserPasswordFile, String appPasswordsFile)
        implements HostDavConfig {

    /** With a trusted header. */
    public static Configured header(String url, String home) {
        return new Configured(url, home, Acting.TRUSTED_HEADER, "", "", "");
    }

    /** With the superuser whose password is in a file. */
    public static Configured superuser(String url, String home, String name, String file) {
        return new Configured(url, home, Acting.SUPERUSER, name, file, "");
    }

    /** With people's own passwords. */
    public static Configured appPasswords(String url, String home, String file) {
        return new Configured(url, home, Acting.APP_PASSWORDS, "", "", file);
    }

    @Override
    public String header() {
        return "x-webobjects-remote-user";
    }

    @Override
    public boolean mailsParticipants() {
        return true;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return HostDavConfig.class;
    }
}
