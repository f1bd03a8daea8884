// SPDX-License-Identifier: Apache-2.0
/** Items of a running sync, outside the heap and sealed. */
package io.passerelle.sync.engine.spool;
