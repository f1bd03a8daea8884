// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import java.util.Set;

/** One item to be written. */
public sealed interface Write {

    /**
     * Creates an item. The item keeps its UID where the side allows it.
     *
     * @param key makes the creation idempotent: the same key never creates a second item. 32 lower-case hexadecimal
     *     digits, which every service accepts as (part of) a client-chosen id or transaction id
     * @param item what to create
     */
    record Create(String key, Item item) implements Write {
        public Create {
            if (key == null || !key.matches("[0-9a-f]{32}")) {
                throw new IllegalArgumentException("a creation key has 32 hexadecimal digits");
            }
        }
    }

    /**
     * Changes fields of an item and leaves every other field, known or unknown to us, untouched.
     *
     * @param ref address
     * @param expected the revision that the change was decided on; another one present means {@link WriteResult.Changed}
     * @param item the item as it should be
     * @param fields the fields of {@code item} to write; a path that {@code item} does not have is removed
     */
    record Update(ItemRef ref, Revision expected, Item item, Set<FieldPath> fields) implements Write {
        public Update {
            fields = Set.copyOf(fields);
        }
    }

    /**
     * Deletes an item.
     *
     * @param ref address
     * @param expected the revision that the deletion was decided on
     */
    record Delete(ItemRef ref, Revision expected) implements Write {}
}
