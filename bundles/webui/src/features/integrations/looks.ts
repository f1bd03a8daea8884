// SPDX-License-Identifier: Apache-2.0
import type { Integration, Status } from '../../api/types.js';
import type { IconName } from '../../components/icons.js';

/** A state as word, icon and colour. */
export interface Look {
  word: Status | 'SYNCING' | 'WAITING';
  icon: IconName;
  tone: 'good' | 'bad' | 'warning' | 'info' | 'quiet';
}

const LOOKS: Record<Status, Look> = {
  CONNECTED: { word: 'CONNECTED', icon: 'check', tone: 'good' },
  NOT_SET_UP: { word: 'NOT_SET_UP', icon: 'info', tone: 'info' },
  PAUSED: { word: 'PAUSED', icon: 'pause', tone: 'quiet' },
  FAILING: { word: 'FAILING', icon: 'warning', tone: 'warning' },
  PROVIDER_UNAVAILABLE: { word: 'PROVIDER_UNAVAILABLE', icon: 'offline', tone: 'quiet' },
  NEEDS_REAUTH: { word: 'NEEDS_REAUTH', icon: 'error', tone: 'bad' },
  SUSPENDED: { word: 'SUSPENDED', icon: 'lock', tone: 'warning' },
  DISCONNECTING: { word: 'DISCONNECTING', icon: 'door', tone: 'quiet' },
};

/** How an integration looks now. */
export function lookOf(integration: Integration): Look {
  if (integration.running && integration.status !== 'DISCONNECTING') {
    return { word: 'SYNCING', icon: 'sync', tone: 'info' };
  }
  return integration.status === 'CONNECTED' && allWait(integration) ? { word: 'WAITING', icon: 'info', tone: 'info' } : LOOKS[integration.status];
}

/** Whether nothing of an integration is synced before a person agrees to it. */
function allWait({ pairs, previews = [] }: Integration): boolean {
  return previews.length > 0 && pairs.every((pair) => !pair.enabled || previews.includes(pair.id));
}

/** Whether a run may be started. */
export function canSync(integration: Integration): boolean {
  return !integration.running && (integration.status === 'CONNECTED' || integration.status === 'FAILING');
}
