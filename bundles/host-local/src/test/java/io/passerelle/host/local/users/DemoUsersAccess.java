// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.users;

import java.util.List;
import java.util.Set;

/** The demo's users for tests of other packages. */
public final class DemoUsersAccess {
    private DemoUsersAccess() {}

    public static DemoUsers create(Users users) {
        return new DemoUsers(List.of("alice", "bob", "carol"), Set.of("carol"), users);
    }
}
