// SPDX-License-Identifier: Apache-2.0
/**
 * vCard (RFC 6350, RFC 2426, and 2.1 for reading) to and from {@link io.passerelle.model.item.Contact}. Only types of the
 * JDK and of the model cross this package. Nothing is ever fetched: a photo that is an address stays one.
 */
@Export
@Version("1.0.0")
package io.passerelle.ical.vcard;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
