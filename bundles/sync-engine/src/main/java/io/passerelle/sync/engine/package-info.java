// SPDX-License-Identifier: Apache-2.0
/** The sync service of the server: which pairs of which integration are run, with whose collections. */
package io.passerelle.sync.engine;
