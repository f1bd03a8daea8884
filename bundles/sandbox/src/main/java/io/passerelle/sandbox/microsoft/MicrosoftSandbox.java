// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.fault.Faults;
import io.passerelle.sandbox.fault.Journal;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.oauth.OAuthClient;
import io.passerelle.sandbox.state.Outbox;
import io.passerelle.sandbox.state.RandomIds;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The emulated Microsoft: identity platform and Graph below one root, and what steers it. Thread-safe. */
public final class MicrosoftSandbox {
    /** Where an application of a default set-up is called back. */
    public static final String DEFAULT_REDIRECT = "http://localhost:8181/integrations/api/oauth/microsoft/callback";
    private static final Pattern FLOW = Pattern.compile("name=\"flow\" value=\"([^\"]+)\"");
    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");
    private final MicrosoftWorld world;
    private final MicrosoftGrants grants;
    private final MicrosoftBehaviour behaviour = new MicrosoftBehaviour();
    private final Outbox outbox = new Outbox();
    private final EventStore events;
    private final RandomIds random;
    private final OAuthClient client;
    private final MicrosoftRoutes routes;

    /** @param root public address of everything Microsoft, without a trailing slash */
    public MicrosoftSandbox(Clock clock, RandomIds random, OAuthClient client, Faults faults, Journal journal, Supplier<String> root) {
        this.random = random;
        this.client = client;
        world = new MicrosoftWorld(clock);
        grants = new MicrosoftGrants(clock, random);
        events = new EventStore(world, random, outbox);
        IdentityApi identity = new IdentityApi(world, grants, client, behaviour, random, clock, root);
        CalendarsApi calendars = new CalendarsApi(events, new CalendarDelta(world, behaviour, random), behaviour);
        routes = new MicrosoftRoutes(world, identity, new GraphApi(world, grants, calendars, root), behaviour, faults, journal);
    }

    /** Answers a request whose path stands below the Microsoft root. */
    public SandboxResponse handle(SandboxRequest request) {
        return routes.handle(request);
    }

    /** Adds the people and events of the demo; they are made anew at each start. */
    public void plantDemo() {
        new MicrosoftSeed(this).plant(LocalDate.ofInstant(world.now(), ZoneOffset.UTC));
    }

    /** The registered client, secret included. */
    public OAuthClient client() {
        return client;
    }

    public MicrosoftBehaviour behaviour() {
        return behaviour;
    }

    /** Mails that Exchange would have sent about meetings. */
    public Outbox outbox() {
        return outbox;
    }

    /** Adds an account with an empty calendar and an empty contact folder; {@code domain} makes it one of a tenant, null a personal one. */
    public void addAccount(String email, String name, String timeZone, String domain) {
        world.locked(() -> {
            if (world.account(email).isEmpty()) {
                MicrosoftAccount account = MicrosoftAccount.of(email, name, timeZone, domain, new Mailbox());
                world.add(account);
                calendar(account, "Calendar", true, true);
            }
            return null;
        });
    }

    public List<String> accounts() {
        return world.locked(() -> world.accounts().stream().map(MicrosoftAccount::email).toList());
    }

    /** The id by which Graph knows a person in their tenant. */
    public String objectId(String email) {
        return account(email).objectId();
    }

    /** The tenant's id of a person. */
    public String tenantId(String email) {
        return account(email).tenant();
    }

    /** Adds another calendar and returns its id. */
    public String addCalendar(String email, String name, boolean editable) {
        return world.locked(() -> calendar(account(email), name, false, editable));
    }

    private String calendar(MicrosoftAccount account, String name, boolean first, boolean editable) {
        String id = "AAMkCal" + random.hex(12) + "=";
        ObjectNode properties = Json.object().put("name", name).put("color", "auto").put("hexColor", first ? "" : "#7bd148").put("isDefaultCalendar", first)
                .put("changeKey", "CQ" + random.hex(4)).put("canShare", editable).put("canViewPrivateItems", editable).put("canEdit", editable)
                .put("isTallyingResponses", first).put("isRemovable", !first).put("defaultOnlineMeetingProvider", account.personal() ? "unknown" : "teamsForBusiness");
        properties.putArray("allowedOnlineMeetingProviders");
        properties.putObject("owner").put("name", account.name()).put("address", account.email());
        account.mailbox().calendars().put(id, new OutlookFolder(id, properties));
        return id;
    }

    /** The id of a person's own calendar. */
    public String defaultCalendar(String email) {
        return world.locked(() -> account(email).mailbox().defaultCalendar().id());
    }

    /** The person adds an event in Outlook; returns it as stored. */
    public ObjectNode userInserts(String email, String calendarId, ObjectNode event) {
        return world.locked(() -> EventStore.dump(events.create(account(email), calendar(email, calendarId), event)));
    }

