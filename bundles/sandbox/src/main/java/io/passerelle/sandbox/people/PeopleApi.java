// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.calendar.ApiDescription;
import io.passerelle.sandbox.calendar.Validator;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.RpcErrors;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.oauth.Grants;
import io.passerelle.sandbox.oauth.OAuthApi;
import io.passerelle.sandbox.state.Account;
import io.passerelle.sandbox.state.AddressBook;
import io.passerelle.sandbox.state.Behaviour;
import io.passerelle.sandbox.state.RandomIds;
import io.passerelle.sandbox.state.World;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * People v1 (<a href="https://developers.google.com/people/api/rest">reference</a>): finds the method, checks token, scopes,
 * parameters and body against the description, then runs it alone. One account's contacts are changed by one call at a time.
 */
public final class PeopleApi {
    private static final String SCOPE = "https://www.googleapis.com/auth/";

    private final World world;
    private final Grants grants;
    private final ApiDescription api = ApiDescription.load(PeopleApi.class, "people-v1.txt");
    private final Validator validator = new Validator(api);
    private final Set<String> changing = new HashSet<>();
    private final Connections connections;
    private final PersonReads reads;
    private final PersonWrites writes;
    private final Photos photos;
    private final Groups groups;
    private final ContactEdits edits;

    public PeopleApi(World world, Grants grants, Behaviour behaviour, RandomIds random, Supplier<String> root) {
        this.world = world;
        this.grants = grants;
        PersonFields fields = new PersonFields(api);
        PersonView view = new PersonView(root);
        PersonStore store = new PersonStore(world, behaviour, random);
        this.connections = new Connections(world, behaviour, view);
        this.reads = new PersonReads(world, view);
        this.writes = new PersonWrites(store, fields, view);
        this.photos = new Photos(store, behaviour, random, view);
        this.groups = new Groups(world, store, random);
        this.edits = new ContactEdits(world, store, fields, view, random);
    }

    /** What people do in Google's own pages. */
    public ContactEdits edits() {
        return edits;
    }

    /** The name of the method behind an address, such as {@code people.connections.list}; empty if there is none. */
    public Optional<String> kind(String verb, List<String> segments) {
        return api.match(verb, segments).map(m -> m.method().name());
    }

    /** Answers one call; {@code segments} stand below {@code v1}. */
    public SandboxResponse handle(SandboxRequest request, List<String> segments) {
        try {
            ApiDescription.Match match = api.match(request.method(), segments).orElseThrow(RpcErrors::notFound);
            Grants.AccessData token = OAuthApi.bearer(request).flatMap(grants::access).orElseThrow(GoogleError::unauthenticated);
            Set<String> scopes = token.scopes().stream().filter(s -> s.startsWith(SCOPE)).map(s -> s.substring(SCOPE.length()))
                    .collect(Collectors.toSet());
            if (scopes.stream().noneMatch(match.method().scopes()::contains)) {
                throw GoogleError.insufficientScope(match.method().scopes().stream().sorted().map(s -> SCOPE + s).collect(Collectors.joining(" ")));
            }
            validator.query(match.method(), request.query());
            ObjectNode body = body(match.method(), request);
            boolean change = !"GET".equals(match.method().verb());
            return change ? alone(token.account(), () -> run(match, request, body, token.account())) : run(match, request, body, token.account());
        } catch (GoogleError error) {
            return RpcErrors.response(error);
        }
    }

    /** A photo's bytes; whoever has the address may see it, as at Google. */
    public SandboxResponse photo(String id) {
        return photos.file(world, id);
    }

    private SandboxResponse alone(String email, Supplier<SandboxResponse> work) {
        synchronized (changing) {
            if (!changing.add(email)) {
                throw RpcErrors.aborted();
            }
        }
        try {
            return work.get();
        } finally {
            synchronized (changing) {
                changing.remove(email);
            }
        }
    }

    private ObjectNode body(ApiDescription.Method method, SandboxRequest request) {
        if (method.body().equals("-")) {
            return null;
        }
        String type = request.header("content-type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw GoogleError.badRequest("global", "badContent", "Invalid JSON payload received. Unsupported content type: " + type);
        }
        ObjectNode body = Json.request(request.body());
        validator.body(method.body(), body, "");
        return body;
    }

    private SandboxResponse run(ApiDescription.Match match, SandboxRequest request, ObjectNode body, String email) {
        return world.locked(() -> {
            Account account = world.account(email).orElseThrow(GoogleError::unauthenticated);
            AddressBook book = world.contacts(email);
            if (book.busy() && !"GET".equals(match.method().verb())) {
                throw RpcErrors.aborted();
            }
            return answer(new PeopleCall(match.method().name(), match.variables(), request.query(), body, account, book));
        });
    }

    private SandboxResponse answer(PeopleCall call) {
        return switch (call.method()) {
            case "people.connections.list" -> connections.list(call);
            case "people.get" -> reads.get(call);
            case "people.getBatchGet" -> reads.batchGet(call);
            case "people.searchContacts" -> reads.search(call);
            case "people.createContact" -> writes.create(call);
            case "people.updateContact" -> writes.update(call);
            case "people.deleteContact" -> writes.delete(call);
            case "people.batchCreateContacts" -> writes.batchCreate(call);
            case "people.batchUpdateContacts" -> writes.batchUpdate(call);
            case "people.batchDeleteContacts" -> writes.batchDelete(call);
            case "people.updateContactPhoto" -> photos.update(call);
            case "people.deleteContactPhoto" -> photos.delete(call);
            case "contactGroups.list" -> groups.list(call);
            case "contactGroups.get" -> groups.get(call);
            case "contactGroups.batchGet" -> groups.batchGet(call);
            case "contactGroups.create" -> groups.create(call);
            case "contactGroups.update" -> groups.update(call);
            case "contactGroups.delete" -> groups.delete(call);
            case "contactGroups.members.modify" -> groups.modify(call);
            default -> throw RpcErrors.notFound();
        };
    }
}
