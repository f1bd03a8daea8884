// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.resilience;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.google.GoogleProvider;
import io.passerelle.provider.kit.Pause;
import io.passerelle.provider.spi.AuthorizationAnswer;
import io.passerelle.provider.spi.AuthorizationRequest;
import io.passerelle.provider.spi.Authorizer;
import io.passerelle.provider.spi.ClientRegistration;
import io.passerelle.provider.spi.UnfinishedAuthorization;
import io.passerelle.sandbox.Sandbox;
import io.passerelle.sandbox.SandboxControl;
import io.passerelle.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** An emulated Google with one account and a valid access token. */
public final class EmulatedGoogle implements AutoCloseable {
    /** Her account, and the id of her primary calendar. */
    public static final String ANN = "ann@gmail.example";
    private static final URI CALLBACK = URI.create("http://localhost:8181/callback");
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final int ATTEMPTS = 4;
    private static final String SCOPE = "https://www.googleapis.com/auth/";

    /** Steers it. */
    public final SandboxControl control;

    /** Valid for an hour. */
    public final String accessToken;

    private final SandboxServer server;

    /** Starts it on a free port of 127.0.0.1. */
    public EmulatedGoogle() throws IOException {
        server = SandboxServer.start(
                Sandbox.builder().redirectUri(CALLBACK.toString()).build());
        control = server.control();
        control.addAccount(ANN, "Ann", "Europe/Paris");
        Authorizer authorizer = new GoogleProvider(
                        Clock.systemUTC(), Pause.SLEEPING, id -> Optional.of(server.googleRoot()))
                .authorizer(new ClientRegistration(control.client().id(), control.client().secret(), CALLBACK));
        accessToken = token(authorizer, ATTEMPTS);
    }

    /** On a machine that is busy with other things the first answer may come too late. */
    private String token(Authorizer authorizer, int attempts) {
        URI back = control.approve(
                authorizer.begin(new AuthorizationRequest(
                        Set.of("openid", "email", SCOPE + "calendar.events", SCOPE + "calendar.calendarlist.readonly"),
                        "state",
                        CHALLENGE,
                        Optional.of(ANN),
                        true)),
                ANN);
        String code = back.getQuery().replaceAll(".*\\bcode=([^&]+).*", "$1");
        try {
            return authorizer
                    .complete(new AuthorizationAnswer(code, VERIFIER))
                    .credential()
                    .accessToken();
        } catch (UnfinishedAuthorization late) {
            return again(authorizer, attempts, late.reason());
        } catch (PasserelleException late) {
            return again(authorizer, attempts, late);
        }
    }

    private String again(Authorizer authorizer, int attempts, PasserelleException late) {
        if (attempts > 1 && late.code() == ErrorCode.PROVIDER_UNREACHABLE) {
            return token(authorizer, attempts - 1);
        }
        throw late;
    }

    /** Root of its addresses. */
    public URI root() {
        return server.googleRoot();
    }

    /** Ann adds an event; returns its id. */
    public String adds(String title, int day) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("summary", title);
        event.putObject("start").put("dateTime", time(day, 10)).put("timeZone", "Europe/Paris");
        event.putObject("end").put("dateTime", time(day, 11)).put("timeZone", "Europe/Paris");
        return control.userInserts(ANN, event).get("id").asText();
    }

    private static String time(int day, int hour) {
        return "2026-%02d-%02dT%02d:00:00+00:00".formatted(1 + day / 28 % 12, 1 + day % 28, hour);
    }

    /** Ann changes a title. */
    public void renames(String id, String title) {
        control.userEdits(ANN, id, JsonNodeFactory.instance.objectNode().put("summary", title));
    }

    @Override
    public void close() {
        server.close();
    }
}