    /** Somebody else's invitation arrives: the person is a guest. */
    public ObjectNode userIsInvited(String email, String calendarId, ObjectNode event, String organizer) {
        return world.locked(() -> {
            OutlookFolder calendar = calendar(email, calendarId);
            ObjectNode alone = event.deepCopy();
            alone.remove("attendees");
            OutlookItem item = events.create(account(email), calendar, alone);
            ObjectNode tree = item.tree().deepCopy();
            tree.set("attendees", event.path("attendees").deepCopy());
            tree.put("isOrganizer", false).putObject("organizer").putObject("emailAddress").put("name", organizer).put("address", organizer);
            tree.putObject("responseStatus").put("response", "notResponded").put("time", "0001-01-01T00:00:00Z");
            OutlookItem invited = item.next(tree, false, world.nextVersion(), world.now());
            calendar.put(invited);
            return EventStore.dump(invited);
        });
    }

    /** The person changes an event, or one instance of a series. */
    public ObjectNode userEdits(String email, String eventId, ObjectNode patch) {
        return world.locked(() -> EventStore.dump(events.update(events.find(account(email).mailbox(), Optional.empty(), eventId), patch)));
    }

    /** The person deletes an event, a series, or cancels one instance. */
    public void userDeletes(String email, String eventId) {
        world.locked(() -> {
            events.delete(events.find(account(email).mailbox(), Optional.empty(), eventId));
            return null;
        });
    }

    /** The id of the instance of a series that starts on a day by its rule. */
    public String instanceId(String seriesId, LocalDate day) {
        return OutlookSeries.instanceId(seriesId, day);
    }

    /** Everything in a calendar as stored, without what was deleted. */
    public List<ObjectNode> live(String email, String calendarId) {
        return world.locked(() -> calendar(email, calendarId).items().stream().filter(item -> !item.deleted()).map(EventStore::dump).toList());
    }

    /** Delta links of a calendar answer 410 from now on. */
    public void expireDelta(String email, String calendarId) {
        world.locked(() -> {
            calendar(email, calendarId).expireTokens();
            return null;
        });
    }

    /** The person removes a calendar. */
    public void removeCalendar(String email, String calendarId) {
        world.locked(() -> account(email).mailbox().calendars().remove(calendarId));
    }

    /** All access tokens of the account answer 401 from now on; refreshing still works. */
    public void expireAccessTokens(String email) {
        grants.expireAccessTokens(email);
    }

    /** The person removes the application at Microsoft. */
    public void revokeGrant(String email) {
        grants.revoke(email);
    }

    /** Scopes the account has consented to, empty for none. */
    public Set<String> granted(String email) {
        return grants.consented(email);
    }

    /** An administrator consents for a whole tenant. */
    public void consentForTenant(String email) {
        grants.consentForTenant(account(email).tenant());
    }

    /** Walks the pages as a person who accepts; returns what the browser posts to the redirect URI. */
    public Map<String, String> approve(URI authorizationRequest, String email) {
        SandboxResponse page = signIn(authorizationRequest, Map.of("account", email));
        if (text(page).contains("name=\"flow\"")) {
            String action = text(page).contains("noAdministrator") ? "noAdministrator" : "accept";
            page = post(authorizationRequest, "consent", Map.of("flow", flow(text(page)), "action", action));
        }
        return posted(page);
    }

    /** Walks the pages as a person who cancels. */
    public Map<String, String> deny(URI authorizationRequest) {
        return posted(signIn(authorizationRequest, Map.of("action", "cancel")));
    }

    private SandboxResponse signIn(URI authorizationRequest, Map<String, String> choice) {
        SandboxResponse page = handle(new SandboxRequest("GET", below(authorizationRequest), Params.parse(authorizationRequest.getRawQuery()), Map.of(), new byte[0]));
        if (page.status() != 200) {
            throw new IllegalArgumentException("The authorization request was refused: " + text(page).replaceAll("(?s).*<main[^>]*>|<[^>]+>", " "));
        }
        Map<String, String> form = new LinkedHashMap<>(choice);
        form.put("flow", flow(text(page)));
        return post(authorizationRequest, "signin", form);
    }

    private SandboxResponse post(URI authorizationRequest, String step, Map<String, String> form) {
        return handle(new SandboxRequest("POST", below(authorizationRequest) + "/" + step, Params.parse(null),
                Map.of("content-type", "application/x-www-form-urlencoded"), Params.of(form).encoded().getBytes(StandardCharsets.UTF_8)));
    }

    private static String below(URI authorizationRequest) {
        return authorizationRequest.getRawPath().replaceFirst("^.*/microsoft/", "/");
    }

    private static String text(SandboxResponse page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }

    private static String flow(String page) {
        Matcher flow = FLOW.matcher(page);
        if (!flow.find()) {
            throw new IllegalArgumentException("Not a page of a sign-in");
        }
        return flow.group(1);
    }

    private static Map<String, String> posted(SandboxResponse page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(text(page));
        while (hidden.find()) {
            fields.put(hidden.group(1), hidden.group(2).replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\""));
        }
        return fields;
    }

    private OutlookFolder calendar(String email, String id) {
        return Optional.ofNullable(account(email).mailbox().calendars().get(id)).orElseThrow(() -> new IllegalArgumentException("No calendar " + id));
    }

    private MicrosoftAccount account(String email) {
        return world.locked(() -> world.account(email)).orElseThrow(() -> new IllegalArgumentException("No account " + email));
    }
}
