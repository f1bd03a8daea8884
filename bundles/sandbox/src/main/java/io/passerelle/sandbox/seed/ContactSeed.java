// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.seed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.people.ContactEdits;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Believable contacts for the people of the demo: several values with labels, birthdays with and without year, groups, photos, notes. */
public final class ContactSeed {
    /** Given name, family name, city, postal code, organisation, job. */
    private static final String[][] PEOPLE = {{"Noor", "Benali", "Paris", "75011", "Atelier Lumen", "Art director"},
        {"Bob", "Durand", "Paris", "75020", "Sandbox SARL", "Engineer"}, {"Claire", "Petit", "Lyon", "69003", "Workspace Example", "Product manager"},
        {"Luc", "Moreau", "Lyon", "69007", "Moreau & Fils", "Carpenter"}, {"Inès", "Fabre", "Nantes", "44000", "Université de Nantes", "Lecturer"},
        {"Émile", "Garnier", "Lille", "59000", "", ""}, {"Zoë", "van der Berg", "Amsterdam", "1017 AB", "Kanaal BV", "Architect"},
        {"José María", "Núñez", "Madrid", "28004", "Plaza Consultores", "Lawyer"}, {"Anna-Lena", "Groß", "Berlin", "10435", "Spreewerk GmbH", "CTO"},
        {"Jürgen", "Weiß", "Hamburg", "20095", "Hafen Logistik", "Dispatcher"}, {"Mei", "Chen", "Taipei", "106", "Formosa Instruments", "Sales"},
        {"Hiroshi", "Tanaka", "Kyoto", "604-8001", "Tanaka Keramik", "Potter"}, {"Olga", "Ivanova", "Riga", "LV-1010", "Baltic Freight", "Broker"},
        {"Sean", "O’Brien", "Dublin", "D02", "Liffey Press", "Editor"}, {"Priya", "Raman", "London", "E1 6AN", "Ledger & Co", "Accountant"},
        {"Thomas", "Lefèvre", "Rennes", "35000", "", ""}, {"Camille", "Roux", "Toulouse", "31000", "Aéro Sud", "Test pilot"},
        {"Hugo", "Blanc", "Grenoble", "38000", "Alpes Ski Club", "Coach"}, {"Léa", "Fontaine", "Paris", "75014", "Cabinet Fontaine", "Dentist"},
        {"Marc", "Chevalier", "Paris", "75005", "Lycée Voltaire", "Teacher"}, {"Sofia", "Rossi", "Torino", "10121", "Rossi Design", "Designer"},
        {"Pierre", "Lambert", "Bordeaux", "33000", "Vins Lambert", "Winemaker"}, {"Julie", "Mercier", "Nice", "06000", "Hôtel Azur", "Receptionist"},
        {"Nathan", "Cohen", "Strasbourg", "67000", "Conseil Rhin", "Adviser"}, {"Fatou", "Diallo", "Marseille", "13002", "Port Santé", "Nurse"},
        {"Gabriel", "Martin", "Paris", "75018", "", ""}, {"Jeanne", "Martin", "Tours", "37000", "", ""}, {"Leo", "Martin", "Paris", "75018", "", ""},
        {"Victor", "Simon", "Dijon", "21000", "Moutarde Simon", "Owner"}, {"Alice", "Nguyen", "Paris", "75013", "Studio Nguyen", "Photographer"},
        {"Paul", "Girard", "Metz", "57000", "Girard Immobilier", "Landlord"}, {"Eva", "Novák", "Praha", "110 00", "Vltava Films", "Producer"},
        {"Omar", "Haddad", "Paris", "75019", "Garage Haddad", "Mechanic"}, {"Lucie", "Bonnet", "Brest", "29200", "Océan Labs", "Biologist"},
        {"Karim", "Saïd", "Paris", "75010", "Chœur du Canal", "Choir leader"}, {"Emma", "Lindqvist", "Göteborg", "411 03", "Nordljus AB", "Partner"},
        {"David", "Keller", "Zürich", "8001", "Keller Treuhand", "Auditor"}, {"Marta", "Kowalska", "Gdańsk", "80-001", "Bursztyn", "Goldsmith"}};

    private final ContactEdits edits;

    public ContactSeed(ContactEdits edits) {
        this.edits = edits;
    }

    public void plant() {
        List<String> ids = fill(DemoSeed.ALICE, 0, PEOPLE.length);
        edits.group(DemoSeed.ALICE, "Family", ids.get(25), ids.get(26), ids.get(27));
        edits.group(DemoSeed.ALICE, "Work", ids.get(1), ids.get(2), ids.get(8), ids.get(14), ids.get(36));
        edits.group(DemoSeed.ALICE, "Choir", ids.get(34), ids.get(0), ids.get(19), ids.get(26));
        edits.group(DemoSeed.ALICE, "Craftspeople", ids.get(3), ids.get(32));
        company(DemoSeed.ALICE);
        oddities(DemoSeed.ALICE);
        edits.group(DemoSeed.BOB, "Band", fill(DemoSeed.BOB, 10, 24).get(0));
        fill(DemoSeed.CLAIRE, 24, 34);
    }

