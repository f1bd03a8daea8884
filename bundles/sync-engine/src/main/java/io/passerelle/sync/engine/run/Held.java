// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.integration.Side;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A deletion that waits for a person.
 *
 * @param target where it would be deleted
 * @param hostRef address on the host, which names the mapping
 * @param label what a person calls the item; may be empty
 */
public record Held(Side target, ItemRef hostRef, String label) {
    /** Name of the field under which the list is sealed. */
    static final String SEALED_AS = "held-deletions";

    private static final int ENCODING = 1;
    private static final int LONGEST_LABEL = 200;

    static byte[] encode(List<Held> list) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * list.size());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(ENCODING);
            out.writeInt(list.size());
            for (Held held : list) {
                out.writeByte(held.target.ordinal());
                out.writeUTF(held.hostRef.value());
                out.writeUTF(held.label.substring(0, Math.min(LONGEST_LABEL, held.label.length())));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static List<Held> decode(byte[] encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            if (in.readByte() != ENCODING) {
                throw new IllegalArgumentException("held deletions of another version");
            }
            int size = in.readInt();
            List<Held> list = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                list.add(new Held(Side.values()[in.readByte()], ItemRef.of(in.readUTF()), in.readUTF()));
            }
            return list;
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    @Override
    public String toString() {
        return "Held[" + target + "]";
    }
}
