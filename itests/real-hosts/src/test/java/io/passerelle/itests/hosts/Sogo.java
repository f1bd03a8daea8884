// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A running SOGo.
 *
 * @param web what people open, with a slash at the end: {@code …/SOGo/}; DAV is below {@code dav/USER/}
 * @param direct itself, without the web server in front
 * @param door the service door, likewise: believes the header {@code x-webobjects-remote-user}
 * @param passerellePort where its web server looks for {@code /SOGo/integrations/}
 * @param people who has an account there
 * @param mail what it has sent
 */
public record Sogo(URI web, URI direct, URI door, int passerellePort, People people, MailSink mail) {

    /** The header in which the service door is told for whom one comes. */
    public static final String DOOR_HEADER = "x-webobjects-remote-user";

    static Sogo start() {
        People people = new People();
        MailSink mail = MailSink.open();
        return Script.started("sogo", (folder, ports) -> {
            int web = ports.next();
            int door = ports.next();
            int passerelle = ports.next();
            int direct = ports.next();
            List<String> arguments = List.of(
                    folder.resolve("server").toString(),
                    DavServer.users(folder, people).toString(),
                    tab(folder).toString(),
                    "" + web,
                    "" + door,
                    "" + direct,
                    "" + ports.next(),
                    "" + ports.next(),
                    "" + mail.port(),
                    "" + passerelle);
            return new Script.Started<>(
                    "sogo.sh",
                    arguments,
                    new Sogo(
                            DavServer.root(web).resolve("SOGo/"),
                            DavServer.root(direct).resolve("SOGo/"),
                            DavServer.root(door).resolve("SOGo/"),
                            passerelle,
                            people,
                            mail));
        });
    }

    /** The script that an administrator puts into SOGo's web resources. */
    private static Path tab(Path folder) {
        try {
            Path scripts = Files.createDirectories(folder.resolve("scripts"));
            Path tab = Path.of(System.getProperty("passerelle.sogo.tab"));
            Files.copy(tab, scripts.resolve("tab.js"), StandardCopyOption.REPLACE_EXISTING);
            return scripts;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
