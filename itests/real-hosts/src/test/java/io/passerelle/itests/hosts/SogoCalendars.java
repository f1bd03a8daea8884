// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.hosts;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person's calendars as another program of theirs sees them, which knows nothing of Passerelle. */
final class SogoCalendars {
    private static final Pattern HREF = Pattern.compile("href[^>]*>([^<]+\\.ics)<");

    private final Sogo sogo;
    private final People.Person person;
    private final HttpClient client = HttpClient.newHttpClient();

    SogoCalendars(Sogo sogo, People.Person person) {
        this.sogo = sogo;
        this.person = person;
    }

    /** The address of the one event of this title. */
    URI withTitle(String title) throws IOException, InterruptedException {
        for (URI event : events()) {
            if (text(event).contains("SUMMARY:" + title)) {
                return event;
            }
        }
        throw new AssertionError("no event " + title + " among " + events());
    }

    /** Changes the title of an event. */
    void rename(URI event, String before, String after) throws IOException, InterruptedException {
        String text = text(event).replace("SUMMARY:" + before, "SUMMARY:" + after.replace(",", "\\,"));
        HttpResponse<String> answer =
                send(request(event).header("Content-Type", "text/calendar; charset=utf-8").PUT(BodyPublishers.ofString(text)));
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError("not written: " + answer.statusCode());
        }
    }

    private Set<URI> events() throws IOException, InterruptedException {
        Set<URI> found = new LinkedHashSet<>();
        Set<String> folders = new LinkedHashSet<>();
        URI home = sogo.door().resolve("dav/" + person.name() + "/Calendar/");
        Matcher folder = Pattern.compile("href[^>]*>([^<]+/Calendar/[^/<]+/)<").matcher(list(home));
        while (folder.find()) {
            folders.add(folder.group(1));
        }
        for (String each : folders) {
            Matcher event = HREF.matcher(list(home.resolve(each)));
            while (event.find()) {
                found.add(home.resolve(event.group(1)));
            }
        }
        return found;
    }

    private String list(URI folder) throws IOException, InterruptedException {
        return send(request(folder).method("PROPFIND", BodyPublishers.noBody()).header("Depth", "1")).body();
    }

    private String text(URI event) throws IOException, InterruptedException {
        return send(request(event).GET()).body();
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).header(Sogo.DOOR_HEADER, person.name());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Chooses French in SOGo's preferences, by SOGo's own call. */
    void speakFrench(Page page) {
        page.navigate(sogo.web().resolve("so/" + person.name() + "/Preferences").toString());
        page.evaluate("""
                async person => {
                    const defaults = JSON.parse(document.getElementById('UserDefaults').textContent);
                    const answer = await fetch(`/SOGo/so/${person}/Preferences/save`, {
                        method: 'POST',
                        headers: {
                            'Content-Type': 'application/json',
                            'X-XSRF-TOKEN': (document.cookie.match(/XSRF-TOKEN=([^;]+)/) ?? [])[1] ?? '',
                        },
                        body: JSON.stringify({ defaults: { ...defaults, SOGoLanguage: 'French' } }),
                    });
                    if (!answer.ok) throw new Error('not saved: ' + answer.status);
                }""", person.name());
    }
}
