// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;

/** What failures of a test mean to who filled in the form. Pure. */
final class FormErrors {
    private FormErrors() {}

    /** With the field to correct. */
    static PasserelleException atTheirFields(PasserelleException failed) {
        if (failed.field().isPresent()) {
            return failed;
        }
        return switch (failed.code()) {
            case GRANT_LOST -> PasserelleException.of(ErrorCode.PASSWORD_REFUSED).about(CaldavForm.PASSWORD);
            case COLLECTION_GONE -> PasserelleException.of(ErrorCode.SERVER_NOT_FOUND).about(CaldavForm.SERVER);
            case COLLECTION_UNREADABLE -> PasserelleException.of(ErrorCode.NO_COLLECTIONS_THERE, "nothing may be read")
                    .about(CaldavForm.SERVER);
            case SERVER_NOT_FOUND,
                    NO_COLLECTIONS_THERE,
                    CERTIFICATE_REFUSED,
                    ADDRESS_REFUSED,
                    ENCRYPTION_REQUIRED,
                    SERVER_TOO_SLOW,
                    FOREIGN_ADDRESS,
                    PROVIDER_UNREACHABLE,
                    PROVIDER_ERROR,
                    PROVIDER_ANSWER_UNREADABLE -> failed.about(CaldavForm.SERVER);
            default -> failed;
        };
    }
}
