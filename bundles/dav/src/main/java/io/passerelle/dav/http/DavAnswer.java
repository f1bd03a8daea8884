// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * Head and body of an answer, valid only while it is being read.
 *
 * @param status HTTP status
 * @param target where it comes from, after redirects
 * @param header gives the first value of a header, or null
 * @param body decoded and bounded
 */
public record DavAnswer(int status, URI target, Function<String, String> header, InputStream body) {

    /** Makes something of an answer. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Reads; what is left of the body is discarded. */
        T read(DavAnswer answer) throws IOException;
    }

    /** The first value of a header. */
    public Optional<String> first(String name) {
        return Optional.ofNullable(header.apply(name));
    }

    /** Whether it succeeded. */
    public boolean good() {
        return status >= 200 && status < 300;
    }
}
