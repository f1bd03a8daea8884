// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

/**
 * A provider that is connected by a form, usually with an address, a user name and an app password; its descriptor says
 * {@link ConnectMethod.Form}. The page renders the form from the schema: a provider brings no code for the browser.
 */
public interface FormProvider extends Provider {

    /** What tests a filled-in form and makes a credential of it. */
    FormAuthorizer authorizer();
}
