// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.service.jakartars.runtime.JakartarsServiceRuntime;
import org.osgi.service.jakartars.runtime.dto.ApplicationDTO;
import org.osgi.service.jakartars.runtime.dto.RuntimeDTO;

class ReadinessTest {
    private final AtomicLong clock = new AtomicLong();
    private final Readiness readiness = new Readiness(clock::get);
    private final Whiteboard whiteboard = new Whiteboard();

    @Test
    @DisplayName("Not ready until the whiteboard serves the application that is registered")
    void becomesReady() {
        readiness.setRuntime(whiteboard);
        readiness.setApplication(new Application(), id(7));
        assertThat(readiness.isReady()).isFalse();
        whiteboard.serves(7);
        readiness.updatedRuntime(whiteboard);
        assertThat(readiness.isReady()).isTrue();
    }

    @Test
    @DisplayName("Not ready from the moment the application goes, though the whiteboard still lists it")
    void endsWithTheApplication() {
        ready(7);
        readiness.unsetApplication(new Application(), id(7));
        assertThat(readiness.isReady()).isFalse();
    }

    @Test
    @DisplayName("Not ready while the whiteboard serves the application before, even when a new one is registered")
    void tellsTheNewApplicationFromTheOld() {
        ready(7);
        readiness.unsetApplication(new Application(), id(7));
        readiness.setApplication(new Application(), id(8));
        assertThat(readiness.isReady()).isFalse();
        whiteboard.serves(8);
        readiness.updatedRuntime(whiteboard);
        assertThat(readiness.isReady()).isTrue();
    }

    @Test
    @DisplayName("The application of the future is not taken away by the one of the past")
    void survivesTheEndOfTheOld() {
        ready(7);
        readiness.setApplication(new Application(), id(8));
        readiness.unsetApplication(new Application(), id(7));
        whiteboard.serves(8);
        readiness.updatedRuntime(whiteboard);
        assertThat(readiness.isReady()).isTrue();
    }

    @Test
    @DisplayName("Not ready without the whiteboard")
    void endsWithTheWhiteboard() {
        ready(7);
        readiness.unsetRuntime(whiteboard);
        assertThat(readiness.isReady()).isFalse();
    }

    @Test
    @DisplayName("A whiteboard that does not tell of its change is asked again, but not at every request")
    void asksAgain() {
        readiness.setRuntime(whiteboard);
        readiness.setApplication(new Application(), id(7));
        whiteboard.serves(7);
        int asked = whiteboard.asked;
        assertThat(readiness.isReady()).isFalse();
        assertThat(whiteboard.asked).isEqualTo(asked);
        clock.addAndGet(250_000_000L);
        assertThat(readiness.isReady()).isTrue();
    }

    @Test
    @DisplayName("What waits for it is done once")
    void tellsOnce() {
        AtomicInteger told = new AtomicInteger();
        readiness.whenReady(told::incrementAndGet);
        assertThat(told).hasValue(0);
        ready(7);
        ready(8);
        assertThat(told).hasValue(1);
        readiness.whenReady(told::incrementAndGet);
        assertThat(told).hasValue(2);
    }

    private void ready(long application) {
        whiteboard.serves(application);
        readiness.setRuntime(whiteboard);
        readiness.setApplication(new Application(), id(application));
        assertThat(readiness.isReady()).isTrue();
    }

    private static Map<String, Object> id(long id) {
        return Map.of(Constants.SERVICE_ID, id);
    }

    private static final class Whiteboard implements JakartarsServiceRuntime {
        private final RuntimeDTO state = new RuntimeDTO();
        private int asked;

        Whiteboard() {
            serves();
        }

        void serves(long... applications) {
            state.applicationDTOs = LongStream.of(applications)
                    .mapToObj(id -> {
                        ApplicationDTO application = new ApplicationDTO();
                        application.serviceId = id;
                        return application;
                    })
                    .toArray(ApplicationDTO[]::new);
        }

        @Override
        public RuntimeDTO getRuntimeDTO() {
            asked++;
            return state;
        }
    }
}
