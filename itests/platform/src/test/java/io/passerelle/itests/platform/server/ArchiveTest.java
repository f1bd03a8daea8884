// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ArchiveTest {
    private static final Pattern DEMO_ONLY = Pattern.compile("sandbox|demo|alice|carol", Pattern.CASE_INSENSITIVE);

    @Test
    void productionHoldsNeitherSandboxNorDemoUsers() {
        List<String> found = new ArrayList<>();
        Archive.production().each((entry, content) -> {
            String name = Archive.inside(entry);
            if (name.contains("sandbox") || name.contains("demo")) {
                found.add(name);
            }
            boolean ours = name.startsWith("etc/") && !name.startsWith("etc/org.apache.karaf") || name.endsWith("-features.xml") && name.contains("passerelle");
            if (ours && DEMO_ONLY.matcher(new String(content.readAllBytes(), StandardCharsets.UTF_8)).find()) {
                found.add("in " + name);
            }
        });
        assertThat(found).isEmpty();
    }

    @Test
    void theDemoHoldsWhatTheOtherTestLooksFor() {
        assertThat(Archive.demo().names()).anyMatch(name -> name.contains("sandbox"));
    }

    @Test
    void noContainerUserExists() {
        for (Archive archive : List.of(Archive.production(), Archive.demo())) {
            Map<String, String> files = new HashMap<>();
            archive.each((entry, content) -> {
                if (Archive.inside(entry).matches("etc/(users|keys)\\.properties")) {
                    files.put(Archive.inside(entry), new String(content.readAllBytes(), StandardCharsets.UTF_8));
                }
            });
            assertThat(files).containsOnlyKeys("etc/users.properties", "etc/keys.properties");
            files.forEach((name, text) -> assertThat(text.lines().filter(line -> line.contains("=") && !line.startsWith("#") && !line.startsWith("_g_")))
                    .as(name)
                    .isEmpty());
        }
    }

    @Test
    void namesNoRemoteRepository() {
        List<String> found = new ArrayList<>();
        Archive.production().each((entry, content) -> {
            if (Archive.inside(entry).equals("etc/org.ops4j.pax.url.mvn.cfg")) {
                found.add(new String(content.readAllBytes(), StandardCharsets.UTF_8));
            }
        });
        assertThat(found).singleElement().asString().doesNotContain("http");
    }

    @Test
    void carriesNoTimeOfTheBuild() {
        for (Archive archive : List.of(Archive.production(), Archive.demo())) {
            TreeSet<Long> times = new TreeSet<>();
            archive.each((entry, content) -> times.add(entry.getModTime().getTime()));
            assertThat(times).as(archive.toString()).hasSize(1);
        }
    }

    @Test
    void offersTheProvidersInTheFolderForDeployment() {
        assertThat(Archive.production().names()).contains("deploy/provider-google.jar", "deploy/provider-caldav.jar");
    }
}
