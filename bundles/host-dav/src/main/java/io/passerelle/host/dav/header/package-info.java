// SPDX-License-Identifier: Apache-2.0
/** Hosts without sessions of their own: a proxy in front signs people in. */
package io.passerelle.host.dav.header;
