// SPDX-License-Identifier: Apache-2.0
// What the server sends, as its OpenAPI description says.

export type Capability =
  | 'CALENDAR_READ'
  | 'CALENDAR_WRITE'
  | 'CONTACTS_READ'
  | 'CONTACTS_WRITE'
  | 'PRESENCE_READ'
  | 'PRESENCE_WRITE';

export type Status =
  | 'CONNECTED'
  | 'NOT_SET_UP'
  | 'PAUSED'
  | 'FAILING'
  | 'PROVIDER_UNAVAILABLE'
  | 'NEEDS_REAUTH'
  | 'SUSPENDED'
  | 'DISCONNECTING';

export type Direction = 'IMPORT' | 'EXPORT' | 'BOTH';
export type ConflictPolicy = 'HOST' | 'PROVIDER';
export type Kind = 'CALENDAR' | 'ADDRESS_BOOK';
export type Side = 'HOST' | 'PROVIDER';
export type Outcome = 'RUNNING' | 'SUCCEEDED' | 'PARTIAL' | 'FAILED' | 'CANCELLED';

/** What happened, why, and what to do about it; the code and the reference are for support. */
export interface Problem {
  code: string;
  title: string;
  detail?: string;
  remedy?: string;
  status?: number;
  field?: string;
  reference?: string;
  retryAfterSeconds?: number;
}

export interface User {
  id: string;
  displayName: string;
  locale?: string;
  administrator: boolean;
  publicUrl?: string;
}

export interface CapabilityText {
  capability: Capability;
  text: string;
  scopes: string[];
}

export interface Provider {
  id: string;
  name: string;
  summary: string;
  iconUrl: string;
  connectable: boolean;
  obstacle?: Problem;
  capabilities: CapabilityText[];
}

export interface Counts {
  hostCreated: number;
  hostUpdated: number;
  hostDeleted: number;
  providerCreated: number;
  providerUpdated: number;
  providerDeleted: number;
  conflicts: number;
  held: number;
  failed: number;
}

export interface Run {
  id: string;
  pair: string;
  hostName?: string;
  providerName?: string;
  trigger: 'SCHEDULE' | 'USER' | 'FIRST' | 'REVIEW';
  startedAt: string;
  finishedAt?: string;
  outcome: Outcome;
  counts: Counts;
  requests: number;
  bytesSent: number;
  bytesReceived: number;
  error?: Problem;
}

export interface RunItem {
  label: string;
  side: Side;
  action: 'CREATE' | 'UPDATE' | 'DELETE' | 'LINK' | 'READ';
  reason?: Problem;
  detail?: string;
}

export interface Window {
  pastDays: number;
  futureDays: number;
}

export interface Pair {
  id: string;
  kind: Kind;
  hostCollection: string;
  hostName: string;
  providerCollection: string;
  providerName: string;
  direction: Direction;
  conflictPolicy: ConflictPolicy;
  window?: Window;
  enabled: boolean;
  held: number;
  latest?: Run;
}

export interface Progress {
  pair: string;
  run: string;
  phase: 'reading' | 'applying';
  done: number;
  total?: number | null;
}

export interface Integration {
  id: string;
  provider: string;
  providerName: string;
  iconUrl: string;
  account: string;
  status: Status;
  problem?: Problem;
  capabilities: Capability[];
  missingCapabilities: Capability[];
  intervalMinutes: number;
  version: number;
  createdAt: string;
  lastSuccess?: string;
  nextRun?: string;
  held: number;
  disconnectDeadline?: string;
  pairs: Pair[];
  running?: Progress;
}

export interface Overview {
  integrations: Integration[];
  providers: Provider[];
  eventId: number;
}

export type FlowStatus = 'WAITING' | 'RETURNED' | 'COMPLETING' | 'CONNECTED' | 'FAILED' | 'CANCELLED';

export interface Flow {
  id: string;
  provider: string;
  status: FlowStatus;
  error?: Problem;
  integration?: string;
  granted: Capability[];
  missing: Capability[];
  expiresAt: string;
  authorizationUri?: string;
}

export interface Collection {
  id: string;
  kind: Kind;
  name: string;
  access: 'READ' | 'READ_WRITE';
  color?: string;
  zone?: string;
  primary: boolean;
}

export interface CollectionChoices {
  host: Collection[];
  provider: Collection[];
}

export interface PairChange {
  id?: string;
  kind: Kind;
  hostCollection?: string;
  providerCollection: string;
  direction: Direction;
  conflictPolicy: ConflictPolicy;
  window?: Window;
  enabled: boolean;
}

export interface SettingsChange {
  version: number;
  intervalMinutes: number;
  pairs: PairChange[];
}

export interface PairCopies {
  pair: string;
  hostName: string;
  providerName: string;
  copies: number;
}

export interface Held {
  pair: string;
  heldAt: string;
  items: { label: string; side: Side }[];
}

export interface Client {
  provider: string;
  providerName: string;
  clientId?: string;
  redirectUri: string;
}
