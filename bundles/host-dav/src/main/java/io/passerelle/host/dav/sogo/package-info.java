// SPDX-License-Identifier: Apache-2.0
/** SOGo as the host: its session is the sign-in, and its preferences have the tab. */
package io.passerelle.host.dav.sogo;
