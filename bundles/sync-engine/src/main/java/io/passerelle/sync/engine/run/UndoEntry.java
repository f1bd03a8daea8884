// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncItemResult.Action;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.sync.engine.spool.ItemCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One write of a run, with what it takes to take it back.
 *
 * @param side where
 * @param action what was done
 * @param ref address there
 * @param revision after the write; of a deletion, before it
 * @param digests what the item was like after the write; of a deletion, nothing
 * @param label what a person calls the item
 * @param fields what an update wrote
 * @param before the item before; empty for a creation
 */
record UndoEntry(
        Side side,
        Action action,
        ItemRef ref,
        Revision revision,
        byte[] digests,
        String label,
        Set<FieldPath> fields,
        Optional<Item> before) {
    /** Name of the field under which entries are sealed. */
    static final String SEALED_AS = "undo";

    private static final int LONGEST_LABEL = 200;

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(ItemCodec.VERSION);
            out.writeByte(side.ordinal());
            out.writeUTF(action.name());
            text(out, ref.value());
            text(out, revision.value());
            block(out, digests);
            text(out, label.substring(0, Math.min(LONGEST_LABEL, label.length())));
            out.writeInt(fields.size());
            for (FieldPath field : fields) {
                text(out, field.root());
                text(out, field.key());
            }
            block(out, before.map(ItemCodec::encode).orElse(new byte[0]));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode} wrote; empty when an earlier release wrote it in another way. */
    static Optional<UndoEntry> decode(byte[] encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            if (in.readByte() != ItemCodec.VERSION) {
                return Optional.empty();
            }
            Side side = Side.values()[in.readByte()];
            Action action = Action.valueOf(in.readUTF());
            ItemRef ref = ItemRef.of(text(in));
            Revision revision = Revision.of(text(in));
            byte[] digests = block(in);
            String label = text(in);
            Set<FieldPath> fields = new HashSet<>();
            for (int i = in.readInt(); i > 0; i--) {
                fields.add(FieldPath.of(text(in), text(in)));
            }
            byte[] item = block(in);
            Optional<Item> before = item.length == 0 ? Optional.empty() : Optional.of(ItemCodec.decode(item));
            return Optional.of(new UndoEntry(side, action, ref, revision, digests, label, fields, before));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        block(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(block(in), StandardCharsets.UTF_8);
    }

    private static void block(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] block(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    @Override
    public String toString() {
        return "UndoEntry[" + side + " " + action + "]";
    }
}
