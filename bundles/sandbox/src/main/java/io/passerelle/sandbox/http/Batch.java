// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Google's {@code multipart/mixed} batch: each part is an HTTP request of its own and is answered as such
 * (<a href="https://developers.google.com/workspace/calendar/api/guides/batch">batch guide</a>).
 */
public final class Batch {
    /** Calendar takes at most 50 calls in one batch. */
    public static final int MAX_PARTS = 50;
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");

    private Batch() {
    }

    /** Runs the parts one after the other; a failing part fails alone. */
    public static SandboxResponse run(SandboxRequest request, Function<SandboxRequest, SandboxResponse> handler) {
        String type = request.header("content-type").orElse("");
        Matcher boundary = BOUNDARY.matcher(type);
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/mixed") || !boundary.find()) {
            throw GoogleError.badRequest("global", "badRequest", "Failed to parse batch request, error: Content-Type must be multipart/mixed.");
        }
        List<String> parts = split(new String(request.body(), StandardCharsets.ISO_8859_1), boundary.group(1));
        if (parts.isEmpty()) {
            throw GoogleError.badRequest("global", "badRequest", "Failed to parse batch request, error: 0 items.");
        }
        if (parts.size() > MAX_PARTS) {
            throw GoogleError.badRequest("global", "badRequest", "The batch request contains too many calls; the limit is " + MAX_PARTS + ".");
        }
        String out = "batch_sandbox" + Integer.toHexString(parts.hashCode());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Delivery delivery = Delivery.PLAIN;
        for (String part : parts) {
            write(body, "--" + out + "\r\nContent-Type: application/http\r\n");
            Map<String, String> outer = headers(head(part));
            if (outer.containsKey("content-id")) {
                String id = outer.get("content-id");
                write(body, "Content-ID: " + (id.startsWith("<") ? "<response-" + id.substring(1) : "response-" + id) + "\r\n");
            }
            write(body, "\r\n");
            SandboxResponse answer = inner(request, rest(part), handler);
            answer(body, answer);
            // A fault of one part that concerns the connection concerns the batch.
            delivery = answer.delivery().equals(Delivery.PLAIN) ? delivery : answer.delivery();
        }
        write(body, "--" + out + "--\r\n");
        return SandboxResponse.of(200, "multipart/mixed; boundary=" + out, body.toByteArray()).with(delivery);
    }

    private static SandboxResponse inner(SandboxRequest outer, String part, Function<SandboxRequest, SandboxResponse> handler) {
        String head = head(part);
        String[] line = head.lines().findFirst().orElse("").split(" ");
        if (line.length < 2) {
            return GoogleError.badRequest("global", "badRequest", "Failed to parse batch request, error: no request line.").response();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        outer.header("authorization").ifPresent(v -> headers.put("authorization", v));
        headers.putAll(headers(head.contains("\n") ? head.substring(head.indexOf('\n') + 1) : ""));
        String target = line[1].replaceFirst("^https?://[^/]+", "");
        int mark = target.indexOf('?');
        String method = headers.getOrDefault("x-http-method-override", line[0]);
        byte[] body = rest(part).getBytes(StandardCharsets.ISO_8859_1);
        int length = headers.containsKey("content-length") ? Math.min(body.length, number(headers.get("content-length"))) : body.length;
        byte[] exact = Arrays.copyOf(body, length);
        try {
            return handler.apply(new SandboxRequest(method, mark < 0 ? target : target.substring(0, mark),
                    Params.parse(mark < 0 ? null : target.substring(mark + 1)), headers,
                    Compression.decode(exact, headers.get("content-encoding"))));
        } catch (GoogleError refused) {
            return refused.response();
        }
    }

    private static int number(String text) {
        try {
            return Math.max(0, Integer.parseInt(text.trim()));
        } catch (NumberFormatException malformed) {
            throw GoogleError.badRequest("global", "badRequest", "Failed to parse batch request, error: Content-Length.");
        }
    }

    private static void answer(ByteArrayOutputStream body, SandboxResponse response) {
        write(body, "HTTP/1.1 " + response.status() + " " + phrase(response.status()) + "\r\n");
        response.headers().forEach((k, v) -> write(body, k + ": " + v + "\r\n"));
        write(body, "Content-Length: " + response.body().length + "\r\n\r\n");
        body.writeBytes(response.body());
        write(body, "\r\n");
    }

    private static List<String> split(String body, String boundary) {
        List<String> parts = new ArrayList<>();
        for (String piece : ("\r\n" + body).split("\r?\n--" + Pattern.quote(boundary), -1)) {
            if (piece.startsWith("--")) {
                break;
            }
            if (!piece.isBlank()) {
                parts.add(piece.replaceFirst("^[ \t]*\r?\n", ""));
            }
        }
        return parts;
    }

    private static String head(String part) {
        int end = gap(part);
        return end < 0 ? part : part.substring(0, end);
    }

    private static String rest(String part) {
        int end = gap(part);
        return end < 0 ? "" : part.substring(end).replaceFirst("^\r?\n\r?\n", "");
    }

    private static int gap(String part) {
        Matcher blank = Pattern.compile("\r?\n\r?\n").matcher(part);
        return blank.find() ? blank.start() : -1;
    }

    private static Map<String, String> headers(String head) {
        Map<String, String> out = new LinkedHashMap<>();
        head.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                out.put(line.substring(0, colon).trim().toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
            }
        });
        return out;
    }

    static String phrase(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 204 -> "No Content";
            case 304 -> "Not Modified";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 412 -> "Precondition Failed";
            case 429 -> "Too Many Requests";
            default -> "Status";
        };
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
