// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.calendar.UserEdits;
import io.passerelle.sandbox.fault.Fault;
import io.passerelle.sandbox.fault.Faults;
import io.passerelle.sandbox.fault.Journal;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.oauth.Grants;
import io.passerelle.sandbox.oauth.OAuthClient;
import io.passerelle.sandbox.people.ContactEdits;
import io.passerelle.sandbox.seed.LoadSeed;
import io.passerelle.sandbox.state.AccessRole;
import io.passerelle.sandbox.state.Account;
import io.passerelle.sandbox.state.Behaviour;
import io.passerelle.sandbox.state.CalendarData;
import io.passerelle.sandbox.state.Outbox;
import io.passerelle.sandbox.state.StoredEvent;
import io.passerelle.sandbox.state.World;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Steers a sandbox from Java: people and calendars, what the user does at Google, faults, and what was asked of it.
 * Thread-safe. Calendars and events are named by their Google ids; a primary calendar's id is the account's e-mail.
 */
public final class SandboxControl {
    private static final Pattern FLOW = Pattern.compile("name=\"flow\" value=\"([^\"]+)\"");
    private static final Pattern SCOPE = Pattern.compile("name=\"scope\" value=\"([^\"]+)\"");

    private final World world;
    private final Grants grants;
    private final Insides insides;
    private final UserEdits edits;
    private final Sandbox sandbox;

    SandboxControl(Insides insides, UserEdits edits, Sandbox sandbox) {
        this.world = insides.world();
        this.grants = insides.grants();
        this.insides = insides;
        this.edits = edits;
        this.sandbox = sandbox;
    }

    /** What the sandbox is made of. */
    record Insides(World world, Grants grants, OAuthClient client, Faults faults, Journal journal, Outbox outbox, Behaviour behaviour,
            ContactEdits contacts) {
    }

    /** The registered OAuth client, secret included. */
    public OAuthClient client() {
        return insides.client();
    }

    /** What people do in Google Contacts. */
    public ContactEdits contacts() {
        return insides.contacts();
    }

    public Behaviour behaviour() {
        return insides.behaviour();
    }

    public Journal journal() {
        return insides.journal();
    }

    /** Mails that Google would have sent. */
    public Outbox outbox() {
        return insides.outbox();
    }

    /** Adds a consumer account with an empty primary calendar; an existing one is kept. */
    public void addAccount(String email, String name, String timeZone) {
        addAccount(email, name, timeZone, null);
    }

    /** Adds an account; {@code domain} makes it a Workspace account. */
    public void addAccount(String email, String name, String timeZone, String domain) {
        world.locked(() -> world.account(email).orElseGet(() -> world.add(new Account(email,
                "2" + String.format("%020d", Integer.toUnsignedLong(email.hashCode())), name, domain, timeZone))));
    }

    public List<String> accounts() {
        return world.locked(() -> world.accounts().stream().map(Account::email).toList());
    }

    /** Adds a secondary calendar owned by {@code account}. */
    public void addCalendar(String account, String id, String title, String timeZone) {
        world.locked(() -> world.addCalendar(id, account(account), title, timeZone));
    }

    /** Shares a calendar: role is Google's spelling, such as {@code reader}. */
    public void share(String calendarId, String withAccount, String role) {
        world.locked(() -> {
            world.share(calendar(calendarId), account(withAccount), AccessRole.of(role));
            return null;
        });
    }

    /** The owner gives a calendar another title. */
    public void renameCalendar(String calendarId, String title) {
        world.locked(() -> {
            calendar(calendarId).meta().put("summary", title);
            return null;
        });
    }

    /** Adds {@code count} generated events, the same for the same seed. */
    public void seed(String calendarId, int count, long seed) {
        world.locked(() -> {
            new LoadSeed(edits, seed).fill(calendarId, count);
            return null;
        });
    }

    /** The user adds an event at Google; returns it as stored. */
    public ObjectNode userInserts(String calendarId, ObjectNode event) {
        return edits.insert(calendarId, event);
    }

    /** The user changes an event, or one instance of a series by the instance's id; {@code null} members clear. */
    public ObjectNode userEdits(String calendarId, String eventId, ObjectNode patch) {
        return edits.patch(calendarId, eventId, patch);
    }

    /** The user deletes an event, a series, or cancels an instance. */
    public void userDeletes(String calendarId, String eventId) {
        edits.delete(calendarId, eventId);
    }

    /** An event as it stands, deleted ones and instances included. */
    public ObjectNode event(String calendarId, String eventId) {
        return edits.get(calendarId, eventId);
    }

