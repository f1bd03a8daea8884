// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import io.passerelle.model.error.PasserelleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the keys to the versions that are configured. Can be interrupted anywhere and repeated at any time. */
final class KeyMaintenance {
    private static final Logger LOG = LoggerFactory.getLogger(KeyMaintenance.class);

    private final KeystoreMasterKey master;
    private final KeyRotation rotation;

    KeyMaintenance(KeystoreMasterKey master, KeyRotation rotation) {
        this.master = master;
        this.rotation = rotation;
    }

    /**
     * Adds, retires and destroys versions of the master key.
     *
     * @param wanted the version that is to wrap
     * @param oldest the oldest one to be kept
     */
    void run(int wanted, int oldest) {
        try {
            master.rotateTo(wanted);
            for (int older : master.versions().headSet(master.versions().last())) {
                retire(older);
                if (older < oldest && !master.destroy(older)) {
                    LOG.warn("master/{} still wraps keys and is kept", older);
                }
            }
        } catch (PasserelleException | MasterKeyUnavailable failed) {
            LOG.error("The rotation of the master key is taken up again at the next start: {}", failed.getMessage());
        }
    }

    private void retire(int older) {
        KeyRotation.Result result = rotation.retire(VersionedMasterKey.name(older));
        if (result.rewrapped() > 0 || result.unreadable() > 0) {
            LOG.info(
                    "{} keys of master/{} were wrapped anew, {} do not open",
                    result.rewrapped(),
                    older,
                    result.unreadable());
        }
    }
}
