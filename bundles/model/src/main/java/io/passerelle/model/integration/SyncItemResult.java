// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run did with one item.
 *
 * @param label what a person calls the item; personal data, sealed at rest
 * @param side where the action took place
 * @param action what was done, or was to be done
 * @param reason why it was not done, or {@code FIELD_CONFLICT} when it was done but the conflict policy decided; empty when
 *     it was simply done
 * @param detail fields concerned or where it failed; no item content
 * @param hostRef address on the host, where known: by it a single item is tried once more
 * @param providerRef address at the provider, where known
 */
public record SyncItemResult(
        String label,
        Side side,
        Action action,
        Optional<ErrorCode> reason,
        String detail,
        Optional<ItemRef> hostRef,
        Optional<ItemRef> providerRef) {
    /** Name of the field under which the encoded result is sealed at rest. */
    public static final String SEALED_AS = "item-result";

    private static final int LONGEST_TEXT = 1000;

    /** What happens to an item on one side. */
    public enum Action {
        CREATE,
        UPDATE,
        DELETE,
        /** Matched with an item already there, nothing written. */
        LINK,
        /** Read and not understood. */
        READ
    }

    public SyncItemResult {
        Objects.requireNonNull(label);
        Objects.requireNonNull(side);
        Objects.requireNonNull(action);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(detail);
        Objects.requireNonNull(hostRef);
        Objects.requireNonNull(providerRef);
    }

    /** Of an item whose addresses are not known. */
    public SyncItemResult(String label, Side side, Action action, Optional<ErrorCode> reason, String detail) {
        this(label, side, action, reason, detail, Optional.empty(), Optional.empty());
    }

    private static final int ENCODING = 2;
    private static final int WITHOUT_ADDRESSES = 1;

    /** The result as bytes, to be sealed as the field {@link #SEALED_AS}; {@link #decode} reads them. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(ENCODING);
            out.writeByte(side.ordinal());
            out.writeByte(action.ordinal());
            out.writeUTF(reason.map(ErrorCode::name).orElse(""));
            out.writeUTF(shortened(label));
            out.writeUTF(shortened(detail));
            out.writeUTF(hostRef.map(ItemRef::value).orElse(""));
            out.writeUTF(providerRef.map(ItemRef::value).orElse(""));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static SyncItemResult decode(byte[] encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            int encoding = in.readByte();
            if (encoding != ENCODING && encoding != WITHOUT_ADDRESSES) {
                throw new IllegalArgumentException("an item result of another version");
            }
            Side side = Side.values()[in.readByte()];
            Action action = Action.values()[in.readByte()];
            String reason = in.readUTF();
            Optional<ErrorCode> code = reason.isEmpty() ? Optional.empty() : Optional.of(ErrorCode.valueOf(reason));
            String label = in.readUTF();
            String detail = in.readUTF();
            return encoding == WITHOUT_ADDRESSES
                    ? new SyncItemResult(label, side, action, code, detail)
                    : new SyncItemResult(label, side, action, code, detail, ref(in.readUTF()), ref(in.readUTF()));
        } catch (IOException | IndexOutOfBoundsException malformed) {
            throw new IllegalArgumentException("not an item result");
        }
    }

    private static Optional<ItemRef> ref(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(ItemRef.of(value));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    @Override
    public String toString() {
        return "SyncItemResult[" + side + " " + action + "]";
    }
}
