// SPDX-License-Identifier: Apache-2.0
/** Reads the reports of all tests of a build and says whether they count as passed. */
package io.passerelle.verdict;
