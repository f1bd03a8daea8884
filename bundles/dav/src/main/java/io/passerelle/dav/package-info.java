// SPDX-License-Identifier: Apache-2.0
/**
 * Calendars and address books of any CalDAV (RFC 4791) or CardDAV (RFC 6352) server as
 * {@link io.passerelle.model.collection.ItemCollection}. Begin with {@link io.passerelle.dav.DavAccount} and
 * {@link io.passerelle.dav.DavClient}. Only types of the JDK and of the model cross this package.
 */
@Export
@Version("1.0.0")
package io.passerelle.dav;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
