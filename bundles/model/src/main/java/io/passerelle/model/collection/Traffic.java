// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

/**
 * Requests and bytes of a collection, for the history.
 *
 * @param requests HTTP requests sent, repeated ones included; 0 for a local side
 * @param bytesSent body bytes sent, before compression where that is all that is known
 * @param bytesReceived body bytes received
 */
public record Traffic(long requests, long bytesSent, long bytesReceived) {
    /** Nothing yet. */
    public static final Traffic NONE = new Traffic(0, 0, 0);

    /** The sum of both. */
    public Traffic plus(Traffic other) {
        return new Traffic(
                requests + other.requests, bytesSent + other.bytesSent, bytesReceived + other.bytesReceived);
    }
}
