// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import jakarta.ws.rs.core.Application;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.jakartars.runtime.JakartarsServiceRuntime;

/**
 * Whether the REST whiteboard serves the very application that is registered now. While it does not, at the start or because the
 * application went and another one came, a request that reached it might never be answered.
 */
@Component(service = Readiness.class)
public final class Readiness {
    private static final long RECHECK_NANOS = 250_000_000L;

    private final LongSupplier clock;
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
    private Long application;
    private JakartarsServiceRuntime runtime;
    private volatile boolean ready;
    private volatile long checkedAt;

    /** Starts not ready. */
    @Activate
    public Readiness() {
        this(System::nanoTime);
    }

    Readiness(LongSupplier clock) {
        this.clock = clock;
        checkedAt = clock.getAsLong();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            target = "(osgi.jakartars.name=passerelle)")
    void setApplication(Application present, Map<String, Object> properties) {
        change(() -> application = (Long) properties.get(Constants.SERVICE_ID));
    }

    void unsetApplication(Application gone, Map<String, Object> properties) {
        change(() -> {
            if (properties.get(Constants.SERVICE_ID).equals(application)) {
                application = null;
            }
        });
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, updated = "updatedRuntime")
    void setRuntime(JakartarsServiceRuntime present) {
        change(() -> runtime = present);
    }

    /** The whiteboard counts its changes in a property of its service. */
    void updatedRuntime(JakartarsServiceRuntime changed) {
        look();
    }

    void unsetRuntime(JakartarsServiceRuntime gone) {
        change(() -> {
            if (runtime == gone) {
                runtime = null;
            }
        });
    }

    /** Cheap once it is true. */
    boolean isReady() {
        if (!ready && clock.getAsLong() - checkedAt >= RECHECK_NANOS) {
            look();
        }
        return ready;
    }

    /** Runs something once, as soon as it is ready. */
    void whenReady(Runnable work) {
        waiting.add(work);
        look();
    }

    private void change(Runnable what) {
        synchronized (this) {
            ready = false;
            what.run();
        }
        look();
    }

    private void look() {
        synchronized (this) {
            checkedAt = clock.getAsLong();
            ready = application != null
                    && runtime != null
                    && Stream.of(runtime.getRuntimeDTO().applicationDTOs).anyMatch(one -> one.serviceId == application);
        }
        for (Runnable work : waiting) {
            if (ready && waiting.remove(work)) {
                work.run();
            }
        }
    }
}
