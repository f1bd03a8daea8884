// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A person or organisation in an address book, after JSContact (RFC 9553): what Google People, Outlook and vCard have.
 * Built with {@link #builder(ItemUid)}; read through the typed accessors. Immutable, for any number of threads.
 *
 * <p>Below, it is a map of canonical texts by field, which is what synchronization compares and merges. Fields with
 * several values have one element for each, keyed by the value ({@code emails/a@example.org}): a label that changes is a
 * change of that element. The constructor brings keys and texts into canonical form. The photo stands beside the map; as a
 * field it is the digest of its bytes.
 *
 * @param uid vCard UID
 * @param properties canonical texts by field, without the photo
 * @param photo picture
 */
public record Contact(ItemUid uid, SortedMap<FieldPath, String> properties, Optional<ContactPhoto> photo) implements Item {
    /** Root of the picture. */
    public static final String PHOTO = "photo";

    /** Roots with one text each. */
    public static final Set<String> SINGLE = Set.of(
            "displayName",
            "namePrefix",
            "givenName",
            "middleName",
            "familyName",
            "nameSuffix",
            "phoneticGivenName",
            "phoneticMiddleName",
            "phoneticFamilyName",
            "fileAs",
            "gender",
            "birthday",
            "note");

    /** Every root a contact can have; {@code vcard} is of use between vCard stores only. */
    public static final Set<String> ROOTS = roots();

    /**
     * A contact of texts.
     *
     * @throws IllegalArgumentException when a root is unknown or a text has no meaning
     */
    public Contact {
        Objects.requireNonNull(uid);
        Objects.requireNonNull(photo);
        SortedMap<FieldPath, String> canonical = new TreeMap<>(properties);
        canonical.keySet().forEach(path -> {
            if (!ROOTS.contains(path.root()) || path.root().equals(PHOTO)) {
                throw new IllegalArgumentException("a contact has no field of this name");
            }
        });
        canonical.replaceAll((path, text) -> SINGLE.contains(path.root()) ? single(path.root(), text) : text);
        ContactElements.ALL.forEach(elements -> elements.canonical(canonical));
        canonical.values().removeIf(String::isEmpty);
        properties = Collections.unmodifiableSortedMap(canonical);
    }

    /** Without a photo. */
    public Contact(ItemUid uid, SortedMap<FieldPath, String> properties) {
        this(uid, properties, Optional.empty());
    }

    /** A builder with nothing but the UID. */
    public static ContactBuilder builder(ItemUid uid) {
        return new ContactBuilder(uid, Collections.emptySortedMap(), Optional.empty());
    }

    /** A builder that starts from this contact. */
    public ContactBuilder toBuilder() {
        return new ContactBuilder(uid, properties, photo);
    }

    private static Set<String> roots() {
        Set<String> roots = new HashSet<>(SINGLE);
        ContactElements.ALL.forEach(elements -> roots.add(elements.root()));
        roots.add(PHOTO);
        return Set.copyOf(roots);
    }

    private static String single(String root, String text) {
        return switch (root) {
            case "birthday" -> text.isBlank() ? "" : PartialDate.parse(text).toString();
            case "note" -> ContactText.clean(text);
            default -> ContactText.line(text);
        };
    }

    private String text(String root) {
        return properties.getOrDefault(FieldPath.of(root), "");
    }

    /** The name; {@link ContactName#NONE} where there is none. */
    public ContactName name() {
        return new ContactName(
                text("displayName"),
                text("namePrefix"),
                text("givenName"),
                text("middleName"),
                text("familyName"),
                text("nameSuffix"),
                text("phoneticGivenName"),
                text("phoneticMiddleName"),
                text("phoneticFamilyName"));
    }

    /** The text it is sorted under, may be empty. */
    public String fileAs() {
        return text("fileAs");
    }

    /** Gender, may be empty. */
    public String gender() {
        return text("gender");
    }

    /** Notes, may be empty. */
    public String note() {
        return text("note");
    }

    /** Birthday, perhaps without its year. */
    public Optional<PartialDate> birthday() {
        return Optional.of(text("birthday")).filter(day -> !day.isEmpty()).map(PartialDate::parse);
    }

    public List<String> nicknames() {
        return ContactElements.NICKNAMES.read(properties);
    }

    /** E-mail addresses, preferred ones first, as are all that have a preference. */
    public List<Labelled> emails() {
        return ContactElements.EMAILS.read(properties);
    }

    public List<Labelled> phones() {
        return ContactElements.PHONES.read(properties);
    }

    public List<PostalAddress> addresses() {
        return ContactElements.ADDRESSES.read(properties);
    }

    public List<Labelled> urls() {
        return ContactElements.URLS.read(properties);
    }

    /** Addresses of messaging services. */
    public List<InstantMessage> ims() {
        return ContactElements.IMS.read(properties);
    }

    public List<Organization> organizations() {
        return ContactElements.ORGANIZATIONS.read(properties);
    }

    public List<Anniversary> anniversaries() {
        return ContactElements.ANNIVERSARIES.read(properties);
    }

    /** Names of related people, labelled with what they are to the contact. */
    public List<Labelled> relations() {
        return ContactElements.RELATIONS.read(properties);
    }

    /** Names of the groups it belongs to. */
    public List<String> categories() {
        return ContactElements.CATEGORIES.read(properties);
    }

    public List<CustomField> custom() {
        return ContactElements.CUSTOM.read(properties);
    }

    /** Unfolded content lines of a vCard that have no counterpart here (RFC 9555 {@code vCardProps}), kept as they are. */
    public List<String> vcard() {
        return ContactElements.VCARD.read(properties);
    }

    /** The full name, or what is nearest: its parts, a nickname, an organisation, an e-mail address, a phone number. */
    @Override
    public String label() {
        ContactName name = name();
        return Stream.of(
                        Stream.of(name.full(), name.joined()),
                        nicknames().stream(),
                        organizations().stream().map(Organization::name),
                        emails().stream().map(Labelled::value),
                        phones().stream().map(Labelled::value))
                .flatMap(texts -> texts)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    @Override
    public SortedMap<FieldPath, String> fields() {
        if (photo.isEmpty()) {
            return properties;
        }
        SortedMap<FieldPath, String> fields = new TreeMap<>(properties);
        fields.put(FieldPath.of(PHOTO), photo.get().canonical());
        return Collections.unmodifiableSortedMap(fields);
    }

    @Override
    public Contact with(Item source, Set<FieldPath> paths) {
        if (!(source instanceof Contact contact)) {
            throw new IllegalArgumentException("fields of a contact come from a contact");
        }
        SortedMap<FieldPath, String> merged = new TreeMap<>(properties);
        for (FieldPath path : paths) {
            merged.keySet().removeIf(present -> covers(path, present));
            contact.properties.forEach((present, value) -> {
                if (covers(path, present)) {
                    merged.put(present, value);
                }
            });
        }
        return new Contact(uid, merged, paths.contains(FieldPath.of(PHOTO)) ? contact.photo : photo);
    }

    private static boolean covers(FieldPath wanted, FieldPath present) {
        return wanted.equals(present) || wanted.key().isEmpty() && wanted.root().equals(present.root());
    }

    /** Never the content: a log line must not carry it. */
    @Override
    public String toString() {
        return "Contact[not shown]";
    }
}
