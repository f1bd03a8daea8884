// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.integration.Side;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Intents as bytes. A note that another release wrote in another way is not read: its writes count as a person's. */
final class IntentCodec {
    private static final int ENCODING = 1;
    private static final byte[] NOTHING = new byte[0];

    private IntentCodec() {}

    static byte[] encode(List<Intent> intents) {
        if (intents.isEmpty()) {
            return NOTHING;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 * intents.size());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(ENCODING);
            out.writeInt(intents.size());
            for (Intent intent : intents) {
                write(out, intent);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static List<Intent> decode(byte[] encoded) {
        List<Intent> intents = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            if (encoded.length == 0 || in.readByte() != ENCODING) {
                return intents;
            }
            for (int i = in.readInt(); i > 0; i--) {
                intents.add(read(in));
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
        return intents;
    }

    private static void write(DataOutputStream out, Intent intent) throws IOException {
        if (intent instanceof Intent.Creation creation) {
            out.writeByte('C');
            out.writeByte(creation.target().ordinal());
            text(out, creation.key());
            block(out, creation.identity());
            text(out, creation.source().value());
            text(out, creation.revision().value());
            block(out, creation.original());
            block(out, creation.written());
            text(out, creation.previous().map(ItemRef::value).orElse(""));
        } else if (intent instanceof Intent.Update update) {
            out.writeByte('U');
            text(out, update.host().value());
            text(out, update.provider().value());
            out.writeBoolean(update.link().isPresent());
            if (update.link().isPresent()) {
                link(out, update.link().get());
            }
            out.writeByte(update.writes().size());
            for (Intent.Written written : update.writes()) {
                written(out, written);
            }
        } else if (intent instanceof Intent.Deletion deletion) {
            out.writeByte('D');
            out.writeByte(deletion.target().ordinal());
            text(out, deletion.mapping().value());
            text(out, deletion.ref().value());
        }
    }

    private static Intent read(DataInputStream in) throws IOException {
        switch (in.readByte()) {
            case 'C':
                return new Intent.Creation(
                        side(in), text(in), block(in), ref(in), revision(in), block(in), block(in), previous(text(in)));
            case 'U':
                ItemRef host = ref(in);
                ItemRef provider = ref(in);
                Optional<Intent.Link> link = in.readBoolean() ? Optional.of(link(in)) : Optional.empty();
                List<Intent.Written> writes = new ArrayList<>();
                for (int i = in.readByte(); i > 0; i--) {
                    writes.add(written(in));
                }
                return new Intent.Update(host, provider, link, List.copyOf(writes));
            case 'D':
                return new Intent.Deletion(side(in), ref(in), ref(in));
            default:
                throw new IOException("an intent of no known kind");
        }
    }

    private static void link(DataOutputStream out, Intent.Link link) throws IOException {
        block(out, link.identity());
        text(out, link.hostRevision().value());
        text(out, link.providerRevision().value());
        block(out, link.hostDigests());
        block(out, link.providerDigests());
    }

    private static Intent.Link link(DataInputStream in) throws IOException {
        return new Intent.Link(block(in), revision(in), revision(in), block(in), block(in));
    }

    private static void written(DataOutputStream out, Intent.Written written) throws IOException {
        out.writeByte(written.side().ordinal());
        out.writeInt(written.paths().length);
        for (long path : written.paths()) {
            out.writeLong(path);
        }
        block(out, written.target());
        block(out, written.source());
    }

    private static Intent.Written written(DataInputStream in) throws IOException {
        Side side = side(in);
        long[] paths = new long[in.readInt()];
        for (int i = 0; i < paths.length; i++) {
            paths[i] = in.readLong();
        }
        return new Intent.Written(side, paths, block(in), block(in));
    }

    private static Side side(DataInputStream in) throws IOException {
        return Side.values()[in.readByte()];
    }

    private static ItemRef ref(DataInputStream in) throws IOException {
        return ItemRef.of(text(in));
    }

    private static Revision revision(DataInputStream in) throws IOException {
        return Revision.of(text(in));
    }

    private static Optional<ItemRef> previous(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(ItemRef.of(text));
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
}
