// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.provider;

import io.passerelle.provider.spi.FormProvider;
import java.util.Map;

/** A provider with a form and an account to be connected by it, as {@link FormProviderContract} wants it. */
public interface FormProviderSubject extends ProviderSubject {

    @Override
    FormProvider provider();

    /** The form as the account's owner fills it in. */
    Map<String, String> answers();

    /** From now on the service refuses what {@link #answers()} has in its secret fields. */
    void changePassword();
}
