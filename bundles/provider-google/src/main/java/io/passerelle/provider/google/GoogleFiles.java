// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.kit.PinnedOrigins;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Fetches pictures from Google's own file servers; whoever knows an address may, so that no credential is sent. */
public final class GoogleFiles {
    private static final List<URI> SERVERS = Stream.of("lh3", "lh4", "lh5", "lh6")
            .map(name -> URI.create("https://" + name + ".googleusercontent.com/"))
            .toList();

    private final GoogleTransport transport;

    GoogleFiles(GoogleEndpoints endpoints) {
        this.transport = new GoogleTransport(
                PinnedOrigins.of(endpoints.isReal() ? SERVERS : List.of(endpoints.api())), Duration.ofSeconds(20));
    }

    /**
     * Fetches a file.
     *
     * @param address where
     * @param most bytes that are read
     * @return empty when it is not there, is larger, or lies on a foreign server
     * @throws PasserelleException when the server does not answer
     */
    public Optional<byte[]> get(String address, int most) {
        try {
            HttpRequest request = transport
                    .createRequestFactory(GoogleWire::quietly)
                    .buildGetRequest(new GenericUrl(URI.create(address)));
            HttpResponse response = request.execute();
            try (InputStream content = response.getContent()) {
                if (response.getStatusCode() >= 500 || response.getStatusCode() == 429) {
                    throw PasserelleException.of(ErrorCode.PROVIDER_ERROR, "HTTP " + response.getStatusCode() + " for a picture");
                }
                byte[] file = response.getStatusCode() == 200 && content != null ? content.readNBytes(most + 1) : new byte[0];
                return file.length == 0 || file.length > most ? Optional.empty() : Optional.of(file);
            } finally {
                response.disconnect();
            }
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        } catch (PasserelleException failed) {
            if (failed.code() == ErrorCode.FOREIGN_ADDRESS) {
                return Optional.empty();
            }
            throw failed;
        } catch (IOException noAnswer) {
            throw PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE, noAnswer.getClass().getSimpleName());
        }
    }

    /** What was sent and received so far. */
    public Traffic traffic() {
        return transport.traffic();
    }
}
