// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.dav.DavCredential;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.PasserelleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final String URL = "http://127.0.0.1:1/";
    private static final UserId ALICE = UserId.of(OrganisationId.DEFAULT, "alice");

    @TempDir
    Path folder;

    private String file(String... lines) throws IOException {
        return Files.write(folder.resolve("secrets"), java.util.List.of(lines)).toString();
    }

    @Test
    void theHeaderSaysForWhom() {
        Credentials credentials = new Credentials(Configured.header(URL, "/{user}/"), name -> null);

        assertThat(credentials.of(ALICE)).isEqualTo(new DavCredential.TrustedHeader("x-webobjects-remote-user", "alice"));
    }

    @Test
    void theSuperusersPasswordIsTheFirstLineOfAFile() throws IOException {
        Credentials credentials = new Credentials(Configured.superuser(URL, "/{user}/", "svc", file("secret: one", "x")), name -> null);

        assertThat(credentials.of(ALICE)).isEqualTo(new DavCredential.Basic("svc", "secret: one"));
    }

    @Test
    void theEnvironmentGoesBeforeTheFile() throws IOException {
        Credentials credentials = new Credentials(
                Configured.superuser(URL, "/{user}/", "svc", file("old")),
                name -> name.equals("PASSERELLE_HOST_PASSWORD") ? "new" : null);

        assertThat(credentials.of(ALICE)).isEqualTo(new DavCredential.Basic("svc", "new"));
    }

    @Test
    void eachPersonHasAPasswordOfTheirOwn() throws IOException {
        Credentials credentials =
                new Credentials(Configured.appPasswords(URL, "/{user}/", file("bob:b", "alice:a:b", "alic:x")), name -> null);

        assertThat(credentials.of(ALICE)).isEqualTo(new DavCredential.Basic("alice", "a:b"));
    }

    @Test
    void aMissingSecretIsAnErrorThatShowsNone() throws IOException {
        Credentials none = new Credentials(Configured.appPasswords(URL, "/{user}/", file("bob:b-secret")), name -> null);
        Credentials noFile = new Credentials(Configured.superuser(URL, "/{user}/", "svc", ""), name -> null);

        assertThatThrownBy(() -> none.of(ALICE)).isInstanceOf(PasserelleException.class).hasMessageNotContaining("b-secret");
        assertThatThrownBy(() -> noFile.of(ALICE)).isInstanceOf(PasserelleException.class);
    }
}
