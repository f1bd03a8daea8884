// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav.sogo;

import io.passerelle.host.dav.People;
import io.passerelle.host.dav.SessionKey;
import io.passerelle.host.spi.HostIdentity;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.identity.HostUser;
import io.passerelle.model.identity.RequestHead;
import io.passerelle.model.identity.SignedIn;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Who is signed in at SOGo: its cookie is shown to SOGo itself, which says whose it is. What changes anything, and what
 * takes data out, is asked each time; what only looks may be answered from memory for half a minute.
 */
@Component(
        service = HostIdentity.class,
        configurationPid = SogoConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SogoConfig.class)
public final class SogoIdentity implements HostIdentity {
    private static final Set<String> LOOKING = Set.of("GET", "HEAD");
    private static final Pattern ALWAYS_ASKED = Pattern.compile("(^|.*/)(connect|callback|complete|export)(/.*)?");
    private static final Pattern COOKIE = Pattern.compile("[\\x21\\x23-\\x2B\\x2D-\\x3A\\x3C-\\x5B\\x5D-\\x7E]{16,16384}");

    private final String cookie;
    private final SessionCheck check;
    private final RecentAnswers recent;
    private final People people;

    /** Makes no request. */
    @Activate
    public SogoIdentity(SogoConfig config, @Reference People.Names names) {
        this(config, names, Clock.systemUTC());
    }

    SogoIdentity(SogoConfig config, People.Names names, Clock clock) {
        cookie = config.cookie();
        check = new SessionCheck(URI.create(config.url()), config.cookie());
        recent = new RecentAnswers(clock);
        people = new People(names, List.of(config.administrators()), Locale.forLanguageTag(config.language()));
    }

    @Override
    public Optional<SignedIn> authenticate(RequestHead head) {
        List<String> values = head.cookies(cookie);
        if (values.size() != 1 || !COOKIE.matcher(values.get(0)).matches()) {
            return Optional.empty();
        }
        String value = values.get(0);
        Optional<String> user = mayBeRemembered(head) ? recent.find(value).or(() -> ask(value)) : ask(value);
        return user.map(id -> new SignedIn(
                people.named(UserId.of(OrganisationId.DEFAULT, id)), SessionKey.of("sogo", value)));
    }

    private static boolean mayBeRemembered(RequestHead head) {
        return LOOKING.contains(head.method()) && !ALWAYS_ASKED.matcher(head.path()).matches();
    }

    private Optional<String> ask(String value) {
        Optional<String> user = check.userOf(value);
        user.ifPresentOrElse(id -> recent.keep(value, id), () -> recent.forget(value));
        return user;
    }

    @Override
    public Optional<HostUser> find(UserId id) {
        return people.find(id);
    }
}
