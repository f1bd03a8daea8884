// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactPhoto;
import io.passerelle.provider.google.GoogleAnswer;
import io.passerelle.provider.google.GoogleCalls;
import io.passerelle.provider.google.GoogleFiles;
import io.passerelle.provider.google.GoogleJson;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Photos of contacts: fetched from where a person says, written by calls of their own. */
final class ContactPhotos {
    /** In place of a thumbnail's size. */
    private static final String SIZE = "=s720";
    /** Where that is more than a contact can have. */
    private static final String SMALLER = "=s256";

    private final GoogleCalls calls;
    private final GoogleFiles files;

    ContactPhotos(GoogleCalls calls, GoogleFiles files) {
        this.calls = calls;
        this.files = files;
    }

    /** Whether the user gave this contact a photo; a letter on a coloured ground is none. */
    static boolean has(Map<String, Object> person) {
        return address(person).isPresent();
    }

    private static Optional<String> address(Map<String, Object> person) {
        return GoogleJson.objects(person, "photos").stream()
                .filter(photo -> !GoogleJson.flag(photo, "default"))
                .filter(photo -> GoogleJson.text(GoogleJson.object(GoogleJson.object(photo, "metadata"), "source"), "type")
                        .filter("CONTACT"::equals)
                        .isPresent())
                .flatMap(photo -> GoogleJson.text(photo, "url").stream())
                .findFirst();
    }

    /** A contact with the photo that the person has; without it when it cannot be had. */
    Contact with(Contact contact, Map<String, Object> person) {
        return address(person)
                .flatMap(url -> file(url, SIZE).or(() -> file(url, SMALLER)))
                .map(file -> new ContactPhoto("", file))
                .filter(ContactPhoto::isPicture)
                .map(photo -> contact.toBuilder().photo(photo).build())
                .orElse(contact);
    }

    /** Google takes JPEG and PNG; anything else, and what only says that it is one, stays on the other side. */
    private static boolean isTaken(ContactPhoto photo) {
        return photo.isPicture() && List.of("image/jpeg", "image/png").contains(photo.mediaType());
    }

    private Optional<byte[]> file(String url, String size) {
        return files.get(url.replaceAll("=s[0-9]{1,4}(-c)?$", size), ContactPhoto.MOST_BYTES);
    }

    /**
     * Sets or takes away a photo.
     *
     * @param person as it is
     * @return the person afterwards
     */
    Map<String, Object> write(Map<String, Object> person, Optional<ContactPhoto> photo) {
        ItemRef ref = People.ref(person);
        if (photo.isEmpty() && !has(person)) {
            return person;
        }
        if (photo.isPresent() && !isTaken(photo.get())) {
            return person;
        }
        GoogleAnswer answer = calls.one(photo.map(ContactPhoto::bytes)
                .map(bytes -> People.photo(ref, Base64.getEncoder().encodeToString(bytes)))
                .orElseGet(() -> People.deletePhoto(ref)));
        if (photo.isEmpty() && PeopleErrors.isGone(answer)) {
            return person;
        }
        if (!answer.isSuccess()) {
            throw PeopleErrors.ofWrite(answer);
        }
        Map<String, Object> after = GoogleJson.object(answer.body(), "person");
        return after.isEmpty() ? person : after;
    }
}
