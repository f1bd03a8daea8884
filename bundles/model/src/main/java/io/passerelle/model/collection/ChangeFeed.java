// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

/**
 * A stream of changes, read page by page so that memory stays flat however large the collection is. One thread; closed by
 * the caller, also half-way.
 */
public interface ChangeFeed extends AutoCloseable {

    /**
     * Reads on. Called again after {@link FeedStep.Page}; not after {@link FeedStep.End} or {@link FeedStep.Expired}.
     *
     * @throws io.passerelle.model.error.PasserelleException when reading failed; everything read so far is to be forgotten
     */
    FeedStep next();

    @Override
    void close();
}
