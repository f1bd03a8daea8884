// SPDX-License-Identifier: Apache-2.0
/** When a run happens. */
package io.passerelle.sync.scheduler;
