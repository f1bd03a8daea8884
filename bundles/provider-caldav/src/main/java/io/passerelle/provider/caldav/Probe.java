// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.dav.AddressGuard;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The first look at an address that a person typed: one request that says nothing about them, to see what is there and where it
 * leads. The connection goes to exactly the address that was checked. Of the answer no more is read than its head.
 */
final class Probe {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(8);
    private static final int LARGEST_HEAD = 16_384;

    private final AllowedAddresses allowed;
    private final Lookup lookup;

    /** How names become addresses. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    Probe(AllowedAddresses allowed, Lookup lookup) {
        this.allowed = allowed;
        this.lookup = lookup;
    }

    /** The head of an answer. */
    record Answer(int status, Optional<String> location) {
        boolean leadsOn() {
            return location.isPresent() && (status >= 301 && status <= 303 || status == 307 || status == 308);
        }
    }

    /**
     * Asks.
     *
     * @throws PasserelleException {@code ENCRYPTION_REQUIRED}, {@code SERVER_NOT_FOUND}, {@code ADDRESS_REFUSED},
     *     {@code CERTIFICATE_REFUSED}, {@code SERVER_TOO_SLOW}, {@code PROVIDER_UNREACHABLE}
     */
    Answer ask(URI address, Deadline deadline) {
        if (Ports.isPlain(address) && !allowed.mayBePlain(address)) {
            throw PasserelleException.of(ErrorCode.ENCRYPTION_REQUIRED);
        }
        try (Socket socket = connect(address, deadline)) {
            socket.getOutputStream().write(request(address));
            socket.getOutputStream().flush();
            return read(socket, deadline);
        } catch (UnknownHostException unknown) {
            throw PasserelleException.of(ErrorCode.SERVER_NOT_FOUND, "no such name");
        } catch (SocketTimeoutException slow) {
            throw PasserelleException.of(ErrorCode.SERVER_TOO_SLOW);
        } catch (SSLException failed) {
            throw PasserelleException.of(
                    isAboutTheCertificate(failed) ? ErrorCode.CERTIFICATE_REFUSED : ErrorCode.SERVER_NOT_FOUND,
                    failed.getClass().getSimpleName());
        } catch (ConnectException refused) {
            throw PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE, "no connection");
        } catch (IOException failed) {
            throw PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE, failed.getClass().getSimpleName());
        }
    }

    private Socket connect(URI address, Deadline deadline) throws IOException {
        String host = Ports.host(address);
        InetAddress[] found = lookup.addresses(host);
        AddressGuard guard = allowed.guard(address);
        for (InetAddress each : found) {
            if (!guard.allows(each)) {
                throw PasserelleException.of(ErrorCode.ADDRESS_REFUSED, "a network address that is not allowed");
            }
        }
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(found[0], Ports.of(address)), deadline.millis(CONNECT));
            socket.setSoTimeout(deadline.millis(SILENCE));
            return Ports.isPlain(address) ? socket : encrypted(socket, host, Ports.of(address));
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    private static Socket encrypted(Socket socket, String host, int port) throws IOException {
        SSLSocket encrypted =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, host, port, true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    private static byte[] request(URI address) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String host = address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
        return ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: Passerelle\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Answer read(Socket socket, Deadline deadline) throws IOException {
        String[] lines = head(socket, deadline).split("\r?\n");
        String[] first = lines[0].split(" ", 3);
        if (first.length < 2 || !first[0].startsWith("HTTP/1.") || !first[1].matches("\\d{3}")) {
            throw PasserelleException.of(ErrorCode.SERVER_NOT_FOUND, "something that does not speak HTTP");
        }
        Optional<String> location = Optional.empty();
        for (String line : lines) {
            if (line.toLowerCase(Locale.ROOT).startsWith("location:")) {
                location = Optional.of(line.substring("location:".length()).strip());
            }
        }
        return new Answer(Integer.parseInt(first[1]), location);
    }

    private static String head(Socket socket, Deadline deadline) throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.length() < LARGEST_HEAD) {
            socket.setSoTimeout(deadline.millis(SILENCE));
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
            if (next == '\n' && (head.indexOf("\r\n\r\n", head.length() - 4) >= 0 || head.indexOf("\n\n", head.length() - 2) >= 0)) {
                return head.toString();
            }
        }
        throw PasserelleException.of(ErrorCode.SERVER_NOT_FOUND, "an answer without an end to its head");
    }

    private static boolean isAboutTheCertificate(SSLException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
                return true;
            }
        }
        return false;
    }
}
