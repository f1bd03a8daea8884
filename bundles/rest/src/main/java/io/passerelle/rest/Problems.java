// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.rest.wire.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every failure into problem+json with a reference; what is our fault is logged under it, once. */
@Provider
public final class Problems implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @Context
    private HttpHeaders headers;

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException web && web.getResponse().getStatus() < 400) {
            return web.getResponse();
        }
        PasserelleException known = known(failure);
        String reference = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        int status = failure instanceof WebApplicationException web && !(failure.getCause() instanceof PasserelleException)
                ? clientStatus(web)
                : known.code().httpStatus();
        if (known.code() == ErrorCode.INTERNAL_ERROR) {
            LOG.error("{} {}", reference, ErrorCode.INTERNAL_ERROR, failure);
        } else {
            LOG.debug("{} {}", reference, known.code());
        }
        Problem problem = Problem.of(known.code(), locale())
                .about(known.field(), known.field().map(field -> hint(known)))
                .retryAfter(known.retryAfter().map(Problems::wholeSeconds))
                .asAnswer(status, reference);
        Response.ResponseBuilder answer =
                Response.status(status).type("application/problem+json").entity(problem);
        problem.retryAfterSeconds().ifPresent(seconds -> answer.header("Retry-After", seconds));
        if (status == 405 && failure instanceof WebApplicationException web) {
            answer.header("Allow", web.getResponse().getHeaderString("Allow"));
        }
        if (status == 503 && problem.retryAfterSeconds().isEmpty()) {
            answer.header("Retry-After", 5);
        }
        return answer.build();
    }

    private Locale locale() {
        return Caller.locale(uri, headers.getAcceptableLanguages(), Locale.ENGLISH);
    }

    /** Rounded up: who comes back on time must not be too early. */
    private static long wholeSeconds(Duration delay) {
        return Math.max(1, delay.plusSeconds(1).minusNanos(1).toSeconds());
    }

    private static int clientStatus(WebApplicationException web) {
        int status = web.getResponse().getStatus();
        return status < 500 ? status : ErrorCode.INTERNAL_ERROR.httpStatus();
    }

    private static String hint(PasserelleException known) {
        String message = known.getMessage();
        int colon = message.indexOf(": ");
        return colon < 0 ? "" : message.substring(colon + 2);
    }

    private static PasserelleException known(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PasserelleException known) {
                return known;
            }
            if (cause instanceof StreamConstraintsException) {
                return PasserelleException.of(ErrorCode.TOO_LARGE);
            }
            if (cause instanceof JsonProcessingException json) {
                return PasserelleException.invalid(field(json).orElse("body"), "is not what is expected here");
            }
        }
        if (failure instanceof WebApplicationException web) {
            int status = web.getResponse().getStatus();
            if (status == 404) {
                return PasserelleException.of(ErrorCode.NOT_FOUND);
            }
            if (status < 500) {
                return PasserelleException.of(ErrorCode.INVALID_INPUT);
            }
        }
        return PasserelleException.of(ErrorCode.INTERNAL_ERROR);
    }

    private static Optional<String> field(JsonProcessingException json) {
        if (!(json instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return Optional.empty();
        }
        String path = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return Optional.of(path.startsWith(".") ? path.substring(1) : path);
    }
}
