// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.users;

import io.passerelle.model.OrganisationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The users of the demo, whose passwords are their names. Exists only where there is a configuration for it, which the
 * production archive does not have.
 */
@Component(
        service = DemoUsers.class,
        immediate = true,
        configurationPid = DemoUsers.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class DemoUsers {
    /** PID of the demo's configuration. */
    public static final String PID = "io.passerelle.host.local.demo";

    private final List<String> names;

    /** Configuration of the demo. */
    @ObjectClassDefinition(id = PID, name = "Passerelle: users of the demo")
    public @interface Config {
        /** Users to create. */
        String[] users() default {"alice", "bob", "carol"};

        /** Which of them administer the organisation. */
        String[] administrators() default {"carol"};
    }

    /** Creates those that are missing. */
    @Activate
    public DemoUsers(Config config, @Reference Users users) {
        this(List.of(config.users()), Set.of(config.administrators()), users);
    }

    DemoUsers(List<String> names, Set<String> administrators, Users users) {
        this.names = List.copyOf(names);
        Set<String> present =
                users.all(OrganisationId.DEFAULT).stream().map(LocalUser::name).collect(Collectors.toSet());
        for (String name : names) {
            if (!present.contains(name)) {
                String shown = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
                users.createWithSimplePassword(OrganisationId.DEFAULT, name, shown, administrators.contains(name));
            }
        }
    }

    /** Their names, for the sign-in page. */
    public List<String> names() {
        return new ArrayList<>(names);
    }
}
