// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.RpcErrors;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.AddressBook;
import io.passerelle.sandbox.state.Behaviour;
import io.passerelle.sandbox.state.RandomIds;
import io.passerelle.sandbox.state.StoredPerson;
import io.passerelle.sandbox.state.World;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** {@code updateContactPhoto}, {@code deleteContactPhoto}, and the files themselves. */
final class Photos {
    private static final int LARGEST = 5 << 20;
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    /** Decoders stop before it; a client that compares files does not. */
    private static final byte[] ANEW = "sandbox".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DEFAULT = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private final PersonStore store;
    private final Behaviour behaviour;
    private final RandomIds random;
    private final PersonView view;

    Photos(PersonStore store, Behaviour behaviour, RandomIds random, PersonView view) {
        this.store = store;
        this.behaviour = behaviour;
        this.random = random;
        this.view = view;
    }

    SandboxResponse update(PeopleCall call) {
        StoredPerson before = call.book().person(call.variable("peopleId")).orElseThrow(RpcErrors::notFound);
        byte[] file = decoded(call.body().path("photoBytes").asText(""));
        StoredPerson after = put(call.book(), before, behaviour.photosEncodedAnew() ? anew(file) : file, random);
        return answer(after, call.body().path("personFields").asText(""));
    }

    private StoredPerson put(AddressBook book, StoredPerson before, byte[] file, RandomIds ids) {
        return put(store, book, before, file, ids.hex(12));
    }

    static StoredPerson put(PersonStore store, AddressBook book, StoredPerson before, byte[] file, String id) {
        Optional.ofNullable(before.photo()).ifPresent(book.photos()::remove);
        book.photos().put(id, file);
        return store.photo(book, before, id);
    }

    SandboxResponse delete(PeopleCall call) {
        StoredPerson before = call.book().person(call.variable("peopleId")).orElseThrow(RpcErrors::notFound);
        if (before.photo() == null) {
            throw RpcErrors.notFound();
        }
        call.book().photos().remove(before.photo());
        return answer(store.photo(call.book(), before, null), call.query().get("personFields", ""));
    }

    private SandboxResponse answer(StoredPerson person, String personFields) {
        ObjectNode body = Json.object();
        if (!personFields.isEmpty()) {
            body.set("person", view.person(person, PersonMask.readable(personFields, "personFields")));
        }
        return SandboxResponse.json(200, body);
    }

    private static byte[] decoded(String base64) {
        byte[] file;
        try {
            file = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException malformed) {
            throw GoogleError.badRequest("global", "badRequest", "Invalid value at 'photo_bytes': base64 decoding failed.");
        }
        if (file.length == 0 || file.length > LARGEST || !startsWith(file, JPEG) && !startsWith(file, PNG)) {
            throw GoogleError.badRequest("global", "badRequest", "Invalid photo format: all requests must have a valid JPEG or PNG.");
        }
        return file;
    }

    private static boolean startsWith(byte[] file, byte[] head) {
        return file.length > head.length && Arrays.equals(file, 0, head.length, head, 0, head.length);
    }

    private static byte[] anew(byte[] file) {
        int from = file.length - ANEW.length;
        if (from > 0 && Arrays.equals(file, from, file.length, ANEW, 0, ANEW.length)) {
            return file;
        }
        byte[] out = Arrays.copyOf(file, file.length + ANEW.length);
        System.arraycopy(ANEW, 0, out, file.length, ANEW.length);
        return out;
    }

    SandboxResponse file(World world, String id) {
        String name = id.replaceAll("=s[0-9]{1,4}(-c)?$", "");
        byte[] file = world.locked(() -> world.addressBooks().stream().map(book -> book.photo(name)).flatMap(Optional::stream).findFirst()
                .orElseGet(() -> name.equals("default") ? DEFAULT : null));
        return file == null ? SandboxResponse.empty(404) : SandboxResponse.of(200, startsWith(file, JPEG) ? "image/jpeg" : "image/png", file);
    }
}
