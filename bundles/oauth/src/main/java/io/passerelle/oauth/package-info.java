// SPDX-License-Identifier: Apache-2.0
/** Connecting accounts by OAuth and keeping their tokens fresh, for whichever providers are there. */
package io.passerelle.oauth;
