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
export type ConflictPolicy = 'NEWEST' | 'HOST' | 'PROVIDER' | 'ASK';
export type DeletionPolicy = 'FOLLOW' | 'ASK' | 'NEVER';
export type Privacy = 'FULL' | 'TITLE' | 'BUSY';
export type Kind = 'CALENDAR' | 'ADDRESS_BOOK';
export type Side = 'HOST' | 'PROVIDER';
export type Action = 'CREATE' | 'UPDATE' | 'DELETE' | 'LINK' | 'READ';
export type Outcome = 'RUNNING' | 'SUCCEEDED' | 'PARTIAL' | 'FAILED' | 'CANCELLED' | 'PREVIEWED';
export type Period = 'DAY' | 'WEEK' | 'MONTH';

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
  /** Relative to the REST interface. */
  iconUrl: string;
  connectable: boolean;
  obstacle?: Problem;
  capabilities: CapabilityText[];
  /** Of a provider that is connected by a form instead of OAuth. */
  form?: ConnectForm;
}

/** What is asked to connect an account, in the person's language. */
export interface ConnectForm {
  introduction: string;
  /** What remains to be done at the service after disconnecting. */
  farewell: string;
  fields: FormField[];
}

export interface FormField {
  id: string;
  kind: 'TEXT' | 'ADDRESS' | 'USER_NAME' | 'SECRET';
  required: boolean;
  /** Whether it is fixed when an account is reconnected. */
  identity: boolean;
  pattern?: string;
  label: string;
  hint: string;
  mismatch: string;
  links: { text: string; address: string }[];
}

/** What was filled in, by field id. */
export type Answers = Record<string, string>;

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
  trigger: 'SCHEDULE' | 'USER' | 'FIRST' | 'REVIEW' | 'UNDO' | 'RETRY';
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
  action: Action;
  reason?: Problem;
  detail?: string;
  /** Place in the run's list, by which it is tried once more. */
  position?: number;
}

export interface Window {
  pastDays: number;
  futureDays: number;
}

/** What is left out. */
export interface Filter {
  free: boolean;
  declined: boolean;
  allDay: boolean;
  categories: string[];
}

/** How a pair is treated beyond direction, window and conflicts. */
export interface Rules {
  deletions: DeletionPolicy;
  privacy: Privacy;
  privateAsBusy: boolean;
  filter: Filter;
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
  rules?: Rules;
  /** Whether what the settings lead to may be written without asking. */
  confirmed?: boolean;
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
  /** Relative to the REST interface. */
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
  /** Conflicts that wait for a person. */
  conflicts?: number;
  /** Pairs of items that look like the same and wait for a person. */
  duplicates?: number;
  /** Pairs whose next run waits for consent. */
  previews?: string[];
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
  rules?: Rules;
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

/** What the next run of a pair would do. */
export interface Preview {
  pair: string;
  madeAt: string;
  parts: PreviewPart[];
}

export interface PreviewPart {
  side: Side;
  action: Action;
  count: number;
  samples: string[];
}

/** A detail that both sides changed. */
export interface Conflict {
  id: string;
  pair: string;
  run: string;
  label: string;
  field: string;
  hostValue: string;
  providerValue: string;
  chosen?: Side | null;
  byPerson: boolean;
  at: string;
  expiresAt: string;
}

/** A field of two items, with the values of each side in their canonical form. */
export interface Detail {
  field: string;
  hostValues: string[];
  providerValues: string[];
}

/** Two items that look like the same. */
export interface Duplicate {
  id: string;
  pair: string;
  label: string;
  details: Detail[];
  at: string;
}

export type Verdict = 'SAME' | 'DIFFERENT';

/** Where an item stands. */
export interface Explanation {
  label: string;
  side: Side;
  synced: boolean;
  reason?: Problem | null;
}

export interface Sums {
  succeeded: number;
  partial: number;
  failed: number;
  written: number;
  failedItems: number;
  requests: number;
}

export interface Statistics {
  from: string;
  until: string;
  total: Sums;
  steps: { from: string; sums: Sums }[];
  lastSuccess?: string | null;
}

export interface Client {
  provider: string;
  providerName: string;
  clientId?: string;
  redirectUri: string;
}
