// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.calendar.Calendar;
import com.google.api.services.people.v1.PeopleService;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.kit.Pause;
import io.passerelle.provider.spi.AccessTokens;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sends calls of one integration: with its token, renewed once when rejected; in batches; repeated at most twice when a call
 * failed in transit. Used by one thread at a time.
 */
public final class GoogleCalls {
    /** Google's limit for Calendar (https://developers.google.com/workspace/calendar/api/guides/batch). */
    static final int BATCH = 50;

    private static final String NAME = "Passerelle";
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int REPEATS = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(400);
    /** A server that asks for more than this is not asked again here; the scheduler waits. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final AccessTokens tokens;
    private final Pause pause;
    private final GoogleTransport transport;
    private final GoogleWire wire;

    GoogleCalls(GoogleEndpoints endpoints, AccessTokens tokens, Clock clock, Pause pause) {
        this.tokens = tokens;
        this.pause = pause;
        this.transport = new GoogleTransport(endpoints.origins(), LONGEST);
        Calendar client = new Calendar.Builder(transport, GsonFactory.getDefaultInstance(), GoogleWire::quietly)
                .setRootUrl(endpoints.api().toString())
                .setApplicationName(NAME)
                .build();
        this.wire = GoogleWire.of(client, clock);
    }

    private GoogleCalls(AccessTokens tokens, Pause pause, GoogleTransport transport, GoogleWire wire) {
        this.tokens = tokens;
        this.pause = pause;
        this.transport = transport;
        this.wire = wire;
    }

    /** For the People API, which has a host of its own. */
    static GoogleCalls people(GoogleEndpoints endpoints, AccessTokens tokens, Clock clock, Pause pause) {
        GoogleTransport transport = new GoogleTransport(endpoints.origins(), LONGEST).repeatingNothing();
        PeopleService client = new PeopleService.Builder(
                        transport, GsonFactory.getDefaultInstance(), GoogleWire::quietly)
                .setRootUrl(endpoints.people().toString())
                .setApplicationName(NAME)
                .build();
        return new GoogleCalls(tokens, pause, transport, GoogleWire.of(client, clock));
    }

    /** What was sent and received so far. */
    public Traffic traffic() {
        return transport.traffic();
    }

    /**
     * Sends one call.
     *
     * @throws PasserelleException when there is no answer at all, or the account's token is no longer accepted
     */
    public GoogleAnswer one(GoogleCall call) {
        return all(List.of(call)).get(0);
    }

    /**
     * Sends one call that must not be carried out twice: it is never repeated, but with a renewed token where the first was
     * refused.
     *
     * @throws PasserelleException as {@link #one}; whether the call was carried out is then unknown
     */
    public GoogleAnswer once(GoogleCall call) {
        return batch(List.of(call), 0).get(0);
    }

    /**
     * Sends any number of calls, in batches where there are several.
     *
     * @return one answer for each, in their order
     * @throws PasserelleException as {@link #one}
     */
    List<GoogleAnswer> all(List<GoogleCall> calls) {
        List<GoogleAnswer> answers = new ArrayList<>(calls.size());
        for (int from = 0; from < calls.size(); from += BATCH) {
            answers.addAll(batch(calls.subList(from, Math.min(calls.size(), from + BATCH)), REPEATS));
        }
        return answers;
    }

    private List<GoogleAnswer> batch(List<GoogleCall> calls, int most) {
        GoogleAnswer[] answers = new GoogleAnswer[calls.size()];
        List<Integer> open = IntStream.range(0, calls.size()).boxed().toList();
        String token = tokens.current();
        boolean renewed = false;
        int repeats = 0;
        while (true) {
            List<GoogleAnswer> got = send(calls, open, token, repeats >= most);
            if (got.isEmpty()) {
                repeats = pauseBefore(repeats);
                continue;
            }
            List<Integer> rejected = new ArrayList<>();
            List<Integer> failed = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                GoogleAnswer answer = got.get(i);
                answers[open.get(i)] = answer;
                if (answer.status() == 401) {
                    rejected.add(open.get(i));
                } else if (answer.status() >= 500 && worthRepeating(answer)) {
                    failed.add(open.get(i));
                }
            }
            if (!rejected.isEmpty()) {
                if (renewed) {
                    // Only the token endpoint knows whether the grant is lost.
                    throw PasserelleException.of(ErrorCode.TOKEN_REJECTED, "HTTP 401 for a renewed token");
                }
                token = tokens.renewed(token);
                renewed = true;
            }
            if (!failed.isEmpty() && repeats < most) {
                repeats = pauseBefore(repeats);
            } else {
                failed.clear();
            }
            if (rejected.isEmpty() && failed.isEmpty()) {
                return Arrays.asList(answers);
            }
            rejected.addAll(failed);
            open = rejected.stream().sorted().toList();
        }
    }

    /** Empty when there was no answer and another attempt is due. */
    private List<GoogleAnswer> send(List<GoogleCall> calls, List<Integer> open, String token, boolean last) {
        try {
            return open.size() == 1
                    ? List.of(wire.single(calls.get(open.get(0)), token))
                    : wire.batch(open.stream().map(calls::get).toList(), token);
        } catch (SocketTimeoutException slow) {
            throw PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE, "no answer in time");
        } catch (IOException noAnswer) {
            if (last) {
                throw PasserelleException.of(
                        ErrorCode.PROVIDER_UNREACHABLE, noAnswer.getClass().getSimpleName());
            }
            return List.of();
        }
    }

    private static boolean worthRepeating(GoogleAnswer answer) {
        return answer.retryAfter().map(delay -> delay.compareTo(LONGEST_PAUSE) <= 0).orElse(true);
    }

    private int pauseBefore(int repeats) {
        pause.of(FIRST_PAUSE.multipliedBy(1L << repeats));
        return repeats + 1;
    }
}
