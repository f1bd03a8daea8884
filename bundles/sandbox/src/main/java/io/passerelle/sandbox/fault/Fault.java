// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.fault;

/**
 * A fault for the next requests that match.
 *
 * @param kind      what goes wrong
 * @param account   e-mail of the account it is for, null for all
 * @param operation which requests: a name such as {@code events.list} or {@code oauth.token}, a prefix such as {@code events.*},
 *                  or {@code *} for all APIs (not OAuth)
 * @param count     how many requests, at least 1
 * @param skip      matching requests that still pass before the first fault
 * @param parameter seconds for Retry-After, milliseconds for {@link FaultKind#SLOW}; otherwise ignored
 */
public record Fault(FaultKind kind, String account, String operation, int count, int skip, int parameter) {

    public Fault {
        if (count < 1 || skip < 0 || parameter < 0) {
            throw new IllegalArgumentException("count from 1, skip and parameter from 0");
        }
    }

    /** The next request of anybody. */
    public static Fault next(FaultKind kind, String operation) {
        return new Fault(kind, null, operation, 1, 0, 0);
    }

    public Fault times(int requests) {
        return new Fault(kind, account, operation, requests, skip, parameter);
    }

    public Fault after(int requests) {
        return new Fault(kind, account, operation, count, requests, parameter);
    }

    public Fault of(String email) {
        return new Fault(kind, email, operation, count, skip, parameter);
    }

    public Fault with(int value) {
        return new Fault(kind, account, operation, count, skip, value);
    }

    boolean matches(String name, String email) {
        boolean named = operation.equals(name) || operation.equals("*") && !name.startsWith("oauth.") && !name.equals("batch")
                || operation.endsWith(".*") && name.startsWith(operation.substring(0, operation.length() - 1));
        return named && (account == null || account.equals(email));
    }
}
