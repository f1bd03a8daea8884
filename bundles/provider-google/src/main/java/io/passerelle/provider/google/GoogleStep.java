// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.error.PasserelleException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What remains to be done for one item: some calls and what follows from their answers, or a result. Many items advance side
 * by side, so that the calls of all of them travel in the same batches.
 *
 * @param <R> kind of result
 */
sealed interface GoogleStep<R> {
    /** Calls, and the step that their answers lead to. */
    record Calls<R>(List<GoogleCall> calls, Function<List<GoogleAnswer>, GoogleStep<R>> then) implements GoogleStep<R> {}

    /** The end. */
    record Result<R>(R value) implements GoogleStep<R> {}

    static <R> GoogleStep<R> call(GoogleCall call, Function<GoogleAnswer, GoogleStep<R>> then) {
        return new Calls<>(List.of(call), answers -> then.apply(answers.get(0)));
    }

    static <R> GoogleStep<R> done(R value) {
        return new Result<>(value);
    }

    /**
     * Takes every item to its result.
     *
     * @param calls sends them
     * @param steps the first step of each item
     * @param failed what an item's own failure amounts to; may throw it again to end everything
     * @return one result for each item, in their order
     */
    static <R> List<R> run(GoogleCalls calls, List<GoogleStep<R>> steps, Function<PasserelleException, R> failed) {
        List<GoogleStep<R>> current = new ArrayList<>(steps);
        while (true) {
            List<GoogleCall> due = new ArrayList<>();
            for (GoogleStep<R> step : current) {
                if (step instanceof Calls<R> some) {
                    due.addAll(some.calls());
                }
            }
            if (due.isEmpty()) {
                return current.stream().map(step -> ((Result<R>) step).value()).toList();
            }
            List<GoogleAnswer> answers = calls.all(due);
            int at = 0;
            for (int i = 0; i < current.size(); i++) {
                if (current.get(i) instanceof Calls<R> some) {
                    List<GoogleAnswer> own = answers.subList(at, at + some.calls().size());
                    at += some.calls().size();
                    current.set(i, next(some, own, failed));
                }
            }
        }
    }

    private static <R> GoogleStep<R> next(
            Calls<R> some, List<GoogleAnswer> answers, Function<PasserelleException, R> failed) {
        try {
            return some.then().apply(answers);
        } catch (PasserelleException failure) {
            return new Result<>(failed.apply(failure));
        }
    }
}
