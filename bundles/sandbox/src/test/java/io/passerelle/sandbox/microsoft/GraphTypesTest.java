// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Our types against Graph's own description, where that is at hand. */
class GraphTypesTest {
    private static Element named(Document document, String tag, String name) {
        NodeList all = document.getElementsByTagName(tag);
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (element.getAttribute("Name").equals(name) && element.getParentNode().getNodeName().equals("Schema")) {
                return element;
            }
        }
        return null;
    }

    private static Map<String, String> properties(Element type, String tag) {
        Map<String, String> found = new HashMap<>();
        NodeList all = type.getElementsByTagName(tag);
        for (int i = 0; i < all.getLength(); i++) {
            Element property = (Element) all.item(i);
            String of = property.getAttribute("Type").replaceAll("Collection\\((.*)\\)", "[$1]").replace("graph.", "").replace("Edm.", "edm.");
            found.put(property.getAttribute("Name"), of);
        }
        return found;
    }

    @Test
    void everyTypeHasThePropertiesOfTheDescription() throws Exception {
        String shared = System.getProperty("passerelle.shared", "");
        Path file = Path.of(shared.isEmpty() ? "absent" : shared, "specs", "graph", "graph-v1.0.csdl.xml");
        assumeTrue(Files.exists(file), "no description of Graph here");
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        GraphTypes ours = GraphTypes.instance();
        assertThat(ours.names()).contains("event", "calendar", "contact", "contactFolder");
        for (String name : ours.names()) {
            Element entity = named(document, "EntityType", name);
            Element type = entity == null ? named(document, "ComplexType", name) : entity;
            assertThat(type).as(name).isNotNull();
            Map<String, String> theirs = properties(type, "Property");
            if (entity != null) {
                theirs.putAll(properties(type, "NavigationProperty"));
            }
            if (name.equals("user")) {
                theirs.put("id", "edm.String");
            }
            assertThat(theirs).as(name).containsAllEntriesOf(ours.own(name));
        }
        for (Map.Entry<String, Set<String>> each : ours.enums().entrySet()) {
            Set<String> members = new HashSet<>();
            NodeList all = named(document, "EnumType", each.getKey()).getElementsByTagName("Member");
            for (int i = 0; i < all.getLength(); i++) {
                members.add(((Element) all.item(i)).getAttribute("Name"));
            }
            assertThat(members).as(each.getKey()).isEqualTo(each.getValue());
        }
    }
}
