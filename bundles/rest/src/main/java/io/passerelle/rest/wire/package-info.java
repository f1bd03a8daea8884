// SPDX-License-Identifier: Apache-2.0
/** What goes over the wire, as records; enumerations travel by name, absent values are left out. */
package io.passerelle.rest.wire;
