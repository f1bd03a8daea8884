// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * By what an item resembles others that do not have its identity: keyed fingerprints, no content.
 *
 * @param own what rarely two things share: a person's e-mail addresses; start and title of an event
 * @param shared what a household or a company may share: telephone numbers
 * @param name the words of a person's name; empty for none
 */
public record Likeness(List<Identity> own, List<Identity> shared, List<Word> name) {
    /** Resembles nothing. */
    public static final Likeness NONE = new Likeness(List.of(), List.of(), List.of());

    public Likeness {
        own = List.copyOf(own);
        shared = List.copyOf(shared);
        name = List.copyOf(name);
    }

    /**
     * A word of a name.
     *
     * @param whole the word
     * @param initial its first letter, which is the word itself where only an initial is known
     */
    public record Word(Identity whole, Identity initial) {
        boolean matches(Word other) {
            return whole.equals(other.whole)
                    || initial.equals(other.initial) && (isInitial() || other.isInitial());
        }

        private boolean isInitial() {
            return whole.equals(initial);
        }
    }

    /** Everything by which it is found. */
    Stream<Identity> keys() {
        return Stream.concat(own.stream(), shared.stream());
    }

    /**
     * Whether both look like the same, given a key that they have in common: with an own one a word of the name is enough,
     * with a shared one the shorter name is a part of the longer one. A name that is not known contradicts nothing.
     */
    boolean resembles(Likeness other, Identity key) {
        List<Word> shorter = name.size() <= other.name.size() ? name : other.name;
        List<Word> longer = shorter == name ? other.name : name;
        boolean isOwn = own.contains(key) && other.own.contains(key);
        return shorter.isEmpty()
                || (isOwn
                        ? shorter.stream().anyMatch(word -> longer.stream().anyMatch(word::matches))
                        : shorter.stream().allMatch(word -> longer.stream().anyMatch(word::matches)));
    }

    @Override
    public String toString() {
        return "Likeness[not shown]";
    }
}
