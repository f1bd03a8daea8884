// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.hosts;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A running server of calendars and address books.
 *
 * @param address its root, with a slash at the end
 * @param people who has an account there
 */
public record DavServer(URI address, People people) {

    static DavServer radicale() {
        People people = new People();
        return Script.started("radicale", (folder, ports) -> {
            int port = ports.next();
            List<String> arguments = List.of(folder.resolve("server").toString(), "" + port, users(folder, people).toString());
            return new Script.Started<>("radicale.sh", arguments, new DavServer(root(port), people));
        });
    }

    static DavServer xandikos(People.Person person) {
        People people = new People();
        return Script.started("xandikos-" + person.name(), (folder, ports) -> {
            int port = ports.next();
            List<String> arguments = List.of(folder.resolve("server").toString(), "" + port, person.name());
            return new Script.Started<>("xandikos.sh", arguments, new DavServer(root(port), people));
        });
    }

    static Path users(Path folder, People people) {
        return people.writeTo(folder.resolve("users"));
    }

    static URI root(int port) {
        return URI.create("http://127.0.0.1:" + port + "/");
    }
}
