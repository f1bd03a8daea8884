// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

/** Whether an event takes up its time (RFC 5545 TRANSP, Google {@code transparency}). */
public enum FreeBusy {
    BUSY,
    FREE
}
