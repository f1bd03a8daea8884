// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns failures of the database into ours. Messages of drivers quote rows: they do not leave this class. */
final class Failures {
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01");
    /** Data, integrity, syntax and limits: the same again fails again. */
    private static final Set<String> MISTAKES = Set.of("22", "23", "42", "54");

    private static final int DEEPEST = 20;

    private Failures() {}

    /** The failure as callers see it: ours, or a {@link ConstraintViolation} for the store that reckons with one. */
    static RuntimeException translate(Throwable failure) {
        if (failure instanceof PasserelleException known) {
            return known;
        }
        if (failure instanceof ConstraintViolation known) {
            return known;
        }
        Optional<SQLException> sql = sql(failure);
        if (sql.isEmpty()) {
            PasserelleException unknown =
                    PasserelleException.of(ErrorCode.INTERNAL_ERROR, "the store failed: " + causes(failure));
            unknown.setStackTrace(failure.getStackTrace());
            return unknown;
        }
        String state = state(failure);
        if (state.equals("23505")) {
            return new ConstraintViolation(true);
        }
        if (state.equals("23503") || state.equals("23506")) {
            return new ConstraintViolation(false);
        }
        return PasserelleException.of(
                MISTAKES.contains(state.substring(0, Math.min(2, state.length())))
                        ? ErrorCode.INTERNAL_ERROR
                        : ErrorCode.STORE_UNAVAILABLE,
                "SQLState " + state + ", vendor code " + sql.get().getErrorCode());
    }

    private static String causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .map(cause -> cause.getClass().getName())
                .collect(Collectors.joining(" <- "));
    }

    /** Whether the same again may succeed: a deadlock was broken at our cost. */
    static boolean isLostRace(Throwable failure) {
        return LOST_RACES.contains(state(failure));
    }

    private static String state(Throwable failure) {
        return sql(failure).map(SQLException::getSQLState).orElse("");
    }

    private static Optional<SQLException> sql(Throwable failure) {
        SQLException found = null;
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST; depth++, at = at.getCause()) {
            if (at instanceof SQLException sql && (found == null || sql.getSQLState() != null)) {
                found = sql instanceof java.sql.BatchUpdateException && sql.getNextException() != null
                        ? sql.getNextException()
                        : sql;
            }
        }
        return Optional.ofNullable(found);
    }
}
