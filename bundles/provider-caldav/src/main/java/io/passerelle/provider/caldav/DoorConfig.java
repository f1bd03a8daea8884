// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

/** What is looked at in the configuration of a DAV host: the address at which it lets the server act for everybody. */
@interface DoorConfig {
    /** The address; empty when there is no such host. */
    String url() default "";
}
