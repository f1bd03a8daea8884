// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.fault;

import io.passerelle.sandbox.http.Params;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was asked of the sandbox. Counters are exact, entries the latest 20,000; secrets are left out. Thread-safe. */
public final class Journal {
    private static final int KEPT = 20_000;
    private static final Set<String> SECRET = Set.of("code", "state", "token", "access_token", "refresh_token", "client_secret", "code_challenge",
            "code_verifier", "nonce", "oauth_token", "key", "flow");

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private int http;

    /**
     * One request.
     *
     * @param operation such as {@code events.list}, {@code oauth.token}, {@code batch}
     * @param account   e-mail, null when nobody was signed in
     * @param query     encoded, secrets replaced by {@code ***}
     * @param inBatch   a part of a batch, no HTTP request of its own
     * @param status    what was answered, even if the answer was lost on the way
     */
    public record Entry(Instant at, String operation, String account, String method, String path, String query, boolean inBatch, int status) {
        @Override
        public String toString() {
            return method + " " + path + (query.isEmpty() ? "" : "?" + query) + " -> " + status + (inBatch ? " (in batch)" : "");
        }
    }

    public synchronized void add(Entry entry) {
        counts.merge(entry.operation(), 1, Integer::sum);
        if (!entry.inBatch()) {
            http++;
        }
        entries.addLast(entry);
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** How often each operation was asked for, parts of batches included. */
    public synchronized Map<String, Integer> counts() {
        return new LinkedHashMap<>(counts);
    }

    public synchronized int count(String operation) {
        return counts.getOrDefault(operation, 0);
    }

    /** HTTP requests, a batch being one. */
    public synchronized int httpRequests() {
        return http;
    }

    public synchronized void clear() {
        entries.clear();
        counts.clear();
        http = 0;
    }

    /** A query that may be shown. */
    public static String masked(Params query) {
        Map<String, String> out = new LinkedHashMap<>();
        for (String name : query.names()) {
            out.put(name, SECRET.contains(name) ? "***" : String.join(",", query.all(name)));
        }
        return Params.of(out).encoded();
    }
}
