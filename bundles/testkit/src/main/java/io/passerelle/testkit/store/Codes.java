// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts on error codes. */
public final class Codes {
    private Codes() {}

    /** Asserts that something fails with a code of the catalogue. */
    public static void assertFails(ErrorCode code, ThrowingCallable work) {
        assertThat(of(catchThrowable(work))).isEqualTo(code);
    }

    /** The code of a failure; null for none. */
    public static ErrorCode of(Throwable failure) {
        if (failure == null) {
            return null;
        }
        assertThat(failure).isInstanceOf(PasserelleException.class);
        return ((PasserelleException) failure).code();
    }
}
