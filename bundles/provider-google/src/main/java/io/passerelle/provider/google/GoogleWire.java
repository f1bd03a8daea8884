// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import com.google.api.client.googleapis.batch.BatchCallback;
import com.google.api.client.googleapis.batch.BatchRequest;
import com.google.api.client.googleapis.services.json.AbstractGoogleJsonClient;
import com.google.api.client.googleapis.services.json.AbstractGoogleJsonClientRequest;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.json.GenericJson;
import com.google.api.services.calendar.Calendar;
import com.google.api.services.calendar.CalendarRequest;
import com.google.api.services.people.v1.PeopleService;
import com.google.api.services.people.v1.PeopleServiceRequest;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.kit.Delays;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Puts calls on the wire with Google's SDK, alone or as a batch, and reads the answers. */
final class GoogleWire {
    private final AbstractGoogleJsonClient client;
    private final Function<GoogleCall, AbstractGoogleJsonClientRequest<GenericJson>> requests;
    private final Clock clock;

    private GoogleWire(
            AbstractGoogleJsonClient client,
            Function<GoogleCall, AbstractGoogleJsonClientRequest<GenericJson>> requests,
            Clock clock) {
        this.client = client;
        this.requests = requests;
        this.clock = clock;
    }

    /** For Calendar v3. */
    static GoogleWire of(Calendar client, Clock clock) {
        return new GoogleWire(client, call -> new Request(client, call).setPrettyPrint(false), clock);
    }

    /** For People v1. */
    static GoogleWire of(PeopleService client, Clock clock) {
        return new GoogleWire(client, call -> new PersonRequest(client, call).setPrettyPrint(false), clock);
    }

    /** Settings of every request: nothing is followed, repeated or logged behind our back. */
    static void quietly(HttpRequest request) {
        request.setFollowRedirects(false);
        request.setNumberOfRetries(0);
        request.setThrowExceptionOnExecuteError(false);
        request.setLoggingEnabled(false);
        request.setCurlLoggingEnabled(false);
    }

    /**
     * Sends one call.
     *
     * @throws IOException when there was no answer
     */
    GoogleAnswer single(GoogleCall call, String token) throws IOException {
        return read(prepared(call, token).execute());
    }

    /**
     * Sends several calls as one request.
     *
     * @throws IOException when there was no answer at all
     */
    List<GoogleAnswer> batch(List<GoogleCall> calls, String token) throws IOException {
        int[] outer = new int[1];
        Duration[] wait = new Duration[1];
        BatchRequest batch = client.batch(request -> {
            quietly(request);
            // Without this the library reads the body of a refusal as a multipart.
            request.setThrowExceptionOnExecuteError(true);
            request.getHeaders().setAuthorization("Bearer " + token);
            request.setResponseInterceptor(response -> {
                outer[0] = response.getStatusCode();
                wait[0] = retryAfter(response.getHeaders()).orElse(null);
            });
        });
        GoogleAnswer[] answers = new GoogleAnswer[calls.size()];
        for (int i = 0; i < answers.length; i++) {
            queue(batch, calls.get(i), token, i, answers);
        }
        try {
            batch.execute();
        } catch (HttpResponseException refused) {
            Arrays.fill(
                    answers,
                    new GoogleAnswer(outer[0], body(refused.getContent()), Optional.ofNullable(wait[0])).ofPart());
        } catch (IOException | RuntimeException broken) {
            if (broken instanceof PasserelleException ours) {
                throw ours;
            }
            if (outer[0] == 0 && broken instanceof IOException noAnswer) {
                throw noAnswer;
            }
            // The parts before the break were read and count; the others are unknown.
        }
        return Arrays.stream(answers).map(answer -> answer == null ? GoogleAnswer.UNREADABLE : answer).toList();
    }

    private void queue(BatchRequest batch, GoogleCall call, String token, int index, GoogleAnswer[] answers)
            throws IOException {
        HttpRequest request = prepared(call, token);
        request.setUnsuccessfulResponseHandler((asked, response, retry) -> {
            answers[index] = read(response);
            return false;
        });
        boolean empty = call.method().equals("DELETE");
        if (empty) {
            batch.queue(request, Void.class, Void.class, new Success<>(answer -> answers[index] = answer, clock));
        } else {
            batch.queue(request, GenericJson.class, Void.class, new Success<>(answer -> answers[index] = answer, clock));
        }
    }

    private HttpRequest prepared(GoogleCall call, String token) throws IOException {
        AbstractGoogleJsonClientRequest<GenericJson> request = requests.apply(call);
        request.setDisableGZipContent(true);
        call.parameters().forEach(request::set);
        HttpRequest http = request.buildHttpRequest();
        http.setParser(GoogleJson.parser());
        http.getHeaders().setAuthorization("Bearer " + token);
        call.ifMatch().ifPresent(http.getHeaders()::setIfMatch);
        // The SDK turns every refusal into an exception with the address in it; we read the answer ourselves.
        http.setResponseInterceptor(response -> {});
        return http;
    }

    private GoogleAnswer read(HttpResponse response) {
        Optional<Duration> wait = retryAfter(response.getHeaders());
        int status = response.getStatusCode();
        if (status == 204) {
            return new GoogleAnswer(status, Map.of(), wait);
        }
        try {
            InputStream content = response.getContent();
            if (status >= 200 && status < 300) {
                return content == null
                        ? GoogleAnswer.UNREADABLE
                        : new GoogleAnswer(status, GoogleJson.read(content), wait);
            }
            return new GoogleAnswer(status, content == null ? Map.of() : GoogleJson.read(content), wait);
        } catch (IOException | PasserelleException unreadable) {
            // A refusal counts by its status alone.
            return status >= 200 && status < 300 ? GoogleAnswer.UNREADABLE : new GoogleAnswer(status, Map.of(), wait);
        }
    }

    private static Map<String, Object> body(String content) {
        try {
            return content == null ? Map.of() : GoogleJson.read(content);
        } catch (PasserelleException unreadable) {
            return Map.of();
        }
    }

    private Optional<Duration> retryAfter(HttpHeaders headers) {
        return Delays.retryAfter(headers.getRetryAfter(), clock);
    }

    private static final class Request extends CalendarRequest<GenericJson> {
        private Request(Calendar client, GoogleCall call) {
            super(
                    client,
                    call.method(),
                    call.path(),
                    call.body().orElse(null),
                    GenericJson.class);
        }
    }

    private static final class PersonRequest extends PeopleServiceRequest<GenericJson> {
        private PersonRequest(PeopleService client, GoogleCall call) {
            super(client, call.method(), call.path(), call.body().orElse(null), GenericJson.class);
        }
    }

    private record Success<T>(Consumer<GoogleAnswer> to, Clock clock)
            implements BatchCallback<T, Void> {
        @Override
        public void onSuccess(T body, HttpHeaders headers) {
            Map<String, Object> read = body instanceof GenericJson json ? json : Map.of();
            to.accept(new GoogleAnswer(body == null ? 204 : 200, read, Optional.empty()));
        }

        @Override
        public void onFailure(Void nothing, HttpHeaders headers) {
            // Read already, by the handler that sees the status.
        }
    }
}
