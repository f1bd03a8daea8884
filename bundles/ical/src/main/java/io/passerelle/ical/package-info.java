// SPDX-License-Identifier: Apache-2.0
/**
 * iCalendar (RFC 5545, RFC 7986) to and from {@link io.passerelle.model.item.CalendarEvent}, and what a series expands to.
 * Only types of the JDK and of the model cross this package. Nothing is ever fetched: attachments and zone addresses in a
 * file are ignored.
 */
@Export
@Version("1.0.0")
package io.passerelle.ical;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
