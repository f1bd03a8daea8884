// SPDX-License-Identifier: Apache-2.0
/** Passerelle, vdirsyncer and the least possible, side by side between two collections of one real SOGo. */
package io.passerelle.itests.peers;
