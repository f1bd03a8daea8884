// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.UrlEncodedContent;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.kit.Delays;
import io.passerelle.provider.kit.OAuthErrors;
import io.passerelle.provider.kit.PinnedOrigins;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Requests to Google's OAuth endpoints. Nothing is repeated: a code is good for one attempt, and the caller backs off. */
final class GoogleOAuthHttp {
    /** Three exchanges in a row stay below the 30 seconds of the contract. */
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final int LARGEST_PAGE = 1 << 20;

    private final HttpRequestFactory requests;
    private final Clock clock;

    /**
     * What came back.
     *
     * @param status HTTP status
     * @param text the body, possibly not JSON
     * @param retryAfter what we were asked to wait
     * @param location target of a redirect, which is never followed
     */
    record Reply(int status, String text, Optional<Duration> retryAfter, Optional<String> location) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /**
         * The body of a success.
         *
         * @throws PasserelleException what the error means; {@code PROVIDER_ANSWER_UNREADABLE} when it is not JSON
         */
        Map<String, Object> orThrow() {
            if (isSuccess()) {
                return GoogleJson.read(text);
            }
            throw OAuthErrors.of(status, error(), retryAfter);
        }

        /** The body as an object; empty when it is none. */
        Map<String, Object> json() {
            try {
                return GoogleJson.read(text);
            } catch (PasserelleException notJson) {
                return Map.of();
            }
        }

        /** Name of the error, where the body has one. */
        Optional<String> error() {
            return GoogleJson.text(json(), "error");
        }

        @Override
        public String toString() {
            return "Reply[" + status + "]";
        }
    }

    GoogleOAuthHttp(PinnedOrigins origins, Clock clock) {
        this.requests = new GoogleTransport(origins, LONGEST).createRequestFactory(GoogleWire::quietly);
        this.clock = clock;
    }

    /** Sends a form; its values travel in the body, never in the address. */
    Reply post(URI address, Map<String, String> form) {
        return send(() -> requests.buildPostRequest(new GenericUrl(address), new UrlEncodedContent(form)));
    }

    /** Reads with a bearer token. */
    Reply get(URI address, String accessToken) {
        return send(() -> {
            HttpRequest request = requests.buildGetRequest(new GenericUrl(address));
            request.getHeaders().setAuthorization("Bearer " + accessToken);
            return request;
        });
    }

    /** Reads a public page. */
    Reply page(URI address) {
        return send(() -> requests.buildGetRequest(new GenericUrl(address)));
    }

    private interface Builder {
        HttpRequest build() throws IOException;
    }

    private Reply send(Builder builder) {
        HttpResponse response;
        try {
            response = builder.build().execute();
        } catch (IOException noAnswer) {
            throw PasserelleException.of(
                    ErrorCode.PROVIDER_UNREACHABLE, noAnswer.getClass().getSimpleName());
        }
        try {
            byte[] body = response.getContent() == null
                    ? new byte[0]
                    : response.getContent().readNBytes(LARGEST_PAGE);
            response.disconnect();
            return new Reply(
                    response.getStatusCode(),
                    new String(body, StandardCharsets.UTF_8),
                    Delays.retryAfter(response.getHeaders().getRetryAfter(), clock),
                    Optional.ofNullable(response.getHeaders().getLocation()));
        } catch (IOException cut) {
            throw PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "the answer was cut off");
        }
    }
}
