// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One measured sync.
 *
 * @param seconds on the clock
 * @param processorSeconds of the program
 * @param requests by method
 */
record Sample(double seconds, double processorSeconds, Map<String, Integer> requests) {
    int allRequests() {
        return requests.values().stream().mapToInt(Integer::intValue).sum();
    }

    static double median(List<Sample> samples, ToDoubleFunction<Sample> of) {
        return samples.stream().mapToDouble(of).sorted().toArray()[samples.size() / 2];
    }
}
