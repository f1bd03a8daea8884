// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SandboxMainTest {
    @Test
    void aForkedSandboxSaysItsPortAndEndsWithItsParent() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                SandboxMain.class.getName(), "0", "demo", "http://localhost:9999/back").redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = process.inputReader()) {
            Matcher line = Pattern.compile("port=(\\d+) client=(\\S+) secret=(\\S+)").matcher(out.readLine());
            assertThat(line.matches()).isTrue();
            HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + line.group(1) + "/sandbox/google/.well-known/openid-configuration")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).contains("http://127.0.0.1:" + line.group(1) + "/sandbox/google/token");
            process.getOutputStream().close();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
