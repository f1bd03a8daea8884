// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** gzip in both directions, bounded. */
public final class Compression {
    /** Largest request body after decompression, bytes. */
    public static final int MAX_BODY = 16 << 20;
    private static final int WORTHWHILE = 1024;

    private Compression() {
    }

    public static byte[] decode(byte[] body, String contentEncoding) {
        if (!"gzip".equalsIgnoreCase(contentEncoding)) {
            return body;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] plain = in.readNBytes(MAX_BODY + 1);
            if (plain.length > MAX_BODY) {
                throw GoogleError.of(413, "global", "uploadTooLarge", "Request is too large.");
            }
            return plain;
        } catch (IOException broken) {
            throw GoogleError.badRequest("global", "parseError", "Parse Error");
        }
    }

    public static SandboxResponse encode(SandboxResponse response, String acceptEncoding) {
        if (response.body().length < WORTHWHILE || acceptEncoding == null
                || !acceptEncoding.toLowerCase(Locale.ROOT).contains("gzip")) {
            return response;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(response.body().length / 4);
        try (GZIPOutputStream zip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            zip.write(response.body());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Delivery delivery = response.delivery().cutAfter() < 0 ? response.delivery() : response.delivery().cut(out.size() / 2);
        return response.with(out.toByteArray()).with(delivery).with("Content-Encoding", "gzip").with("Vary", "Accept-Encoding");
    }
}
