// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries MSAL's requests, to pinned origins only; an emulation takes the place of the authority. */
final class MsalHttp implements IHttpClient {
    /** Three exchanges in a row stay below the 30 seconds of the contract. */
    static final Duration LONGEST = Duration.ofSeconds(8);

    private static final int LARGEST = 1 << 20;
    private final MicrosoftEndpoints endpoints;
    private final GraphHttp http;

    MsalHttp(MicrosoftEndpoints endpoints) {
        this.endpoints = endpoints;
        this.http = new GraphHttp(endpoints.origins(), LONGEST);
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws IOException {
        boolean post = request.httpMethod() == HttpMethod.POST;
        Map<String, String> headers = request.headers() == null ? Map.of() : request.headers();
        byte[] body = post ? request.body().getBytes(StandardCharsets.UTF_8) : null;
        return http.send(post ? "POST" : "GET", endpoints.resolve(request.url().toString()), headers, body, (status, values, content) -> {
            HttpResponse response = new HttpResponse();
            response.statusCode(status);
            Map<String, List<String>> named = new LinkedHashMap<>(values.all());
            named.remove(null);
            response.addHeaders(named);
            response.body(new String(content.readNBytes(LARGEST), StandardCharsets.UTF_8));
            return response;
        });
    }
}
