// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

import java.nio.file.Path;

/** A program that keeps two collections in sync. Used by one thread. */
interface Peer extends AutoCloseable {

    /** How it is called in the table. */
    String name();

    /**
     * Makes it know two collections, of which it has synchronized nothing yet; forgets those of before. Not measured.
     *
     * @param folder an empty folder for what it keeps
     */
    void setUp(Side a, Side b, Kind kind, Path folder) throws Exception;

    /** Waits until it may be asked to synchronize again. Not measured. */
    default void awaitTurn() throws Exception {}

    /** Synchronizes once, both ways, and returns when it is done. */
    void sync() throws Exception;

    /** Processor time that it has used so far, in seconds: its own, not the server's. */
    double processorSeconds() throws Exception;

    /** Memory in use, in megabytes, after cleaning up where it can; empty for a program that ends after each sync. */
    default java.util.OptionalDouble megabytes() throws Exception {
        return java.util.OptionalDouble.empty();
    }

    @Override
    default void close() throws Exception {}
}
