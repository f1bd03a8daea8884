// SPDX-License-Identifier: Apache-2.0
/**
 * Seals secrets at rest. A data key per organisation, user and integration; the integration's is wrapped by its user's,
 * the others by the master key.
 */
package io.passerelle.token.crypto;
