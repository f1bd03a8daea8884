// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.FormProvider;
import io.passerelle.provider.spi.Provider;
import java.io.File;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** The finished jar in a container of its own, with nothing beside it but our interfaces and declarative services. */
class CaldavLifecycleIT {
    private static final String OURS = String.join(
            ",",
            List.of("model", "model.collection", "model.error", "model.identity", "model.integration", "model.item",
                            "provider.spi", "provider.kit", "dav")
                    .stream()
                    .map(name -> "io.passerelle." + name + ";version=1.0.0")
                    .toList());

    @TempDir
    Path cache;

    private final CaldavSide side = new CaldavSide();
    private Framework framework;
    private BundleContext context;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE, cache.toString(), Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, OURS + ",org.slf4j;version=2.0.0"));
        framework.start();
        context = framework.getBundleContext();
        for (String name : List.of("org.osgi.util.function", "org.osgi.util.promise", "org.osgi.service.component-", "felix.scr")) {
            context.installBundle(jar(name)).start();
        }
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
        side.close();
    }

    private static String jar(String name) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.contains(name) && path.endsWith(".jar"))
                .map(path -> Path.of(path).toUri().toString())
                .findFirst()
                .orElseThrow();
    }

    /** Without a configuration there are no exceptions: the account is looked for, and its address refused. */
    private boolean isUsed() {
        ServiceReference<Provider> reference = context.getServiceReference(Provider.class);
        try {
            FormProvider provider = (FormProvider) context.getService(reference);
            CaldavSide.connect(provider, CaldavSide.answers(side.server.address().toString().replace("http:", "https:")));
            return false;
        } catch (PasserelleException refused) {
            return refused.code() == ErrorCode.ADDRESS_REFUSED;
        } finally {
            context.ungetService(reference);
        }
    }

    private void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        assertThat(refreshed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("memory-dav"))
                .count();
    }

    @Test
    @DisplayName("The jar imports nothing but our interfaces, the log and the JDK")
    void imports() throws Exception {
        Bundle bundle = context.installBundle(Path.of(System.getProperty("passerelle.bundle")).toUri().toString());

        assertThat(Arrays.stream(bundle.getHeaders().get(Constants.IMPORT_PACKAGE).split(",(?=[a-z])"))
                        .filter(name -> !name.startsWith("io.passerelle.")
                                && !name.startsWith("java")
                                && !name.startsWith("org.slf4j;")))
                .isEmpty();
        assertThat(bundle.getHeaders().get(Constants.EXPORT_PACKAGE)).isNull();
    }

    @Test
    @DisplayName("A hundred times installed, used and removed leaves no service, thread or class loader")
    void hundredCycles() throws Exception {
        String bundleFile = Path.of(System.getProperty("passerelle.bundle")).toUri().toString();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        long before = 0;
        for (int cycle = 0; cycle < 100; cycle++) {
            Bundle bundle = context.installBundle(bundleFile);
            bundle.start();
            // Each life is cheap, its first use is not: every fifth one is used.
            assertThat(cycle % 5 != 0 || isUsed()).isTrue();
            loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
            bundle.uninstall();
            refresh(bundle);
            assertThat(context.getServiceReference(Provider.class)).isNull();
            if (cycle == 10) {
                before = threads();
            }
        }
        assertThat(threads()).isLessThanOrEqualTo(before);
        for (int attempt = 0; attempt < 20 && kept(loaders) > 1; attempt++) {
            System.gc();
        }
        // The container itself may hold on to the latest one.
        assertThat(kept(loaders)).as("class loaders that are left").isLessThanOrEqualTo(1);
    }

    private static long kept(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }
}
