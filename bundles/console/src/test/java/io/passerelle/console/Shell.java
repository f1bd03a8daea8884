// SPDX-License-Identifier: Apache-2.0
package io.passerelle.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.karaf.shell.api.console.Session;

/** A session that keeps what is printed and answers questions with what a test has typed. */
final class Shell {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream console = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    final Deque<String> typed = new ArrayDeque<>();
    /** The echo that was asked for with each question; null for an ordinary one. */
    final List<Character> echoes = new ArrayList<>();

    Session session() {
        return (Session) Proxy.newProxyInstance(
                Shell.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> switch (
                        method.getName()) {
                    case "getConsole" -> console;
                    case "readLine" -> {
                        echoes.add((Character) arguments[1]);
                        yield typed.poll();
                    }
                    default -> throw new AssertionError("nobody calls " + method.getName());
                });
    }

    String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    <C extends ShellCommand> C ready(C command) {
        command.session = session();
        return command;
    }
}
