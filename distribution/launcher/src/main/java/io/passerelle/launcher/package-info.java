// SPDX-License-Identifier: Apache-2.0
/** Starts an assembled server as a child process, waits until it answers, and stops it in order. */
package io.passerelle.launcher;
