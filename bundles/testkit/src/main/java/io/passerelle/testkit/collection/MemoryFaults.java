// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.collection;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.PasserelleException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What goes wrong in a {@link MemoryCollection}. Nothing does until a test says so; may be set from any thread.
 */
public final class MemoryFaults {
    /** A place where a request can fail. */
    public enum Point {
        /** Before a page of changes is read. */
        PAGE,
        /** Before items are fetched. */
        FETCH,
        /** Before a batch is written. */
        WRITE,
        /** After a batch was written, before its answer arrives. */
        ANSWER
    }

    private Function<Point, Optional<PasserelleException>> requests = point -> Optional.empty();
    private Function<Write, Optional<WriteResult>> writes = write -> Optional.empty();
    private Runnable beforeWrite = () -> {};
    private Predicate<ItemRef> omitted = ref -> false;

    /** Fails requests: the function is asked at every point. */
    public synchronized void failRequests(Function<Point, Optional<PasserelleException>> choose) {
        requests = choose;
    }

    /** Answers single writes in place of the collection, without effect. */
    public synchronized void answerWrites(Function<Write, Optional<WriteResult>> choose) {
        writes = choose;
    }

    /** Leaves items out of every listing although they are there: a cut page, or a listing that lags behind. */
    public synchronized void omitFromListings(Predicate<ItemRef> choose) {
        omitted = choose;
    }

    /** Does something just before a batch takes effect, such as a person's own change. */
    public synchronized void beforeWrite(Runnable action) {
        beforeWrite = action;
    }

    /** Nothing goes wrong any more. */
    public synchronized void clear() {
        requests = point -> Optional.empty();
        writes = write -> Optional.empty();
        beforeWrite = () -> {};
        omitted = ref -> false;
    }

    void at(Point point) {
        Optional<PasserelleException> failure;
        Runnable interference = () -> {};
        synchronized (this) {
            failure = requests.apply(point);
            if (point == Point.WRITE) {
                interference = beforeWrite;
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        interference.run();
    }

    synchronized Optional<WriteResult> answer(Write write) {
        return writes.apply(write);
    }

    synchronized boolean omits(ItemRef ref) {
        return omitted.test(ref);
    }
}
