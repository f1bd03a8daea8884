// SPDX-License-Identifier: Apache-2.0
package io.passerelle.console;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.error.ErrorTexts;
import io.passerelle.model.error.PasserelleException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;

/** What all commands have in common: an organisation, a place to print to, and errors in words. */
abstract class ShellCommand implements Action {
    @Option(name = "--organisation", description = "Organisation; \"default\" where the host knows only one")
    String organisation = OrganisationId.DEFAULT.value();

    @Reference
    Session session;

    @Override
    public final Object execute() throws Exception {
        try {
            run();
            return null;
        } catch (PasserelleException failure) {
            throw new CommandFailure(text(failure));
        } catch (IllegalArgumentException | UncheckedIOException refused) {
            throw new CommandFailure(refused.getMessage());
        }
    }

    abstract void run();

    final OrganisationId organisation() {
        return OrganisationId.of(organisation);
    }

    final PrintStream out() {
        return session.getConsole();
    }

    private static String text(PasserelleException failure) {
        ErrorTexts texts = ErrorTexts.of(failure.code(), Locale.ENGLISH);
        String field = failure.field().map(name -> " (" + name + ")").orElse("");
        return (failure.code() + field + ": " + texts.what() + " " + texts.remedy()).strip();
    }

    /** Ends a command with words instead of a stack trace. */
    static final class CommandFailure extends Exception {
        private static final long serialVersionUID = 1L;

        CommandFailure(String message) {
            super(message, null, false, false);
        }
    }
}
