// SPDX-License-Identifier: Apache-2.0
/** Any CalDAV and CardDAV server as the host: people's collections there, and who is signed in. */
package io.passerelle.host.dav;
