// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import io.passerelle.model.identity.RequestHead;
import io.passerelle.model.identity.SignedIn;
import java.util.Optional;

/** Who makes a request, as the active host knows them. */
public interface Sessions {

    /**
     * The signed-in user of a request.
     *
     * @return empty when nobody is signed in, or no host is active
     */
    Optional<SignedIn> current(RequestHead head);
}
