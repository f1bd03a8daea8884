// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.collection.Change;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Parts of series that a listing brought, in any order, until it ends. */
sealed interface GooglePending permits GoogleFullPass, GoogleDelta {

    void master(Map<String, Object> master);

    void exception(Map<String, Object> exception);

    /** A deleted event or series; later entries of a listing count more than earlier ones. */
    void cancelled(String id);

    /** An event that is no series, though it may have been one before. */
    void plain(String id);

    /** What they amount to, now that the listing has ended; made piece by piece, as it is asked for. */
    Iterator<List<Change>> rest();
}
