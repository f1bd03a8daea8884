// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav;

import io.passerelle.dav.DavCredential;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How requests say for whom they come. Secrets are read when they are needed and kept nowhere. */
final class Credentials {
    private static final String PASSWORD_VARIABLE = "PASSERELLE_HOST_PASSWORD";

    private final HostDavConfig config;
    private final UnaryOperator<String> environment;

    Credentials(HostDavConfig config, UnaryOperator<String> environment) {
        this.config = config;
        this.environment = environment;
    }

    /**
     * The credential to act for a person with.
     *
     * @throws PasserelleException {@code HOST_UNAVAILABLE} when the secret is not there
     */
    DavCredential of(UserId user) {
        return switch (config.acting()) {
            case TRUSTED_HEADER -> new DavCredential.TrustedHeader(config.header(), user.value());
            case SUPERUSER -> new DavCredential.Basic(config.superuser(), superuserPassword());
            case APP_PASSWORDS -> new DavCredential.Basic(user.value(), appPassword(user.value()));
        };
    }

    private String superuserPassword() {
        return Optional.ofNullable(environment.apply(PASSWORD_VARIABLE))
                .filter(password -> !password.isEmpty())
                .or(() -> lines(config.superuserPasswordFile()).stream().findFirst())
                .orElseThrow(() -> missing("the superuser has no password"));
    }

    private String appPassword(String user) {
        String start = user + ":";
        return lines(config.appPasswordsFile()).stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElseThrow(() -> missing("there is no app password for this person"));
    }

    private static List<String> lines(String file) {
        if (file.isBlank()) {
            return List.of();
        }
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException unreadable) {
            throw missing("the file of host passwords cannot be read");
        }
    }

    private static PasserelleException missing(String what) {
        return PasserelleException.of(ErrorCode.HOST_UNAVAILABLE, what);
    }
}
