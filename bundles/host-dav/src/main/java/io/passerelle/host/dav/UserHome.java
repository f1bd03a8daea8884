// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav;

import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where people's homes are. A person's id fills exactly one segment of the path: one that would mean another place, to this
 * server or to any proxy on the way, has no home.
 */
record UserHome(String template) {
    private static final String USER = "{user}";
    private static final Pattern FORM = Pattern.compile("/((?!\\.+/)[A-Za-z0-9._~@-]+/)*\\{user}/((?!\\.+/)[A-Za-z0-9._~@-]+/)*");

    UserHome {
        if (!FORM.matcher(template).matches()) {
            throw new IllegalArgumentException(
                    "home in the configuration " + HostDavConfig.PID + " is a path with {user} as one segment and a slash at its end");
        }
    }

    /**
     * The home of a person, encoded, with a slash at the end.
     *
     * @throws PasserelleException {@code COLLECTION_GONE} when the id cannot be a segment
     */
    String of(UserId user) {
        String id = user.value();
        if (id.equals(".") || id.equals("..") || id.indexOf('/') >= 0 || id.indexOf('\\') >= 0 || id.indexOf('%') >= 0) {
            throw PasserelleException.of(ErrorCode.COLLECTION_GONE, "a user id that is no segment of a path");
        }
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20").replace("%40", "@").replace("%7E", "~");
        return template.replace(USER, segment);
    }
}
