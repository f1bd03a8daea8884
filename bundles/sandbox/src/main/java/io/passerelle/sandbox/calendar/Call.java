// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.state.Account;
import java.util.Map;
import java.util.Set;

/**
 * An authenticated, validated call.
 *
 * @param variables decoded path variables
 * @param body      null when the method takes none
 * @param scopes    short names of the Calendar scopes of the token
 */
record Call(String method, Map<String, String> variables, Params query, ObjectNode body, Account account, Set<String> scopes,
        SandboxRequest request) {

    String variable(String name) {
        return variables.get(name);
    }

    boolean flag(String name) {
        return query.flag(name);
    }
}
