// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import java.net.URI;
import java.util.Locale;

/**
 * The clouds in which Microsoft 365 is run (https://learn.microsoft.com/graph/deployments).
 */
enum MicrosoftCloud {
    GLOBAL("https://login.microsoftonline.com", "https://graph.microsoft.com"),
    US_GOVERNMENT("https://login.microsoftonline.us", "https://graph.microsoft.us"),
    US_DEFENSE("https://login.microsoftonline.us", "https://dod-graph.microsoft.us"),
    CHINA("https://login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn");

    private final URI login;
    private final URI graph;

    MicrosoftCloud(String login, String graph) {
        this.login = URI.create(login);
        this.graph = URI.create(graph);
    }

    /** Reads the name of a setting, such as {@code us-government}. */
    static MicrosoftCloud of(String name) {
        return valueOf(name.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    URI login() {
        return login;
    }

    URI graph() {
        return graph;
    }
}
