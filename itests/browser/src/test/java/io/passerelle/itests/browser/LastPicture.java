// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Keeps a picture of what was seen when a test failed. */
record LastPicture(Supplier<Person> who) implements TestExecutionExceptionHandler {
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Person person = who.get();
        if (person != null) {
            try {
                person.picture("failed-" + context.getRequiredTestClass().getSimpleName() + "-" + context.getRequiredTestMethod().getName());
            } catch (RuntimeException noPicture) {
                failure.addSuppressed(noPicture);
            }
        }
        throw failure;
    }
}
