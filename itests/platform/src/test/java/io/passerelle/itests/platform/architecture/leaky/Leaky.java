// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.architecture.leaky;

import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Speaks of a library in its signature. */
public interface Leaky {
    List<AbstractAssert<?, ?>> assertions();
}
