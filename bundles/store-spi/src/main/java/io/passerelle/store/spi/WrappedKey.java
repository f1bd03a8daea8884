// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.spi;

import io.passerelle.model.OrganisationId;
import java.util.Objects;

/**
 * A data key, wrapped by the key above it.
 *
 * @param organisation whose
 * @param scope what it is for: {@code organisation}, {@code user/<id>} or {@code integration/<uuid>}
 * @param version counts from 1; the highest is used for sealing, all of them for opening
 * @param wrappedBy name and version of the wrapping key
 * @param wrapped the wrapped key
 */
public record WrappedKey(OrganisationId organisation, String scope, int version, String wrappedBy, byte[] wrapped) {
    public WrappedKey {
        Objects.requireNonNull(organisation);
        Objects.requireNonNull(scope);
        Objects.requireNonNull(wrappedBy);
        wrapped = wrapped.clone();
    }

    @Override
    public byte[] wrapped() {
        return wrapped.clone();
    }

    @Override
    public String toString() {
        return "WrappedKey[not shown]";
    }
}
