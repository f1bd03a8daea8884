// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.scheduler;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code io.passerelle.sync.scheduler}. */
@ObjectClassDefinition(name = "Passerelle: sync scheduler")
@interface SchedulerConfig {
    @AttributeDefinition(description = "How many integrations are synced at the same time on this node, 1 to 64.")
    int threads() default 4;

    @AttributeDefinition(description = "How often due runs are looked for, in milliseconds, 100 to 60000.")
    int pollMillis() default 1000;

    @AttributeDefinition(description = "How many days the history of runs is kept, 1 to 3650.")
    int historyDays() default 60;
}
