// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/** A provider comes and goes with its file in the folder for deployment, while the server runs. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DeploymentIT {
    private static final String PROVIDER = "io.passerelle.provider.spi.Provider";
    private static final String GOOGLE = "io.passerelle.provider.google";
    /** Two polls of the folder, and the work. */
    private static final long LIMIT_SECONDS = 20;

    private Path jar;
    private Path aside;
    private final Semaphore came = new Semaphore(0);
    private final Semaphore went = new Semaphore(0);
    private final ServiceListener listener = event -> {
        if (!isGoogles(event.getServiceReference())) {
            return;
        }
        if (event.getType() == ServiceEvent.REGISTERED) {
            came.release();
        } else if (event.getType() == ServiceEvent.UNREGISTERING) {
            went.release();
        }
    };

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] server() throws IOException {
        return ContainerOptions.demo();
    }

    @Before
    public void providerIsThere() throws Exception {
        Path base = Path.of(System.getProperty("karaf.base"));
        jar = base.resolve("deploy/provider-google.jar");
        aside = base.resolve("provider-google.aside");
        context.addServiceListener(listener, "(objectClass=" + PROVIDER + ")");
        if (!isThere()) {
            assertTrue("the provider of the distribution comes up", came.tryAcquire(30, TimeUnit.SECONDS));
        }
        Files.copy(jar, aside, StandardCopyOption.REPLACE_EXISTING);
        came.drainPermits();
        went.drainPermits();
    }

    @After
    public void providerIsBack() throws Exception {
        if (!Files.exists(jar)) {
            Files.copy(aside, jar);
            came.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        context.removeServiceListener(listener);
    }

    @Test
    public void deletingTheJarTakesTheProviderAway() throws Exception {
        Files.delete(jar);
        assertTrue(went.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS));
        assertTrue("no service is left", !isThere());
    }

    @Test
    public void droppingTheJarAgainBringsTheProviderBack() throws Exception {
        Files.delete(jar);
        assertTrue(went.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS));

        Files.copy(aside, jar);

        assertTrue(came.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS));
        assertTrue(isThere());
    }

    @Test
    public void aKarServesAsWellAsAJar() throws Exception {
        Files.delete(jar);
        assertTrue(went.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS));
        Path kar = jar.resolveSibling("provider-google.kar");

        Files.copy(Path.of(System.getProperty("passerelle.kar")), kar);
        assertTrue("comes with the archive", came.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS));

        Files.delete(kar);
        assertTrue("goes with the archive", went.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    public void theRestOfTheServerStaysUntouched() throws Exception {
        Set<String> before = others();
        Files.delete(jar);
        assertTrue(went.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS));
        assertEquals(before, others());
    }

    private Set<String> others() {
        Set<String> active = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() == Bundle.ACTIVE && !GOOGLE.equals(bundle.getSymbolicName())) {
                active.add(bundle.getSymbolicName() + " " + bundle.getVersion() + " " + bundle.getLastModified());
            }
        }
        return active;
    }

    private boolean isThere() throws InvalidSyntaxException {
        ServiceReference<?>[] providers = context.getAllServiceReferences(PROVIDER, null);
        return providers != null && Stream.of(providers).anyMatch(DeploymentIT::isGoogles);
    }

    /** Other providers of the distribution come up beside it. */
    private static boolean isGoogles(ServiceReference<?> provider) {
        Bundle bundle = provider.getBundle();
        return bundle != null && GOOGLE.equals(bundle.getSymbolicName());
    }
}
