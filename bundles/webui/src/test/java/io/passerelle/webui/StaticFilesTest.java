// SPDX-License-Identifier: Apache-2.0
package io.passerelle.webui;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {

    @Test
    @DisplayName("the tab's module is served as a script that is not guessed to be anything else")
    void module() throws IOException {
        Answer answer = get("/integrations/ui/passerelle-integrations.js", Map.of());

        assertThat(answer.status).isEqualTo(200);
        assertThat(answer.headers).containsEntry("Content-Type", "text/javascript; charset=utf-8");
        assertThat(answer.headers).containsEntry("X-Content-Type-Options", "nosniff");
        assertThat(answer.text()).contains("passerelle-integrations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/integrations/ui/return.html", "/integrations/admin/"})
    @DisplayName("a page runs only our own modules and cannot be framed")
    void policy(String address) throws IOException {
        Answer answer = get(address, Map.of());

        assertThat(answer.status).isEqualTo(200);
        assertThat(answer.headers.get("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers).containsEntry("Referrer-Policy", "no-referrer");
        assertThat(answer.text()).doesNotContain("style=").doesNotContain("<style").doesNotContain("onload");
    }

    @Test
    @DisplayName("a browser that has the file gets an empty answer")
    void notModified() throws IOException {
        String tag = get("/integrations/ui/return.js", Map.of()).headers.get("ETag");

        Answer again = get("/integrations/ui/return.js", Map.of("If-None-Match", tag));

        assertThat(again.status).isEqualTo(304);
        assertThat(again.body.size()).isZero();
    }

    @Test
    @DisplayName("a browser that unpacks gzip gets less than 60 kB before the first cards; what is opened later comes when it is")
    void packed() throws IOException {
        Set<String> needed = new LinkedHashSet<>();
        needed.add("passerelle-integrations.js");
        collect("parts/" + part("IntegrationsPreferences"), needed);
        int size = 0;
        for (String name : needed) {
            Answer answer = get("/integrations/ui/" + name, Map.of("Accept-Encoding", "gzip"));
            assertThat(answer.headers).containsEntry("Content-Encoding", "gzip");
            size += answer.body.size();
        }

        assertThat(size).isBetween(10_000, 60_000);
        assertThat(needed).noneMatch(name -> name.contains("History") || name.contains("/fr-"));
    }

    /** What a part imports before anything else happens, and so on. */
    private static void collect(String name, Set<String> needed) throws IOException {
        if (needed.add(name)) {
            Matcher imported = Pattern.compile("(?:from|import) ?\"\\./([^\"]+)\"")
                    .matcher(get("/integrations/ui/" + name, Map.of()).text());
            while (imported.find()) {
                collect("parts/" + imported.group(1), needed);
            }
        }
    }

    private static String part(String name) throws IOException {
        Matcher found = Pattern.compile(name + "-[\\w-]+\\.js")
                .matcher(get("/integrations/ui/passerelle-integrations.js", Map.of()).text());
        assertThat(found.find()).isTrue();
        return found.group();
    }

    @Test
    @DisplayName("parts are kept for ever, the module that names them is asked for each time")
    void cached() throws IOException {
        assertThat(get("/integrations/ui/passerelle-integrations.js", Map.of()).headers)
                .containsEntry("Cache-Control", "no-cache");
        assertThat(get("/integrations/ui/parts/" + part("IntegrationsPreferences"), Map.of()).headers)
                .containsEntry("Cache-Control", "public, max-age=31536000, immutable");
        assertThat(get("/integrations/ui/parts/IntegrationsPreferences-00000000.js", Map.of()).status).isEqualTo(404);
    }

    @Test
    @DisplayName("the tab finds its parts relative to itself, wherever a host serves it")
    void relative() throws IOException {
        String entry = get("/integrations/ui/passerelle-integrations.js", Map.of()).text();

        assertThat(entry).contains("import(\"./parts/").doesNotContain("/integrations/ui");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/integrations/ui/", "/integrations/files.txt", "/integrations/ui/parts/", "/integrations/ui/none.js", "/integrations/ui/../admin/admin.js", "/integrations/ui", "/x"
    })
    @DisplayName("an address that is no file of ours is not found")
    void notFound(String address) throws IOException {
        assertThat(get(address, Map.of()).status).isEqualTo(404);
    }

    @Test
    @DisplayName("the administrators' page is found without the slash at the end")
    void redirect() throws IOException {
        Answer answer = get("/integrations/admin", Map.of());

        assertThat(answer.status).isEqualTo(301);
        assertThat(answer.headers).containsEntry("Location", "/integrations/admin/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "FOO", "get"})
    @DisplayName("files are read and nothing else")
    void otherMethods(String method) throws IOException {
        Answer answer = ask(method, "/integrations/ui/return.js", Map.of("Cookie", "secret"));

        assertThat(answer.status).isEqualTo(405);
        assertThat(answer.headers).containsEntry("Allow", "GET, HEAD");
        assertThat(answer.body.size()).isZero();
    }

    private static Answer get(String address, Map<String, String> headers) throws IOException {
        return ask("GET", address, headers);
    }

    private static Answer ask(String method, String address, Map<String, String> headers) throws IOException {
        var answer = new Answer();
        var request = (HttpServletRequest) Proxy.newProxyInstance(
                StaticFilesTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, args) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getRequestURI" -> address;
                    case "getContextPath" -> "";
                    case "getHeader" -> headers.get((String) args[0]);
                    default -> throw new AssertionError(called);
                });
        try {
            new StaticFiles().service(request, answer.response());
        } catch (ServletException failed) {
            throw new AssertionError(failed);
        }
        return answer;
    }

    /** What was answered. */
    private static final class Answer {
        private int status = 200;
        private final Map<String, String> headers = new HashMap<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        String text() {
            return body.toString(StandardCharsets.UTF_8);
        }

        HttpServletResponse response() {
            return (HttpServletResponse) Proxy.newProxyInstance(
                    StaticFilesTest.class.getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, method, args) -> {
                        switch (method.getName()) {
                            case "setStatus" -> status = (int) args[0];
                            case "setHeader" -> headers.put((String) args[0], (String) args[1]);
                            case "setContentType" -> headers.put("Content-Type", (String) args[0]);
                            case "setContentLength" -> headers.put("Content-Length", String.valueOf(args[0]));
                            case "getOutputStream" -> {
                                return stream();
                            }
                            default -> throw new AssertionError(method);
                        }
                        return null;
                    });
        }

        private ServletOutputStream stream() {
            return new ServletOutputStream() {
                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new AssertionError("not asynchronous");
                }

                @Override
                public void write(int b) {
                    body.write(b);
                }
            };
        }
    }
}
