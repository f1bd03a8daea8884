// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Who may depend on whom, read from the poms. Bundles that implement something never depend on one another: they meet through
 * services. In test scope everyone may use {@code testkit}, and {@code sandbox}, which stands for the remote services.
 */
record DependencyRules(Tree tree) {
    private static final String GROUP = "io.passerelle";
    private static final Set<String> FOR_TESTS = Set.of("testkit", "sandbox");
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("api", Set.of("model")),
            Map.entry("provider-spi", Set.of("model")),
            Map.entry("host-spi", Set.of("model")),
            Map.entry("store-spi", Set.of("model")),
            Map.entry("provider-kit", Set.of("model", "provider-spi")),
            Map.entry("ical", Set.of("model")),
            Map.entry("dav", Set.of("model", "ical")),
            Map.entry("identity", Set.of("model", "api", "host-spi")),
            Map.entry("integration", Set.of("model", "api", "provider-spi", "host-spi", "store-spi")),
            Map.entry("oauth", Set.of("model", "api", "provider-spi", "host-spi", "store-spi")),
            Map.entry("token-crypto", Set.of("model", "store-spi")),
            Map.entry("sync-engine", Set.of("model", "api", "provider-spi", "host-spi", "store-spi")),
            // A schedule pauses while its provider is away.
            Map.entry("sync-scheduler", Set.of("model", "api", "provider-spi", "store-spi")),
            Map.entry("incidents", Set.of("model", "api", "provider-spi", "host-spi", "store-spi")),
            Map.entry("policy", Set.of("model", "api", "store-spi")),
            Map.entry("audit", Set.of("model", "api", "store-spi")),
            Map.entry("monitoring", Set.of("model", "api", "store-spi")),
            Map.entry("store-jpa", Set.of("model", "store-spi")),
            Map.entry("rest", Set.of("model", "api")),
            Map.entry("webui", Set.of()),
            Map.entry("console", Set.of("model", "api")),
            Map.entry("host-local", Set.of("model", "host-spi", "ical")),
            Map.entry("host-dav", Set.of("model", "host-spi", "dav")),
            // Tells the provider of the demo where its emulated service is, and stores the emulated client.
            Map.entry("sandbox", Set.of("model", "api", "provider-spi")),
            Map.entry("testkit", Set.of("model", "api", "provider-spi", "host-spi", "store-spi")));


    List<String> violations() {
        List<String> found = new ArrayList<>();
        for (Path bundle : tree.bundles()) {
            String name = bundle.getFileName().toString();
            Optional<Set<String>> allowed = allowed(name);
            if (allowed.isEmpty()) {
                found.add(name + " is not in the map of who may depend on whom");
                continue;
            }
            for (Element dependency : dependencies(bundle.resolve("pom.xml"))) {
                if (text(dependency, "groupId").equals(GROUP)) {
                    String other = text(dependency, "artifactId");
                    boolean test = text(dependency, "scope").equals("test");
                    if (!allowed.get().contains(other) && !(test && FOR_TESTS.contains(other))) {
                        found.add(name + " must not depend on " + other + (test ? " (test)" : ""));
                    }
                }
            }
        }
        return found;
    }

    private static Optional<Set<String>> allowed(String bundle) {
        if (bundle.startsWith("provider-") && !ALLOWED.containsKey(bundle)) {
            return Optional.of(Set.of("model", "provider-spi", "provider-kit", "ical", "dav"));
        }
        return Optional.ofNullable(ALLOWED.get(bundle));
    }

    private static List<Element> dependencies(Path pom) {
        try {
            Element project = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
            List<Element> found = new ArrayList<>();
            for (Element list : children(project, "dependencies")) {
                found.addAll(children(list, "dependency"));
            }
            return found;
        } catch (IOException | SAXException | ParserConfigurationException broken) {
            throw new IllegalStateException(pom.toString(), broken);
        }
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream().findFirst().map(Element::getTextContent).orElse("").trim();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
