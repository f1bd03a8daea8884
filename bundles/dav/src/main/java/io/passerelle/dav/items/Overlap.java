// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import java.util.regex.Pattern;

/**
 * Some servers' sync-tokens are a time in seconds, and they report what was written in that second or later: so as not to miss
 * anything they report some of it twice. What was reported already is left out the second time.
 */
final class Overlap {
    private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{9}");

    private Overlap() {}

    /** Whether a token is a time. Such a token cannot become unknown. */
    static boolean isTime(String token) {
        return SECONDS.matcher(token).matches();
    }
}
