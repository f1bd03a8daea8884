// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import java.net.URI;

/**
 * Under which people reach this server: an origin and, behind a host's web server, a path of the host's below which our own
 * addresses begin.
 */
record PublicAddress(String origin, String path) {

    static PublicAddress of(String configured) {
        URI uri = URI.create(configured.strip());
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
        return new PublicAddress(uri.getScheme() + "://" + uri.getRawAuthority(), path);
    }

    boolean isSecure() {
        return origin.startsWith("https:");
    }

    /** Without a slash at the end. */
    @Override
    public String toString() {
        return origin + path;
    }
}
