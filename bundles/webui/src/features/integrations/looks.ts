// SPDX-License-Identifier: Apache-2.0
import type { Integration, Status } from '../../api/types.js';
import type { IconName } from '../../components/icons.js';

/** A state as word, icon and colour. */
export interface Look {
  word: Status | 'SYNCING';
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
  return integration.running && integration.status !== 'DISCONNECTING'
    ? { word: 'SYNCING', icon: 'sync', tone: 'info' }
    : LOOKS[integration.status];
}

/** Whether a run may be started. */
export function canSync(integration: Integration): boolean {
  return !integration.running && (integration.status === 'CONNECTED' || integration.status === 'FAILING');
}
