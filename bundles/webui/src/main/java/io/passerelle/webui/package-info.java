// SPDX-License-Identifier: Apache-2.0
/** Serves the browser's part: the Integrations tab, the page the sign-in window returns to, the administrators' page. */
package io.passerelle.webui;
