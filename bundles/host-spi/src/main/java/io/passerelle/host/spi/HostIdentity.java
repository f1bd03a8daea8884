// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.spi;

import io.passerelle.model.UserId;
import io.passerelle.model.identity.HostUser;
import io.passerelle.model.identity.RequestHead;
import io.passerelle.model.identity.SignedIn;
import java.util.Optional;

/** The host's users and sessions. An OSGi service; called concurrently for every request. */
public interface HostIdentity {

    /**
     * Who makes a request.
     *
     * @return empty when nobody is signed in
     * @throws io.passerelle.model.error.PasserelleException {@code HOST_UNAVAILABLE} when the host cannot say
     */
    Optional<SignedIn> authenticate(RequestHead head);

    /** A user by id; empty when the host no longer knows them. */
    Optional<HostUser> find(UserId id);
}
