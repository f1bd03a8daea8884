// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.collection.Traffic;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.kit.CompleteJson;
import io.passerelle.provider.kit.Delays;
import io.passerelle.provider.kit.Pause;
import io.passerelle.provider.spi.AccessTokens;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sends the requests of one integration: with its token, renewed once when rejected; in batches of twenty, in which PATCH travels
 * too; repeated at most twice when a request failed in transit. Used by one thread at a time.
 */
final class GraphCalls {
    /** Graph's limit (https://learn.microsoft.com/graph/json-batching). */
    static final int BATCH = 20;

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int REPEATS = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(400);
    private static final int DEEPEST = 64;
    private final String root;
    private final AccessTokens tokens;
    private final Clock clock;
    private final Pause pause;
    private final GraphHttp http;

    GraphCalls(MicrosoftEndpoints endpoints, AccessTokens tokens, Clock clock, Pause pause) {
        this.root = endpoints.graph();
        this.tokens = tokens;
        this.clock = clock;
        this.pause = pause;
        this.http = new GraphHttp(endpoints.origins(), LONGEST);
    }

    Traffic traffic() {
        return http.traffic();
    }

    /** The address of a path below the root of Graph. */
    String address(String path) {
        return root + path;
    }

    /**
     * Reads an address.
     *
     * @param address absolute; one outside the pinned origins is refused
     * @param prefer the {@code Prefer} header
     * @param each gets the objects of {@code value} one after the other; after a repetition some of them again
     * @throws PasserelleException when there is no answer at all, or the account's token is no longer accepted
     */
    GraphAnswer page(String address, String prefer, Consumer<Map<String, Object>> each) {
        return exchange("GET", address, Map.of("Prefer", prefer), null, each);
    }

    GraphAnswer get(String path) {
        return page(address(path), GraphCall.PREFER, null);
    }

    /**
     * Sends any number of requests, twenty at a time.
     *
     * @return one answer for each, in their order
     * @throws PasserelleException as {@link #page}
     */
    List<GraphAnswer> all(List<GraphCall> calls) {
        List<GraphAnswer> answers = new ArrayList<>(calls.size());
        for (int from = 0; from < calls.size(); from += BATCH) {
            answers.addAll(batch(calls.subList(from, Math.min(calls.size(), from + BATCH))));
        }
        return answers;
    }

    private List<GraphAnswer> batch(List<GraphCall> calls) {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            GraphCall call = calls.get(i);
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("id", "" + i);
            part.put("method", call.method());
            part.put("url", call.path());
            part.put("headers", call.headers());
            call.body().ifPresent(body -> part.put("body", body));
            parts.add(part);
        }
        byte[] body = GraphJson.write(Map.of("requests", parts));
        GraphAnswer whole = exchange("POST", address("/$batch"), Map.of("Content-Type", "application/json"), body, null);
        if (!whole.isSuccess()) {
            return calls.stream().map(call -> whole).toList();
        }
        GraphAnswer[] answers = new GraphAnswer[calls.size()];
        for (Map<String, Object> part : GraphJson.objects(whole.body(), "responses")) {
            String id = GraphJson.text(part, "id").orElse("");
            if (id.matches("\\d{1,2}") && Integer.parseInt(id) < answers.length) {
                Map<String, Object> headers = GraphJson.object(part, "headers");
                answers[Integer.parseInt(id)] = new GraphAnswer(
                        GraphJson.number(part, "status", 0),
                        GraphJson.object(part, "body"),
                        Delays.retryAfter(GraphJson.text(headers, "Retry-After").orElse(null), clock));
            }
        }
        List<GraphAnswer> all = new ArrayList<>();
        for (GraphAnswer answer : answers) {
            all.add(answer == null ? GraphAnswer.UNREADABLE : answer);
        }
        return all;
    }

    private GraphAnswer exchange(
            String method, String address, Map<String, String> headers, byte[] body, Consumer<Map<String, Object>> each) {
        String token = tokens.current();
        boolean renewed = false;
        for (int repeats = 0; ; ) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put("Authorization", "Bearer " + token);
            all.put("Accept", "application/json");
            GraphAnswer answer = attempt(method, address, all, body, each, repeats < REPEATS);
            if (answer != null && answer.status() == 401) {
                if (renewed) {
                    // Only the token endpoint knows whether the grant is lost.
                    throw PasserelleException.of(ErrorCode.TOKEN_REJECTED, "HTTP 401 for a renewed token");
                }
                token = tokens.renewed(token);
                renewed = true;
            } else if (answer != null && (answer.status() < 500 || repeats >= REPEATS || answer.retryAfter().isPresent())) {
                return answer;
            } else {
                pause.of(FIRST_PAUSE.multipliedBy(1L << repeats++));
            }
        }
    }

    /** Null when there was no answer and another attempt is due. */
    private GraphAnswer attempt(
            String method, String address, Map<String, String> headers, byte[] body, Consumer<Map<String, Object>> each, boolean again) {
        try {
            return http.send(method, URI.create(address), headers, body, (status, values, content) -> new GraphAnswer(
                    status,
                    read(status, content, each),
                    Delays.retryAfter(values.first("Retry-After"), clock)));
        } catch (SocketTimeoutException slow) {
            throw PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE, "no answer in time");
        } catch (UnreadableAnswer cut) {
            throw PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "not a complete JSON object");
        } catch (IOException noAnswer) {
            if (again) {
                return null;
            }
            throw PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE, noAnswer.getClass().getSimpleName());
        }
    }

    private static Map<String, Object> read(int status, InputStream content, Consumer<Map<String, Object>> each) throws IOException {
        if (status == 204) {
            return Map.of();
        }
        boolean success = status >= 200 && status < 300;
        try {
            return GraphJson.page(new CompleteJson(content, DEEPEST), success ? each : null);
        } catch (IOException unreadable) {
            if (success) {
                throw new UnreadableAnswer();
            }
            // A refusal counts by its status alone.
            return Map.of();
        }
    }

    /** There was an answer, and it was not what was agreed. */
    private static final class UnreadableAnswer extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
