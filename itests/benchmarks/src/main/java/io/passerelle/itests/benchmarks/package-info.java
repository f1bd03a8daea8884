// SPDX-License-Identifier: Apache-2.0
/** Measures what the product promises, against budgets, in one run of one command; writes {@code docs/benchmarks.md}. */
package io.passerelle.itests.benchmarks;
