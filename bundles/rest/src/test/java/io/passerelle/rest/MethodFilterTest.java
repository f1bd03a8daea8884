// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodFilterTest {
    private final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PROPFIND", "FOO", "get", "CONNECT"})
    void aMethodThatNothingAnswersToIsRefusedAsAProblem(String method) throws Exception {
        assertThat(passes(method, Locale.FRENCH)).isFalse();

        JsonNode problem = new ObjectMapper().readTree(body.toByteArray());
        assertThat(status).isEqualTo(405);
        assertThat(headers).containsEntry("Allow", "GET, HEAD, POST, PUT, DELETE, OPTIONS");
        assertThat(headers).containsEntry("Content-Type", "application/problem+json");
        assertThat(problem.get("status").asInt()).isEqualTo(405);
        assertThat(problem.get("code").asText()).isEqualTo("INVALID_INPUT");
        assertThat(problem.get("reference").asText()).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void theOthersAreLeftToTheResources(String method) throws Exception {
        assertThat(passes(method, Locale.ENGLISH)).isTrue();
        assertThat(status).isZero();
    }

    private boolean passes(String method, Locale locale) throws Exception {
        AtomicBoolean passed = new AtomicBoolean();
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                MethodFilterTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getLocale" -> locale;
                    default -> throw new AssertionError(called);
                });
        new MethodFilter().doFilter(request, response(), (asked, answered) -> passed.set(true));
        return passed.get();
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                MethodFilterTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, called, arguments) -> {
                    switch (called.getName()) {
                        case "setStatus" -> status = (int) arguments[0];
                        case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                        case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
                        case "getOutputStream" -> {
                            return new Collected(body);
                        }
                        default -> throw new AssertionError(called);
                    }
                    return null;
                });
    }

    /** Keeps what is written. */
    private static final class Collected extends ServletOutputStream {
        private final ByteArrayOutputStream body;

        Collected(ByteArrayOutputStream body) {
            this.body = body;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new AssertionError("not asynchronous");
        }

        @Override
        public void write(int one) throws IOException {
            body.write(one);
        }
    }
}
