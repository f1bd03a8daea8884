// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.error.PasserelleException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What remains to be done for one item: some requests and what follows from their answers, or a result. Many items advance side by
 * side, so that their requests travel in the same batches.
 *
 * @param <R> kind of result
 */
sealed interface GraphStep<R> {
    /** Requests, and the step that their answers lead to. */
    record Calls<R>(List<GraphCall> calls, Function<List<GraphAnswer>, GraphStep<R>> then) implements GraphStep<R> {}

    /** The end. */
    record Result<R>(R value) implements GraphStep<R> {}

    static <R> GraphStep<R> call(GraphCall call, Function<GraphAnswer, GraphStep<R>> then) {
        return new Calls<>(List.of(call), answers -> then.apply(answers.get(0)));
    }

    static <R> GraphStep<R> done(R value) {
        return new Result<>(value);
    }

    /**
     * Takes every item to its result.
     *
     * @param failed what an item's own failure amounts to
     * @return one result for each item, in their order
     */
    static <R> List<R> run(GraphCalls calls, List<GraphStep<R>> steps, Function<PasserelleException, R> failed) {
        List<GraphStep<R>> current = new ArrayList<>(steps);
        while (true) {
            List<GraphCall> due = new ArrayList<>();
            current.forEach(step -> {
                if (step instanceof Calls<R> some) {
                    due.addAll(some.calls());
                }
            });
            if (due.isEmpty()) {
                return current.stream().map(step -> ((Result<R>) step).value()).toList();
            }
            List<GraphAnswer> answers = calls.all(due);
            int at = 0;
            for (int i = 0; i < current.size(); i++) {
                if (current.get(i) instanceof Calls<R> some) {
                    List<GraphAnswer> own = answers.subList(at, at + some.calls().size());
                    at += some.calls().size();
                    try {
                        current.set(i, some.then().apply(own));
                    } catch (PasserelleException failure) {
                        current.set(i, new Result<>(failed.apply(failure)));
                    }
                }
            }
        }
    }
}