    /** Everything in a calendar, deleted events included: full resources in the order of change. For an oracle. */
    public List<ObjectNode> dump(String calendarId) {
        List<StoredEvent> all = world.locked(() -> List.copyOf(calendar(calendarId).all()));
        return all.stream().map(StoredEvent::tree).toList();
    }

    /** As {@link #dump} without deleted events; cancelled instances of live series stay. */
    public List<ObjectNode> live(String calendarId) {
        Set<String> gone = dump(calendarId).stream().filter(e -> cancelled(e) && !e.has("recurringEventId")).map(e -> e.get("id").asText())
                .collect(Collectors.toSet());
        return dump(calendarId).stream().filter(e -> !gone.contains(e.get("id").asText()) && !gone.contains(e.path("recurringEventId").asText()))
                .toList();
    }

    private static boolean cancelled(ObjectNode event) {
        return "cancelled".equals(event.path("status").asText());
    }

    public void fault(Fault fault) {
        insides.faults().add(fault);
    }

    public void clearFaults() {
        insides.faults().clear();
    }

    public List<Fault> faults() {
        return insides.faults().active();
    }

    /** All access tokens of the account answer 401 from now on; refreshing still works. */
    public void expireAccessTokens(String account) {
        grants.expireAccessTokens(account);
    }

    /** The user removes the application at Google: access 401, refresh {@code invalid_grant}. */
    public void revokeGrant(String account) {
        grants.revokeAccount(account);
    }

    /** Scopes the account has granted, empty for none. */
    public Set<String> granted(String account) {
        return grants.consented(account);
    }

    /** All sync tokens of a calendar answer 410 from now on. */
    public void expireSyncTokens(String calendarId) {
        world.locked(() -> {
            calendar(calendarId).expireSyncTokens();
            return null;
        });
    }

    /** Walks the pages as a person who allows everything; returns the address to which the browser is sent back. */
    public URI approve(URI authorizationRequest, String account) {
        return approve(authorizationRequest, account, Set.of());
    }

    /** As {@link #approve(URI, String)} with some scopes unticked. */
    public URI approve(URI authorizationRequest, String account, Set<String> unticked) {
        SandboxResponse signIn = post("signin", Map.of("flow", flow(open(authorizationRequest)), "account", account));
        if (signIn.status() == 303) {
            return URI.create(signIn.headers().get("Location"));
        }
        String page = new String(signIn.body(), StandardCharsets.UTF_8);
        StringBuilder form = new StringBuilder(Params.of(Map.of("flow", flow(page), "action", "allow")).encoded());
        Matcher scope = SCOPE.matcher(page);
        while (scope.find()) {
            if (!unticked.contains(scope.group(1))) {
                form.append("&scope=").append(Params.encode(scope.group(1)));
            }
        }
        return URI.create(post("consent", form.toString()).headers().get("Location"));
    }

    /** Walks the pages as a person who cancels. */
    public URI deny(URI authorizationRequest) {
        return URI.create(post("signin", Map.of("flow", flow(open(authorizationRequest)), "action", "cancel")).headers().get("Location"));
    }

    private String open(URI authorizationRequest) {
        SandboxResponse page = sandbox.handle(new SandboxRequest("GET", "/google/o/oauth2/v2/auth", Params.parse(authorizationRequest.getRawQuery()),
                Map.of(), new byte[0]));
        String text = new String(page.body(), StandardCharsets.UTF_8);
        if (page.status() != 200) {
            throw new IllegalArgumentException("The authorization request was refused: " + page.status() + " " + text.replaceAll("(?s).*<main[^>]*>|<[^>]+>", " "));
        }
        return text;
    }

    private static String flow(String page) {
        Matcher flow = FLOW.matcher(page);
        if (!flow.find()) {
            throw new IllegalArgumentException("Not a page of a sign-in");
        }
        return flow.group(1);
    }

    private SandboxResponse post(String step, Map<String, String> form) {
        return post(step, Params.of(form).encoded());
    }

    private SandboxResponse post(String step, String form) {
        return sandbox.handle(new SandboxRequest("POST", "/google/o/oauth2/v2/auth/" + step, Params.parse(null),
                Map.of("content-type", "application/x-www-form-urlencoded"), form.getBytes(StandardCharsets.UTF_8)));
    }

    private CalendarData calendar(String id) {
        return world.calendar(id).orElseThrow(() -> new IllegalArgumentException("No calendar " + id));
    }

    private Account account(String email) {
        return world.account(email).orElseThrow(() -> new IllegalArgumentException("No account " + email));
    }
}