    /** Adds {@code count} contacts of the same mix, the same for the same numbers; for measurements. */
    public void load(String account, int count) {
        for (int i = 0; i < count; i++) {
            ObjectNode person = person(PEOPLE[i % PEOPLE.length], i);
            ((ObjectNode) person.path("names").path(0)).put("middleName", "No. " + i);
            edits.insert(account, person);
        }
    }

    private List<String> fill(String account, int from, int to) {
        List<String> ids = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String id = edits.insert(account, person(PEOPLE[i], i)).get("resourceName").asText();
            if (i % 4 == 0) {
                edits.photo(account, id, TinyPicture.png(i));
            }
            ids.add(id);
        }
        return ids;
    }

    private static ObjectNode person(String[] row, int number) {
        ObjectNode person = Json.object();
        person.putArray("names").addObject().put("givenName", row[0]).put("familyName", row[1]);
        String mail = ascii(row[0]) + "." + ascii(row[1]);
        value(person, "emailAddresses", mail + "@mail.example", "home");
        value(person, "phoneNumbers", "+33 6 " + String.format(Locale.ROOT, "%02d %02d %02d %02d", 10 + number % 80, number % 100, 7 * number % 100, 13 * number % 100),
                "mobile");
        if (!row[4].isEmpty()) {
            value(person, "emailAddresses", mail + "@" + ascii(row[4]) + ".example", "work");
            value(person, "phoneNumbers", "+33 1 44 55 " + String.format(Locale.ROOT, "%02d %02d", 3 * number % 100, 60), "work");
            person.putArray("organizations").addObject().put("name", row[4]).put("title", row[5]);
            value(person, "urls", "https://www." + ascii(row[4]) + ".example", "work");
        }
        if (number % 2 == 0) {
            person.putArray("addresses").addObject().put("streetAddress", 1 + number * 3 + " rue des Lilas").put("city", row[2]).put("postalCode", row[3])
                    .put("type", number % 4 == 0 ? "home" : "work");
        }
        if (number % 3 == 0) {
            ObjectNode date = person.putArray("birthdays").addObject().putObject("date").put("month", 1 + number % 12).put("day", 1 + number * 7 % 28);
            if (number % 6 == 0) {
                date.put("year", 1955 + number);
            }
        }
        if (number % 5 == 1) {
            person.putArray("biographies").addObject().put("value", "Met at the harbour festival.\nPrefers messages to calls.");
        }
        return person;
    }

    private void company(String account) {
        ObjectNode person = Json.object();
        person.putArray("organizations").addObject().put("name", "Mairie du 11e").put("department", "État civil");
        value(person, "phoneNumbers", "+33 1 53 27 11 11", "main");
        value(person, "urls", "https://mairie11.example", "homePage");
        edits.insert(account, person);
    }

    /** One contact with a little of everything, among it what other address books do not have. */
    private void oddities(String account) {
        ObjectNode person = Json.object();
        person.putArray("names").addObject().put("honorificPrefix", "Dr.").put("givenName", "Ada").put("middleName", "King").put("familyName", "Lovelace")
                .put("honorificSuffix", "PhD").put("phoneticGivenName", "Eida");
        person.putArray("nicknames").addObject().put("value", "The Enchantress");
        value(person, "emailAddresses", "ada@engine.example", "Newsletter");
        value(person, "emailAddresses", "ada.king@mail.example", "home");
        value(person, "phoneNumbers", "+44 20 7946 0958", "workFax");
        value(person, "phoneNumbers", "12345", "Intercom");
        person.putArray("addresses").addObject().put("streetAddress", "12 St James's Square").put("extendedAddress", "2nd floor").put("poBox", "PO 7")
                .put("city", "London").put("region", "Greater London").put("postalCode", "SW1Y 4JH").put("country", "United Kingdom").put("countryCode", "GB")
                .put("type", "work");
        person.putArray("birthdays").addObject().putObject("date").put("month", 12).put("day", 10);
        ObjectNode wedding = person.putArray("events").addObject().put("type", "anniversary");
        wedding.putObject("date").put("year", 1835).put("month", 7).put("day", 8);
        person.putArray("relations").addObject().put("person", "William King").put("type", "spouse");
        person.putArray("imClients").addObject().put("username", "ada").put("protocol", "jabber");
        person.putArray("userDefined").addObject().put("key", "Favourite number").put("value", "42");
        person.putArray("sipAddresses").addObject().put("value", "sip:ada@engine.example").put("type", "work");
        person.putArray("calendarUrls").addObject().put("url", "https://engine.example/ada.ics").put("type", "freeBusy");
        person.putArray("externalIds").addObject().put("value", "E-1815").put("type", "organization");
        person.putArray("biographies").addObject().put("value", "First programmer. Writes notes longer than the paper they annotate.");
        String id = edits.insert(account, person).get("resourceName").asText();
        edits.photo(account, id, TinyPicture.png(5));
        edits.group(account, "Work", id);
    }

    private static void value(ObjectNode person, String field, String value, String type) {
        person.withArray(field).addObject().put("value", value).put("type", type);
    }

    private static String ascii(String text) {
        return Normalizer.normalize(text.replace("ß", "ss").replace("œ", "oe"), Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
