// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.dav;

import io.passerelle.testkit.dav.MemoryDavStore.Folder;

/** The XML of answers (RFC 4918 §9.1). Pure. */
final class DavText {
    private DavText() {}

    static String multistatus(String responses) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><d:multistatus xmlns:d=\"DAV:\""
                + " xmlns:c=\"urn:ietf:params:xml:ns:caldav\" xmlns:a=\"urn:ietf:params:xml:ns:carddav\">" + responses
                + "</d:multistatus>";
    }

    private static String response(String href, String properties) {
        return "<d:response><d:href>" + escaped(href) + "</d:href><d:propstat><d:prop>" + properties
                + "</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>";
    }

    static String gone(String href) {
        return "<d:response><d:href>" + escaped(href) + "</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>";
    }

    static String home(String path, String user) {
        return response(
                path,
                "<d:resourcetype><d:collection/></d:resourcetype>"
                        + "<d:current-user-principal><d:href>/principals/" + user + "/</d:href></d:current-user-principal>"
                        + "<c:calendar-home-set><d:href>/calendars/" + user + "/</d:href></c:calendar-home-set>"
                        + "<a:addressbook-home-set><d:href>/contacts/" + user + "/</d:href></a:addressbook-home-set>");
    }

    static String folder(Folder folder) {
        return response(
                folder.path(),
                "<d:resourcetype><d:collection/>" + (folder.calendar() ? "<c:calendar/>" : "<a:addressbook/>")
                        + "</d:resourcetype><d:displayname>" + escaped(folder.name()) + "</d:displayname>"
                        + (folder.calendar()
                                ? "<c:supported-calendar-component-set><c:comp name=\"VEVENT\"/></c:supported-calendar-component-set>"
                                : ""));
    }

    static String item(String path, String tag, String text) {
        boolean calendar = text.startsWith("BEGIN:VCALENDAR");
        String data = calendar ? "c:calendar-data" : "a:address-data";
        return response(
                path,
                "<d:getetag>" + escaped(tag) + "</d:getetag>"
                        + (text.isEmpty() ? "" : "<" + data + ">" + escaped(text) + "</" + data + ">"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
