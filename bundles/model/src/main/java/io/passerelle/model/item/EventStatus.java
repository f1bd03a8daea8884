// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

/** RFC 5545 STATUS of an event. */
public enum EventStatus {
    CONFIRMED,
    TENTATIVE,
    CANCELLED
}
