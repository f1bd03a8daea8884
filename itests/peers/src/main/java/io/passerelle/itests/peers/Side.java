// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

import java.net.URI;

/**
 * A collection and who may use it.
 *
 * @param address of the collection, with a slash at the end
 * @param user user name
 * @param password password
 */
record Side(URI address, String user, String password) {}
