// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.integration.Side;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.sync.engine.spool.ItemCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What is remembered of a field that both sides changed.
 *
 * @param path the field
 * @param hostRef address on the host
 * @param providerRef address at the provider
 * @param host the host's item as it was then
 * @param provider the provider's item as it was then
 * @param chosen whose value counts; empty while it waits
 * @param byPerson whether a person chose
 */
record ConflictNote(
        FieldPath path,
        ItemRef hostRef,
        ItemRef providerRef,
        Item host,
        Item provider,
        Optional<Side> chosen,
        boolean byPerson) {
    /** Name of the field under which a note is sealed. */
    static final String SEALED_AS = "conflict";

    private static final int ENCODING = 1;

    /** The value of a side; empty where it has none. */
    String value(Side side) {
        return (side == Side.HOST ? host : provider).fields().getOrDefault(path, "");
    }

    String label() {
        return host.label().isEmpty() ? provider.label() : host.label();
    }

    ConflictNote decided(Side side) {
        return new ConflictNote(path, hostRef, providerRef, host, provider, Optional.of(side), true);
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(ENCODING);
            out.writeByte(ItemCodec.VERSION);
            out.writeUTF(path.root());
            out.writeUTF(path.key());
            out.writeUTF(hostRef.value());
            out.writeUTF(providerRef.value());
            out.writeUTF(chosen.map(Side::name).orElse(""));
            out.writeBoolean(byPerson);
            for (Item item : new Item[] {host, provider}) {
                byte[] encoded = ItemCodec.encode(item);
                out.writeInt(encoded.length);
                out.write(encoded);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode} wrote; empty for what another version wrote. */
    static Optional<ConflictNote> decode(byte[] encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            if (in.readByte() != ENCODING || in.readByte() != ItemCodec.VERSION) {
                return Optional.empty();
            }
            FieldPath path = FieldPath.of(in.readUTF(), in.readUTF());
            ItemRef hostRef = ItemRef.of(in.readUTF());
            ItemRef providerRef = ItemRef.of(in.readUTF());
            String chosen = in.readUTF();
            boolean byPerson = in.readBoolean();
            Item host = ItemCodec.decode(in.readNBytes(in.readInt()));
            Item provider = ItemCodec.decode(in.readNBytes(in.readInt()));
            return Optional.of(new ConflictNote(
                    path,
                    hostRef,
                    providerRef,
                    host,
                    provider,
                    chosen.isEmpty() ? Optional.empty() : Optional.of(Side.valueOf(chosen)),
                    byPerson));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    @Override
    public String toString() {
        return "ConflictNote[not shown]";
    }
}
