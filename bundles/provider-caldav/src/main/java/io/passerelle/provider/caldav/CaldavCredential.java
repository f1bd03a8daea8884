// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.Credential;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;

/**
 * What is kept of a connection: a format byte, then each value as modified UTF-8 with its length.
 *
 * @param typed the address as the person typed it, for reconnecting
 * @param calendars where discovery of the calendars begins
 * @param contacts where discovery of the address books begins; the same where one server has both
 * @param user user name
 * @param password (app) password
 */
record CaldavCredential(String typed, URI calendars, URI contacts, String user, String password) {
    private static final int FORMAT = 1;

    /** For the caller to seal; connectors are handed the same, as text. */
    Credential sealable() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeUTF(typed);
            out.writeUTF(calendars.toString());
            out.writeUTF(contacts.toString());
            out.writeUTF(user);
            out.writeUTF(password);
        } catch (IOException tooLong) {
            throw new UncheckedIOException(tooLong);
        }
        return new Credential(
                bytes.toByteArray(), Base64.getEncoder().encodeToString(bytes.toByteArray()), Optional.empty());
    }

    /** Throws {@code SECRET_UNREADABLE}. */
    static CaldavCredential of(String token) {
        try {
            return read(Base64.getDecoder().decode(token));
        } catch (IllegalArgumentException foreign) {
            throw unreadable();
        }
    }

    /** Throws {@code SECRET_UNREADABLE}. */
    static CaldavCredential read(byte[] content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            if (in.readUnsignedByte() == FORMAT) {
                return new CaldavCredential(
                        in.readUTF(), URI.create(in.readUTF()), URI.create(in.readUTF()), in.readUTF(), in.readUTF());
            }
        } catch (IOException | IllegalArgumentException foreign) {
            // Neither says more than the code does, and its message may show what it could not read.
        }
        throw unreadable();
    }

    private static PasserelleException unreadable() {
        return PasserelleException.of(ErrorCode.SECRET_UNREADABLE, "not a credential of this provider");
    }

    @Override
    public String toString() {
        return "CaldavCredential[not shown]";
    }
}
