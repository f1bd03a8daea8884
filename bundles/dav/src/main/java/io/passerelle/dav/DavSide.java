// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav;

/** Whose fault it is when the server fails; decides the error codes. */
public enum DavSide {
    /** A user's account elsewhere: {@code PROVIDER_UNREACHABLE}, {@code PROVIDER_ERROR}, {@code GRANT_LOST}. */
    PROVIDER,
    /** The host that Passerelle serves: {@code HOST_UNAVAILABLE}. */
    HOST
}
