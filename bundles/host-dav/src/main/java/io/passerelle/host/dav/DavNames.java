// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav;

import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorType;
import io.passerelle.model.error.PasserelleException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the DAV server calls people. */
@Component
public final class DavNames implements People.Names {
    private final DavHost host;

    /** Makes no request. */
    @Activate
    public DavNames(@Reference DavHost host) {
        this.host = host;
    }

    /** A server that does not answer does not make anybody unknown: that failure is passed on. */
    @Override
    public Optional<String> of(UserId user) {
        try {
            return Optional.of(host.displayName(user).orElse(user.value()));
        } catch (PasserelleException failed) {
            if (failed.code().type() == ErrorType.USER) {
                return Optional.empty();
            }
            throw failed;
        }
    }
}
