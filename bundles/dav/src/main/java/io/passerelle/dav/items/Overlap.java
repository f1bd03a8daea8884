// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Some servers' sync-tokens are the second of the latest change: what is written later in that same second would never be
 * reported. While the second is not over, a little more of the past is asked for, and what was reported already is left out.
 */
final class Overlap {
    private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{9}");
    private static final long OVER = 2;

    private Overlap() {}

    /** Whether a token is a time. Such a token cannot become unknown. */
    static boolean isTime(String token) {
        return SECONDS.matcher(token).matches();
    }

    /**
     * Whether something may still be written in the second of a token.
     *
     * @param now the server's clock, where it tells
     */
    static boolean isOpen(String token, Optional<Instant> now) {
        return isTime(token)
                && now.map(instant -> instant.getEpochSecond() - Long.parseLong(token) < OVER).orElse(true);
    }

    /** The token to ask with in place of one whose second was not over. */
    static String before(String token) {
        return Long.toString(Long.parseLong(token) - 1);
    }
}
