// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import com.github.kagkarlsson.scheduler.serializer.Serializer;

/** Rows carry no data; nothing is ever deserialised, whatever somebody wrote into them. */
final class NoPayload implements Serializer {
    @Override
    public byte[] serialize(Object data) {
        return null;
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] serialized) {
        return null;
    }
}
