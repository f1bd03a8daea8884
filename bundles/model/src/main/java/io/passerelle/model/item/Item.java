// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Set;
import java.util.SortedMap;

/**
 * One object of a collection. Values are immutable and compare by meaning: two items are equal when every field is.
 */
public sealed interface Item permits CalendarEvent, Contact {

    /** The identity that travels with the item between services (iCalendar UID, vCard UID). */
    ItemUid uid();

    /** What a person calls the item: title of an event, name of a contact; may be empty. Personal data. */
    String label();

    /**
     * The item as a set of fields, each with a canonical text: equal texts mean equal values on every side. Elements of a
     * set (an attendee, an alarm, a category, an override) are fields of their own. A field that the item does not have is
     * absent. The UID is not a field.
     */
    SortedMap<FieldPath, String> fields();

    /**
     * This item with some fields taken from another: the building block of a merge and of a patch.
     *
     * @param source where the fields are taken from; of the same class
     * @param paths the fields to take; one that {@code source} lacks is removed here. A bare root ({@code attendees})
     *     stands for all elements below it
     * @throws IllegalArgumentException when {@code source} is of another class
     */
    Item with(Item source, Set<FieldPath> paths);
}
