// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import com.github.mangstadt.vinnie.VObjectProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The properties of one VEVENT before anything is made of them. */
final class RawEvent {
    private final int index;
    private final List<VObjectProperty> properties = new ArrayList<>();
    private final List<List<VObjectProperty>> alarms = new ArrayList<>();
    private int size;

    RawEvent(int index) {
        this.index = index;
    }

    int index() {
        return index;
    }

    /** Number of properties, those of alarms included. */
    int size() {
        return size;
    }

    void add(VObjectProperty property) {
        size++;
        properties.add(property);
    }

    void beginAlarm() {
        alarms.add(new ArrayList<>());
    }

    void addToAlarm(VObjectProperty property) {
        size++;
        alarms.get(alarms.size() - 1).add(property);
    }

    List<List<VObjectProperty>> alarms() {
        return alarms;
    }

    List<VObjectProperty> all() {
        return properties;
    }

    List<VObjectProperty> all(String name) {
        return properties.stream().filter(p -> p.getName().equals(name)).toList();
    }

    Optional<VObjectProperty> first(String name) {
        return first(properties, name);
    }

    String value(String name) {
        return first(name).map(VObjectProperty::getValue).map(String::strip).orElse("");
    }

    static Optional<VObjectProperty> first(List<VObjectProperty> properties, String name) {
        return properties.stream().filter(p -> p.getName().equals(name)).findFirst();
    }

    static String parameter(VObjectProperty property, String name) {
        String value = property.getParameters().first(name);
        return value == null ? "" : value;
    }

    static String upper(String value) {
        return value.strip().toUpperCase(Locale.ROOT);
    }
}
