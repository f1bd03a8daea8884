// SPDX-License-Identifier: Apache-2.0
/** Carries plans out: reading, writing, committing, recording. */
package io.passerelle.sync.engine.run;
