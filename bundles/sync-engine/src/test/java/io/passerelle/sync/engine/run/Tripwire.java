// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.SyncStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Predicate;

/**
 * Kills the process at the n-th call of any port: from then on nothing gets through, as after {@code kill -9}. The call itself
 * either had no effect or had its effect without an answer.
 */
final class Tripwire {
    /** What a dead process throws; the engine must not be able to handle it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final int at;
    private final boolean afterTheCall;
    private final Predicate<Method> counted;
    private int calls;
    private boolean dead;

    Tripwire(int at, boolean afterTheCall) {
        this(at, afterTheCall, method -> true);
    }

    private Tripwire(int at, boolean afterTheCall, Predicate<Method> counted) {
        this.at = at;
        this.afterTheCall = afterTheCall;
        this.counted = counted;
    }

    /** Between a write and the note of it: the n-th batch took effect, nobody hears of it. */
    static Tripwire afterWrite(int batch) {
        return new Tripwire(batch, true, method -> method.getName().equals("write"));
    }

    /** Between the note of what is to be written and the write: the n-th batch never left. */
    static Tripwire beforeWrite(int batch) {
        return new Tripwire(batch, false, method -> method.getName().equals("write"));
    }

    boolean isDead() {
        return dead;
    }

    void armed(Rig rig) {
        rig.storeWrapper = store -> wired(SyncStore.class, store);
        rig.historyWrapper = history -> wired(HistoryStore.class, history);
        rig.reviewWrapper = review -> wired(ReviewStore.class, review);
        rig.collectionWrapper = collection -> wired(ItemCollection.class, collection);
    }

    static void disarmed(Rig rig) {
        rig.storeWrapper = store -> store;
        rig.historyWrapper = history -> history;
        rig.reviewWrapper = review -> review;
        rig.collectionWrapper = collection -> collection;
    }

    private <T> T wired(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, args) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.invoke(real, args);
            }
            boolean trips = !dead && counted.test(method) && ++calls == at;
            if (dead || trips && !afterTheCall) {
                dead = true;
                throw new Killed();
            }
            Object answer;
            try {
                answer = method.invoke(real, args);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
            if (trips) {
                dead = true;
                throw new Killed();
            }
            return answer instanceof ChangeFeed feed ? wired(ChangeFeed.class, feed) : answer;
        }));
    }
}
