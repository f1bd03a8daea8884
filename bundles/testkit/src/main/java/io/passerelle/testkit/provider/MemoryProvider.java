// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.provider;

import io.passerelle.model.ProviderId;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.Capability;
import io.passerelle.provider.spi.AccessTokens;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.ConnectMethod;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.Credential;
import io.passerelle.provider.spi.FormAnswers;
import io.passerelle.provider.spi.FormAuthorizer;
import io.passerelle.provider.spi.FormProvider;
import io.passerelle.provider.spi.ProviderDescriptor;
import io.passerelle.testkit.collection.MemoryBehaviour;
import io.passerelle.testkit.collection.MemoryCollection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A provider in memory, the reference for {@link ProviderContract} and {@link FormProviderContract}: it is connected by a form, and
 * its one account has a password and calendars that a test sets. May be used by several threads.
 */
public final class MemoryProvider implements FormProvider {
    /** The user of the one account. */
    public static final String USER = "ann";

    private static final String READ = "calendar.read";
    private static final String WRITE = "calendar.write";

    private static final Map<Locale, ProviderDescriptor.Texts> TEXTS = Map.of(
            Locale.ENGLISH, new ProviderDescriptor.Texts("Memory", "Calendars that last as long as the test"),
            Locale.FRENCH, new ProviderDescriptor.Texts("Mémoire", "Des agendas qui durent le temps du test"));

    private final Map<CollectionId, MemoryCollection> calendars = new LinkedHashMap<>();
    private final AtomicReference<String> password = new AtomicReference<>("s3cret");

    /** Sets the password of the account; what was connected with another one is refused from now on. */
    public void password(String changed) {
        password.set(changed);
    }

    /** Adds a calendar, or replaces the one of this name. */
    public synchronized MemoryCollection calendar(String name, MemoryBehaviour behaviour) {
        MemoryCollection calendar = new MemoryCollection(name, behaviour);
        calendars.put(CollectionId.of(name), calendar);
        return calendar;
    }

    @Override
    public ProviderDescriptor descriptor() {
        return new ProviderDescriptor(
                ProviderId.of("memory"),
                TEXTS,
                new ProviderDescriptor.Icon(
                        "image/svg+xml",
                        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>".getBytes(StandardCharsets.UTF_8)),
                List.of(
                        capability(Capability.CALENDAR_READ, READ, "Reads calendars", "Lit les agendas"),
                        capability(Capability.CALENDAR_WRITE, WRITE, "Changes calendars", "Modifie les agendas")),
                Set.of(),
                new ProviderDescriptor.Limits(600, 1),
                new ConnectMethod.Form(MemoryForm.FORM));
    }

    private static ProviderDescriptor.CapabilityScopes capability(
            Capability capability, String scope, String english, String french) {
        return new ProviderDescriptor.CapabilityScopes(
                capability, Set.of(scope), Map.of(Locale.ENGLISH, english, Locale.FRENCH, french));
    }

    @Override
    public FormAuthorizer authorizer() {
        return new FormAuthorizer() {
            @Override
            public Authorization connect(FormAnswers answers) {
                String user = answers.required(MemoryForm.USER);
                String secret = answers.required(MemoryForm.PASSWORD);
                if (!user.equals(USER) || !secret.equals(password.get())) {
                    throw PasserelleException.of(ErrorCode.PASSWORD_REFUSED).about(MemoryForm.PASSWORD);
                }
                return new Authorization(
                        new Account("https://memory.example", user, user),
                        new Credential(user.getBytes(StandardCharsets.UTF_8), secret, Optional.empty()),
                        Set.of(READ, WRITE));
            }

            @Override
            public Map<String, String> identity(Credential current) {
                String user = new String(current.content(), StandardCharsets.UTF_8);
                if (!user.equals(USER)) {
                    throw PasserelleException.of(ErrorCode.SECRET_UNREADABLE, "not a credential of this provider");
                }
                return Map.of(MemoryForm.USER, user);
            }
        };
    }

    private void signIn(AccessTokens tokens) {
        String known = tokens.current();
        if (!known.equals(password.get()) && !tokens.renewed(known).equals(password.get())) {
            throw PasserelleException.of(ErrorCode.GRANT_LOST, "the password is refused");
        }
    }

    @Override
    public Connector connect(Connection connection) {
        return new Connector() {
            @Override
            public List<CollectionInfo> collections() {
                signIn(connection.tokens());
                return all().stream().map(calendar -> info(calendar, connection)).toList();
            }

            @Override
            public ItemCollection open(CollectionId id) {
                signIn(connection.tokens());
                MemoryCollection calendar = find(id);
                return calendar.open(info(calendar, connection).access());
            }

            @Override
            public void close() {
                // nothing is open between calls
            }
        };
    }

    private synchronized List<MemoryCollection> all() {
        return List.copyOf(calendars.values());
    }

    private synchronized MemoryCollection find(CollectionId id) {
        MemoryCollection calendar = calendars.get(id);
        if (calendar == null) {
            throw PasserelleException.of(ErrorCode.COLLECTION_GONE, "no such calendar");
        }
        return calendar;
    }

    private static CollectionInfo info(MemoryCollection calendar, Connection connection) {
        CollectionInfo own = calendar.info();
        boolean writes = connection.capabilities().contains(Capability.CALENDAR_WRITE);
        return new CollectionInfo(
                own.id(),
                CollectionKind.CALENDAR,
                own.name(),
                writes ? own.access() : Access.READ,
                own.color(),
                own.zone(),
                own.primary());
    }
}
