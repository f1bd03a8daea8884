// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who has an account at a server: Alice, Bob, the superuser, and people nobody has met before, so that no test meets another's traces. */
public final class People {
    /** Somebody with an account. Their mail address is {@code name@example.test}. */
    public record Person(String name, String password) {
        static Person named(String name) {
            return new Person(name, name + "-pw");
        }

        /** Where their mail goes. */
        public String mail() {
            return name + "@example.test";
        }
    }

    /** A person. */
    public static final Person ALICE = Person.named("alice");

    /** Another one. */
    public static final Person BOB = Person.named("bob");

    /** May act for everybody. */
    public static final Person SUPERUSER = Person.named("svc");

    private static final List<Person> NEWCOMERS =
            IntStream.rangeClosed(1, 200).mapToObj(number -> Person.named("person%03d".formatted(number))).toList();

    private final AtomicInteger met = new AtomicInteger();

    /** Somebody whose calendars nobody has touched yet. */
    public Person newcomer() {
        return NEWCOMERS.get(met.getAndIncrement());
    }

    Path writeTo(Path file) {
        try {
            return Files.write(
                    file,
                    Stream.concat(Stream.of(ALICE, BOB, SUPERUSER), NEWCOMERS.stream())
                            .map(person -> person.name() + ":" + person.password())
                            .toList());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
