// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav;

/** How Passerelle acts for people at the host while they are not there. */
public enum Acting {
    /** By a door of the server that believes a header, and that only Passerelle reaches. */
    TRUSTED_HEADER,
    /** By an account that may do so for everybody. */
    SUPERUSER,
    /** By a password of each person's own, made for this purpose. */
    APP_PASSWORDS
}
