// SPDX-License-Identifier: Apache-2.0
/**
 * The item model: immutable values after the IETF's JSCalendar (RFC 8984) and JSContact (RFC 9553), reduced to what
 * calendar and contact services exchange. A recurring series is one item: a master with overrides keyed by the original
 * start. Times keep their IANA zone; all-day is a date, never a midnight.
 */
@Export
@Version("1.0.0")
package io.passerelle.model.item;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
