// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.state.Account;
import io.passerelle.sandbox.state.AddressBook;
import java.util.Map;

/**
 * An authenticated, validated call of the People API.
 *
 * @param variables decoded path variables
 * @param body      null when the method takes none
 */
record PeopleCall(String method, Map<String, String> variables, Params query, ObjectNode body, Account account, AddressBook book) {

    String variable(String name) {
        return variables.get(name);
    }
}
