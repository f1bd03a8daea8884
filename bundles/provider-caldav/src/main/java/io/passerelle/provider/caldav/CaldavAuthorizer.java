// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.Credential;
import io.passerelle.provider.spi.FormAnswers;
import io.passerelle.provider.spi.FormAuthorizer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Tests an account before it is stored. */
final class CaldavAuthorizer implements FormAuthorizer {
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final AllowedAddresses allowed;
    private final Probe.Lookup lookup;

    CaldavAuthorizer(AllowedAddresses allowed, Probe.Lookup lookup) {
        this.allowed = allowed;
        this.lookup = lookup;
    }

    @Override
    public Authorization connect(FormAnswers answers) {
        Examination examination = new Examination(
                new Accounts(allowed),
                new Locator(new Probe(allowed, lookup)),
                answers.required(CaldavForm.SERVER),
                answers.required(CaldavForm.USER),
                answers.required(CaldavForm.PASSWORD));
        try (examination) {
            return inTime(examination::result);
        } catch (PasserelleException failed) {
            throw FormErrors.atTheirFields(failed);
        }
    }

    /** However many requests there are, and however slowly each is answered. */
    private static <T> T inTime(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(work.get());
                    } catch (RuntimeException | Error failed) {
                        result.completeExceptionally(failed);
                    }
                },
                "passerelle-caldav-test");
        thread.setDaemon(true);
        thread.start();
        try {
            return result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            thread.interrupt();
            throw PasserelleException.of(ErrorCode.SERVER_TOO_SLOW);
        } catch (InterruptedException stopped) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw PasserelleException.of(ErrorCode.PROVIDER_UNAVAILABLE, "stopped");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof PasserelleException known
                    ? known
                    : PasserelleException.of(
                            ErrorCode.INTERNAL_ERROR, failed.getCause().getClass().getName());
        }
    }

    @Override
    public Map<String, String> identity(Credential current) {
        CaldavCredential known = CaldavCredential.read(current.content());
        return Map.of(CaldavForm.SERVER, known.typed(), CaldavForm.USER, known.user());
    }
}
