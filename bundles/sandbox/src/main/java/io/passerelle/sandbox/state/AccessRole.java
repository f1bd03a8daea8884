// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.state;

/** Access roles in rising order; {@link #wire()} is Google's spelling. */
public enum AccessRole {
    FREE_BUSY_READER("freeBusyReader"), READER("reader"), WRITER_WITHOUT_PRIVATE_ACCESS("writerWithoutPrivateAccess"),
    WRITER("writer"), OWNER("owner");

    private final String wire;

    AccessRole(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    public boolean atLeast(AccessRole other) {
        return compareTo(other) >= 0;
    }

    public static AccessRole of(String wire) {
        for (AccessRole role : values()) {
            if (role.wire.equals(wire)) {
                return role;
            }
        }
        throw new IllegalArgumentException("No access role: " + wire);
    }
}
