// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.xml;

import java.util.Map;
import java.util.Optional;

/**
 * What a multistatus says about one resource.
 *
 * @param href as the server wrote it
 * @param status of the whole resource; 0 when there are only properties
 * @param properties those that were found, by local name
 */
public record Response(String href, int status, Map<String, Property> properties) {

    /** A property's text, where it was found and is not blank. */
    public Optional<String> text(String name) {
        Property property = properties.get(name);
        return property == null ? Optional.empty() : Optional.of(property.text().strip()).filter(text -> !text.isEmpty());
    }

    /** A property, empty where it was not found. */
    public Property property(String name) {
        return properties.getOrDefault(name, Property.EMPTY);
    }

    /** Whether the resource is not there. */
    public boolean gone() {
        return status == 404 || status == 410;
    }
}
