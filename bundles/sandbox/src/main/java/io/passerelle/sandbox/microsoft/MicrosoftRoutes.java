// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import io.passerelle.sandbox.fault.Faults;
import io.passerelle.sandbox.fault.Journal;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Everything below the Microsoft root: tells operations apart, keeps the journal, lets limits and faults have their say. */
final class MicrosoftRoutes {
    private static final String GRAPH = "/v1.0/";
    private static final String BATCH = "/v1.0/$batch";
    private final MicrosoftWorld world;
    private final IdentityApi identity;
    private final GraphApi graph;
    private final MicrosoftBehaviour behaviour;
    private final Faults faults;
    private final Journal journal;
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

    MicrosoftRoutes(MicrosoftWorld world, IdentityApi identity, GraphApi graph, MicrosoftBehaviour behaviour, Faults faults, Journal journal) {
        this.world = world;
        this.identity = identity;
        this.graph = graph;
        this.behaviour = behaviour;
        this.faults = faults;
        this.journal = journal;
    }

    SandboxResponse handle(SandboxRequest request) {
        if (request.path().equals(BATCH) && "POST".equals(request.method())) {
            String account = account(request);
            return journalled("graph.batch", account, request, false, faults.apply("graph.batch", account, request, () -> batch(request)));
        }
        if (request.path().startsWith(GRAPH)) {
            return alone(account(request), () -> call(request, false));
        }
        List<String> segments = request.segments();
        String kind = IdentityApi.kind(segments).orElse("unknown");
        if (kind.equals("unknown")) {
            return journalled(kind, null, request, false, GraphError.of(404, "ResourceNotFound", "There is nothing here.").response());
        }
        String account = identity.account(request).orElse(null);
        return journalled(kind, account, request, false, faults.apply(kind, account, request, () -> identity.handle(kind, segments, request)));
    }

    private SandboxResponse batch(SandboxRequest request) {
        if (graph.access(request).isEmpty()) {
            return GraphError.unauthenticated().response();
        }
        try {
            return GraphBatch.run(request, part -> call(part, true));
        } catch (GraphError malformed) {
            return malformed.response();
        }
    }

    /** More requests of a mailbox at the same time than it serves are refused. */
    private SandboxResponse alone(String account, Supplier<SandboxResponse> work) {
        if (account == null) {
            return work.get();
        }
        AtomicInteger current = running.computeIfAbsent(account, a -> new AtomicInteger());
        try {
            return current.incrementAndGet() > behaviour.concurrency() ? GraphError.throttled(1).response() : work.get();
        } finally {
            current.decrementAndGet();
        }
    }

    private SandboxResponse call(SandboxRequest request, boolean inBatch) {
        String account = account(request);
        List<String> path = request.at("/" + request.path().substring(GRAPH.length())).segments();
        Optional<String> kind = GraphApi.kind(request.method(), path);
        String name = kind.orElse("unknown");
        return journalled(name, account, request, inBatch, faults.apply(name, account, request, () -> graph.handle(kind, request, path)));
    }

    private String account(SandboxRequest request) {
        return graph.access(request).map(MicrosoftGrants.Token::account).orElse(null);
    }

    private SandboxResponse journalled(String kind, String account, SandboxRequest request, boolean inBatch, SandboxResponse answer) {
        journal.add(new Journal.Entry(world.now(), kind, account, request.method(), request.path(), Journal.masked(request.query()), inBatch, answer.status()));
        return answer;
    }
}
