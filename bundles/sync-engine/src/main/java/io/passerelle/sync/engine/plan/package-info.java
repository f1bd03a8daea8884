// SPDX-License-Identifier: Apache-2.0
/** What is to be done: pure functions from changes and mappings to actions. No I/O and no clock. */
package io.passerelle.sync.engine.plan;
