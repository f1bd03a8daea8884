// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where people's calendars and address books are, PID {@code io.passerelle.host.dav}. Secrets are in files, never here. */
@ObjectClassDefinition(id = HostDavConfig.PID, name = "Passerelle: CalDAV and CardDAV host")
public @interface HostDavConfig {
    /** The PID. */
    String PID = "io.passerelle.host.dav";

    /** Root of the server's DAV tree, e.g. {@code http://127.0.0.1:20001/SOGo/dav/}. */
    @AttributeDefinition(name = "Address of the DAV server")
    String url();

    /**
     * Path of a person's home, with {@code {user}} as one whole segment. Nothing outside of it is read or written for them.
     */
    @AttributeDefinition(name = "Path of a person's home", description = "{user} stands for the person's id.")
    String home() default "/SOGo/dav/{user}/";

    /** How to act for people who are not there. */
    @AttributeDefinition(name = "How to act for people")
    Acting acting() default Acting.TRUSTED_HEADER;

    /** The header that the server believes, for {@link Acting#TRUSTED_HEADER}. */
    @AttributeDefinition(name = "Trusted header")
    String header() default "x-webobjects-remote-user";

    /** The account that may act for everybody, for {@link Acting#SUPERUSER}. */
    @AttributeDefinition(name = "Superuser")
    String superuser() default "";

    /** File whose first line is the superuser's password; the environment variable PASSERELLE_HOST_PASSWORD goes before it. */
    @AttributeDefinition(name = "File with the superuser's password")
    String superuserPasswordFile() default "";

    /** File of lines {@code user:app password}, for {@link Acting#APP_PASSWORDS}. Read anew for each use. */
    @AttributeDefinition(name = "File with people's app passwords")
    String appPasswordsFile() default "";

    /**
     * Whether the server itself writes to participants of meetings, as SOGo does. Copies then carry no participants, and meetings
     * are changed by people at the host only. Not asked of the server: one that forgets to say so would mail.
     */
    @AttributeDefinition(name = "The server mails participants by itself")
    boolean mailsParticipants() default true;
}
