// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.xml;

import java.util.List;
import java.util.Set;

/**
 * Value of a property, flattened.
 *
 * @param text its characters, those of elements within it included
 * @param elements local names of the elements within it, and the names that {@code comp} elements have
 * @param hrefs the texts of {@code href} elements within it
 */
public record Property(String text, Set<String> elements, List<String> hrefs) {
    /** Without anything. */
    public static final Property EMPTY = new Property("", Set.of(), List.of());
}
