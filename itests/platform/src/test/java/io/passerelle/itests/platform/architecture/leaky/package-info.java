// SPDX-License-Identifier: Apache-2.0
/** An exported package that breaks the rules, for the test of the rules. */
@org.osgi.annotation.bundle.Export
package io.passerelle.itests.platform.architecture.leaky;
