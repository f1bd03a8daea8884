// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultistatusTest {
    private final List<Response> responses = new ArrayList<>();

    private Optional<String> read(String xml) throws IOException {
        return Multistatus.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), 100, 10_000, responses::add);
    }

    @Test
    @DisplayName("found properties are taken, missing ones are not, in whatever prefix")
    void properties() throws IOException {
        Optional<String> token = read("<?xml version='1.0'?><multistatus xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'>"
                + "<response><href> /a </href><propstat><prop><getetag>\"1\"</getetag><resourcetype><collection/><C:calendar/></resourcetype>"
                + "<C:supported-calendar-component-set><C:comp name='VEVENT'/></C:supported-calendar-component-set>"
                + "<C:calendar-home-set><href>/h/</href><href>/i/</href></C:calendar-home-set>"
                + "<C:calendar-data>BEGIN&#13;\nx &amp; <![CDATA[<y>]]></C:calendar-data><displayname xmlns='urn:other'>no</displayname></prop>"
                + "<status>HTTP/1.1 200 OK</status></propstat><propstat><prop><displayname>no</displayname></prop>"
                + "<status>HTTP/1.1 404 Not Found</status></propstat></response>"
                + "<response><href>/b</href><status>HTTP/1.1 404 Not Found</status></response><sync-token>t</sync-token></multistatus>");

        assertThat(token).contains("t");
        Response first = responses.get(0);
        assertThat(first.href()).isEqualTo("/a");
        assertThat(first.text("getetag")).contains("\"1\"");
        assertThat(first.text("displayname")).isEmpty();
        assertThat(first.property("resourcetype").elements()).contains("collection", "calendar");
        assertThat(first.property("supported-calendar-component-set").elements()).contains("VEVENT");
        assertThat(first.property("calendar-home-set").hrefs()).containsExactly("/h/", "/i/");
        assertThat(first.property("calendar-data").text()).isEqualTo("BEGIN\r\nx & <y>");
        assertThat(responses.get(1).gone()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("12 document types, entities and what is cut off are refused")
    @ValueSource(
            strings = {
                "<!DOCTYPE multistatus><multistatus xmlns='DAV:'/>",
                "<!DOCTYPE m [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><multistatus xmlns='DAV:'><sync-token>&b;</sync-token></multistatus>",
                "<!DOCTYPE m [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><multistatus xmlns='DAV:'><sync-token>&a;</sync-token></multistatus>",
                "<multistatus xmlns='DAV:'><sync-token>&nbsp;</sync-token></multistatus>",
                "<multistatus xmlns='DAV:'><response><href>/a</href>",
                "<html><body>Sign in</body></html>",
                "not xml",
                ""
            })
    void refused(String xml) {
        assertThatThrownBy(() -> read(xml)).isInstanceOf(Multistatus.Unreadable.class);
    }

    @Test
    @DisplayName("12 depth, number and length have bounds")
    void bounds() {
        assertThatThrownBy(() -> read("<multistatus xmlns='DAV:'><x>" + "<a>".repeat(5000))).isInstanceOf(Multistatus.Unreadable.class);
        assertThatThrownBy(() -> read("<multistatus xmlns='DAV:'>" + "<response><href>/a</href></response>".repeat(101)))
                .isInstanceOf(Multistatus.Unreadable.class);
        assertThatThrownBy(() -> read("<multistatus xmlns='DAV:'><sync-token>" + "x".repeat(10_001)))
                .isInstanceOf(Multistatus.Unreadable.class);
    }
}
