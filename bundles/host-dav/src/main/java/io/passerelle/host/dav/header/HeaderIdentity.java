// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav.header;

import io.passerelle.host.dav.People;
import io.passerelle.host.dav.SessionKey;
import io.passerelle.host.spi.HostIdentity;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.identity.HostUser;
import io.passerelle.model.identity.RequestHead;
import io.passerelle.model.identity.SignedIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Believes a proxy that shows its secret. Each of the headers counts only when it is there once: a second one may be the
 * browser's.
 */
@Component(
        service = HostIdentity.class,
        configurationPid = HeaderConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HeaderConfig.class)
public final class HeaderIdentity implements HostIdentity {
    private static final int SHORTEST_SECRET = 32;

    private final HeaderConfig config;
    private final byte[] secret;
    private final People people;

    /**
     * Reads the secret.
     *
     * @throws IllegalArgumentException when it is too short to be one
     */
    @Activate
    public HeaderIdentity(HeaderConfig config, @Reference People.Names names) throws IOException {
        this.config = config;
        String line = Files.readAllLines(Path.of(config.secretFile())).stream().findFirst().orElse("");
        if (line.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("the proxy's secret has " + SHORTEST_SECRET + " characters or more");
        }
        secret = line.getBytes(StandardCharsets.UTF_8);
        people = new People(names, List.of(config.administrators()), Locale.forLanguageTag(config.language()));
    }

    @Override
    public Optional<SignedIn> authenticate(RequestHead head) {
        boolean proxy = only(head, config.secretHeader())
                .filter(shown -> MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), secret))
                .isPresent();
        List<String> sessions = head.cookies(config.sessionCookie());
        if (!proxy || sessions.size() != 1) {
            return Optional.empty();
        }
        return only(head, config.userHeader())
                .filter(People::isId)
                .map(id -> new SignedIn(
                        people.named(UserId.of(OrganisationId.DEFAULT, id)), SessionKey.of("header", id, sessions.get(0))));
    }

    private static Optional<String> only(RequestHead head, String name) {
        List<String> values = head.headers().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    @Override
    public Optional<HostUser> find(UserId id) {
        return people.find(id);
    }
}
