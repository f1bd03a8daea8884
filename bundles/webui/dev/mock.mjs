// SPDX-License-Identifier: Apache-2.0
// A stand-in for the server, for work on the tab alone: `npm run build && node dev/mock.mjs [port]`, then open the address it
// prints. `POST /mock {"scenario": "rich"}` switches what it pretends. Not part of the bundle.
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';

const port = Number(process.argv[2] ?? 8191);
const own = `http://localhost:${port}`;
const provider = `http://127.0.0.1:${port}`;
const types = { js: 'text/javascript', css: 'text/css', html: 'text/html; charset=utf-8', svg: 'image/svg+xml' };
const ago = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect x="3" y="4" width="18" height="17" rx="3" fill="#4285f4"/><rect x="3" y="8" width="18" height="13" rx="2" fill="#fff"/><rect x="3.6" y="8" width="16.800" height="12.400" rx="2" fill="none" stroke="#4285f4"/><text x="12" y="18" font-size="9" text-anchor="middle" fill="#4285f4" font-family="sans-serif">31</text></svg>`;

let state;
let listeners = [];
let eventId = 0;

const capabilities = [
  { capability: 'CALENDAR_READ', text: 'See your calendars and the events in them', scopes: ['calendar.readonly'] },
  { capability: 'CALENDAR_WRITE', text: 'Add, change and delete events in calendars that you sync both ways', scopes: ['calendar.events'] },
];
const google = {
  id: 'google',
  name: 'Google',
  summary: 'Google Calendar, in both directions',
  iconUrl: 'providers/google/icon',
  connectable: true,
  capabilities,
};
const microsoft = {
  ...google,
  id: 'microsoft',
  name: 'Microsoft 365',
  summary: 'Outlook calendar and Teams presence',
  iconUrl: 'providers/none/icon',
  connectable: false,
  obstacle: {
    code: 'CLIENT_NOT_CONFIGURED',
    title: 'Microsoft 365 is not set up on this server yet.',
    detail: 'Your administrator has to register it once.',
    remedy: 'Ask your administrator.',
  },
};
const counts = (part = {}) => ({
  hostCreated: 0, hostUpdated: 0, hostDeleted: 0, providerCreated: 0, providerUpdated: 0, providerDeleted: 0, conflicts: 0, held: 0, failed: 0, ...part,
});
const usual = { deletions: 'FOLLOW', privacy: 'FULL', privateAsBusy: true, filter: { free: false, declined: false, allDay: false, categories: [] } };
const pair = (id, name, direction, part = {}) => ({
  id, kind: 'CALENDAR', hostCollection: `h-${id}`, hostName: name, providerCollection: `g-${id}`, providerName: name, direction,
  conflictPolicy: 'PROVIDER', rules: usual, confirmed: true, enabled: true, held: 0, ...part,
});
const integration = (id, account, part = {}) => ({
  id, provider: 'google', providerName: 'Google', iconUrl: google.iconUrl, account, status: 'CONNECTED', capabilities: ['CALENDAR_READ', 'CALENDAR_WRITE'],
  missingCapabilities: [], intervalMinutes: 15, version: 3, createdAt: ago(9000), lastSuccess: ago(3), nextRun: ago(-12), held: 0,
  pairs: [pair('p1', 'Personal', 'BOTH'), pair('p2', 'Team Paris', 'IMPORT')], ...part,
});
const grantLost = {
  code: 'GRANT_LOST', title: 'Google no longer lets us in.', detail: 'This happens when you change your password or withdraw access.', remedy: 'Reconnect the account.', reference: '7f3a-19c2',
};
const runs = [
  { outcome: 'RUNNING', trigger: 'USER', startedAt: ago(0), counts: counts({ hostCreated: 12 }) },
  { outcome: 'SUCCEEDED', trigger: 'SCHEDULE', startedAt: ago(15), finishedAt: ago(14.99), counts: counts() },
  { outcome: 'PARTIAL', trigger: 'SCHEDULE', startedAt: ago(30), finishedAt: ago(29.9), counts: counts({ hostCreated: 3, providerUpdated: 2, conflicts: 1, failed: 2 }) },
  { outcome: 'FAILED', trigger: 'SCHEDULE', startedAt: ago(1500), finishedAt: ago(1499.9), counts: counts(), error: { code: 'PROVIDER_UNREACHABLE', title: 'Google does not answer.', detail: 'The service or the way to it is down.', remedy: 'Nothing to do; we try again by ourselves.' } },
  { outcome: 'CANCELLED', trigger: 'USER', startedAt: ago(1530), finishedAt: ago(1529), counts: counts({ hostCreated: 800 }) },
  { outcome: 'PREVIEWED', trigger: 'FIRST', startedAt: ago(3010), finishedAt: ago(3009.8), counts: counts() },
  { outcome: 'SUCCEEDED', trigger: 'FIRST', startedAt: ago(3000), finishedAt: ago(2998), counts: counts({ hostCreated: 3080 }) },
].map((run, index) => ({
  id: `r${index}`, pair: 'p1', hostName: 'Personal', providerName: 'Personal', requests: 3 + index, bytesSent: 1234 * (index + 1), bytesReceived: 98765 * (index + 1), ...run,
}));
const titles = ['Breakfast with Nadia', 'Dentist', 'Quarterly review', '=HYPERLINK("x")', 'School play', 'Train to Lyon', '<img src=x onerror=alert(1)>', 'Yoga', 'Flat viewing'];
const items = titles.map((label, index) => ({
  label, side: index % 3 ? 'HOST' : 'PROVIDER', action: ['CREATE', 'UPDATE', 'DELETE'][index % 3], detail: '', position: index,
  ...(index < 2 ? { reason: { code: 'ITEM_REJECTED', title: 'Google did not accept this event.', detail: 'It ends before it begins.', remedy: 'Correct the times in your calendar.' } } : {}),
  ...(index === 4 ? { action: 'UPDATE', detail: 'location', reason: { code: 'FIELD_CONFLICT', title: 'The same detail was changed on both sides.', detail: 'Your setting for conflicts decided which one stays.', remedy: 'Change the entry on either side if the other value was right.' } } : {}),
}));
const part = (side, action, count, samples) => ({ side, action, count, samples });
const many = Array.from({ length: 50 }, (_, index) => `${titles[index % titles.length]} ${index + 1}`);
const previewOf = (id) => ({
  pair: id,
  madeAt: ago(1),
  parts: id === 'p2'
    ? [part('HOST', 'CREATE', 64, many)]
    : [part('HOST', 'CREATE', 812, many), part('HOST', 'UPDATE', 5, titles.slice(0, 5)), part('PROVIDER', 'DELETE', 3, titles.slice(5, 8)), part('HOST', 'LINK', 140, []), part('PROVIDER', 'LINK', 140, [])],
});
const conflict = (id, label, field, hostValue, providerValue, more = {}) => ({
  id, pair: 'p1', run: 'r2', label, field, hostValue, providerValue, chosen: null, byPerson: false, at: ago(90), expiresAt: ago(-60 * 24 * 29), ...more,
});
const duplicate = (id, label, details) => ({ id, pair: 'p1', label, at: ago(50), details: details.map(([field, hostValues, providerValues]) => ({ field, hostValues, providerValues })) });
const duplicates = () => [
  duplicate('d1', 'Quarterly review', [['when', ['2026-11-25T09:00[Europe/Paris]/2026-11-25T10:30[Europe/Paris]'], ['2026-11-25T09:00[Europe/Paris]/2026-11-25T10:00[Europe/Paris]']], ['title', ['Quarterly review'], ['Quarterly review']], ['location', ['Room Mistral, 3rd floor'], []], ['alarms', ['DISPLAY-PT15M'], ['DISPLAY-PT15M']]]),
  duplicate('d2', 'Élise Martin', [['displayName', ['Élise Martin'], ['Elise Martin']], ['emails', ['types=work\nvalue=elise@example.org'], ['elise@example.org', 'e.martin@example.net']], ['organizations', [], ['name=ACME\ntitle=Engineer']], ['birthday', ['--05-17'], ['1980-05-17']]]),
];
const conflicts = () => [
  conflict('c1', 'Quarterly review', 'location', 'Room Mistral, 3rd floor', 'Room Tramontane'),
  conflict('c2', 'Dentist', 'when', '25 Nov 2026, 09:00 – 09:30', '26 Nov 2026, 14:00 – 14:30'),
  conflict('c3', 'School play', 'description', 'Bring the costume and the cake.\nDoors open at six.', '', { chosen: 'HOST', byPerson: true, at: ago(3000) }),
  conflict('c4', 'Train to Lyon', 'title', 'Train to Lyon', 'TGV 6607 Paris – Lyon', { chosen: 'PROVIDER', at: ago(4000) }),
  conflict('c5', 'Yoga', 'alarms', '10 min', '30 min', { chosen: 'PROVIDER', at: ago(60000), expiresAt: ago(10) }),
];
const reason = (code, title, detail, remedy) => ({ code, title, detail, remedy });
const explanations = [
  { label: 'Dentist', side: 'HOST', synced: true, reason: null },
  { label: 'Dentist, control', side: 'PROVIDER', synced: false, reason: reason('OUTSIDE_WINDOW', 'The entry lies outside the period that is synced.', 'The settings limit how far back and ahead is synced.', 'Widen the period in the settings.') },
  { label: 'Dentist (call back)', side: 'PROVIDER', synced: false, reason: null },
  { label: 'Dentist, cancelled', side: 'HOST', synced: false, reason: reason('FILTERED_OUT', 'The entry is left out.', 'A filter in the settings leaves entries of this kind out.', 'Change the filter in the settings.') },
];
function statistics(period) {
  const [steps, minutes] = { DAY: [24, 60], WEEK: [28, 360], MONTH: [30, 1440] }[period];
  const none = { succeeded: 0, partial: 0, failed: 0, written: 0, failedItems: 0, requests: 0 };
  const list = Array.from({ length: steps }, (_, index) => {
    const runs = Math.max(1, Math.round(minutes / 15));
    const sums = state.noRuns || index === 3 ? none : {
      succeeded: runs - (index % 7 === 2 ? 2 : 0) - (index % 11 === 5 ? Math.ceil(runs / 2) : 0), partial: index % 7 === 2 ? 2 : 0, failed: index % 11 === 5 ? Math.ceil(runs / 2) : 0,
      written: index === steps - 20 ? 812 : (index * 37) % 23, failedItems: index % 7 === 2 ? 3 : 0, requests: runs * 4,
    };
    return { from: ago((steps - index) * minutes), sums };
  });
  const total = list.reduce((sum, { sums }) => Object.fromEntries(Object.keys(none).map((it) => [it, sum[it] + sums[it]])), none);
  return { from: ago(steps * minutes), until: ago(0), total, steps: list, lastSuccess: state.noRuns ? null : ago(3) };
}

const scenarios = {
  empty: () => ({ providers: [google], integrations: [] }),
  bare: () => ({ providers: [], integrations: [] }),
  rich: () => ({
    providers: [google, microsoft],
    integrations: [
      integration('i1', 'alice@example.com'),
      integration('i2', 'alice.martin@choir.example', { status: 'NEEDS_REAUTH', problem: grantLost }),
      integration('i3', 'projects@example.org', { running: { pair: 'p1', run: 'r0', phase: 'applying', done: 412, total: 3080 } }),
      integration('i4', 'holidays@example.net', { held: 14, pairs: [pair('p1', 'Holidays', 'BOTH', { held: 14 })], missingCapabilities: ['CALENDAR_WRITE'], capabilities: ['CALENDAR_READ'] }),
      integration('i5', 'paused@example.com', { status: 'PAUSED' }),
      integration('i6', 'gone@example.com', { status: 'PROVIDER_UNAVAILABLE' }),
    ],
  }),
  one: () => ({ providers: [google], integrations: [integration('i1', 'alice@example.com')] }),
  waiting: () => ({
    providers: [google],
    integrations: [
      integration('i1', 'alice@example.com', { previews: ['p1'], conflicts: 2, duplicates: 2, pairs: [pair('p1', 'Personal', 'BOTH', { confirmed: false }), pair('p2', 'Team Paris', 'IMPORT')] }),
      integration('i2', 'alice.martin@choir.example', { previews: ['p1', 'p2'], lastSuccess: undefined, pairs: [pair('p1', 'Personal', 'BOTH', { confirmed: false }), pair('p2', 'Team Paris', 'IMPORT', { confirmed: false })] }),
    ],
  }),
  books: () => ({
    providers: [google],
    integrations: [integration('i1', 'alice@example.com', { capabilities: ['CALENDAR_READ', 'CALENDAR_WRITE', 'CONTACTS_READ', 'CONTACTS_WRITE'], pairs: [pair('p1', 'Personal', 'BOTH'), pair('b1', 'Contacts', 'BOTH', { kind: 'ADDRESS_BOOK' })] })],
  }),
  fresh: () => ({ providers: [google], integrations: [integration('i1', 'alice@example.com', { status: 'NOT_SET_UP', pairs: [], lastSuccess: undefined, nextRun: undefined })] }),
  failing: () => ({
    providers: [google],
    integrations: [integration('i1', 'alice@example.com', { status: 'FAILING', lastSuccess: ago(2000), problem: { code: 'PROVIDER_UNREACHABLE', title: 'Google does not answer.', detail: 'The service or the way to it is down.', remedy: 'We try again by ourselves.' } })],
  }),
};

function scenario(name, extra = {}) {
  state = { ...scenarios[name](), flows: {}, missing: [], conflicts: conflicts(), duplicates: duplicates(), undoable: 'r2', ...extra };
}

function tell(kind, data) {
  eventId += 1;
  listeners.forEach((it) => it.write(`id: ${eventId}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`));
}

function find(id) {
  return state.integrations.find((it) => it.id === id);
}

function put(next) {
  state.integrations = state.integrations.map((it) => (it.id === next.id ? next : it));
  tell('integration-changed', { integration: next.id });
  return next;
}

function firstSync(id) {
  const total = 3080;
  let done = 0;
  const timer = setInterval(() => {
    done += 220;
    const known = find(id);
    if (!known || state.stop || done >= total) {
      clearInterval(timer);
      if (known) {
        put({ ...known, running: undefined, status: 'CONNECTED', lastSuccess: ago(0), nextRun: ago(-15) });
        tell('sync-finished', { integration: id, pair: 'p1', run: 'r9', outcome: state.stop ? 'CANCELLED' : 'SUCCEEDED' });
        state.stop = false;
      }
      return;
    }
    known.running = { pair: known.pairs[0]?.id, run: 'r9', phase: 'applying', done, total };
    tell('sync-progress', { integration: id, ...known.running });
  }, 300);
}

/** Reads both sides for a moment, then leaves a preview, as a server does with settings that nobody has agreed to. */
function makePreview(id, waiting) {
  let done = 0;
  const timer = setInterval(() => {
    const known = find(id);
    done += 160;
    if (!known || done < 1000) {
      if (known) {
        known.running = { pair: waiting[0], run: 'r8', phase: 'reading', done, total: null };
        tell('sync-progress', { integration: id, ...known.running });
      }
      return;
    }
    clearInterval(timer);
    put({ ...known, running: undefined, previews: waiting });
    tell('sync-finished', { integration: id, pair: waiting[0], run: 'r8', outcome: 'PREVIEWED' });
  }, state.pace ?? 300);
}

const short = (code, title) => [409, { code, title, detail: '', remedy: '' }];

function judged(id, stays) {
  state.duplicates = state.duplicates.filter(stays);
  put({ ...find(id), duplicates: state.duplicates.length });
  return runs[2];
}

const routes = [
  ['GET', '/user/integrations', () => ({ integrations: state.integrations, providers: state.providers, eventId })],
  ['GET', '/user/integrations/:id', ({ id }) => find(id)],
  ['POST', '/user/integrations/:id/connect', ({ id }) => {
    const flow = { id: randomUUID(), provider: id, status: 'WAITING', granted: [], missing: [], expiresAt: ago(-10) };
    state.flows[flow.id] = flow;
    return [201, { ...flow, authorizationUri: `${provider}/consent?flow=${flow.id}` }];
  }],
  ['GET', '/flows/:id', ({ id }) => state.flows[id]],
  ['POST', '/flows/:id/complete', ({ id }) => {
    const flow = state.flows[id];
    if (flow.status === 'RETURNED') {
      const made = integration('i9', 'alice@example.com', { status: 'NOT_SET_UP', pairs: [], lastSuccess: undefined, nextRun: undefined, missingCapabilities: state.missing, capabilities: capabilities.map((it) => it.capability).filter((it) => !state.missing.includes(it)) });
      state.integrations.push(made);
      Object.assign(flow, { status: 'CONNECTED', integration: 'i9', granted: made.capabilities, missing: state.missing });
      tell('integration-changed', { integration: 'i9' });
    }
    return flow;
  }],
  ['POST', '/flows/:id/cancel', ({ id }) => Object.assign(state.flows[id], state.flows[id].status === 'WAITING' ? { status: 'CANCELLED' } : {})],
  ['GET', '/user/integrations/:id/collections', () => ({
    host: [
      { id: 'h-p1', kind: 'CALENDAR', name: 'Personal', access: 'READ_WRITE', primary: true },
      { id: 'h-p2', kind: 'CALENDAR', name: 'Team Paris', access: 'READ_WRITE', primary: false },
      { id: 'h-b1', kind: 'ADDRESS_BOOK', name: 'Contacts', access: 'READ_WRITE', primary: true },
    ],
    provider: [
      { id: 'g-p1', kind: 'CALENDAR', name: 'Personal', access: 'READ_WRITE', color: '#0b8043', primary: true },
      { id: 'g-p2', kind: 'CALENDAR', name: 'Team Paris', access: 'READ_WRITE', color: '#d50000', primary: false },
      { id: 'g-p3', kind: 'CALENDAR', name: 'Holidays in France', access: 'READ', color: '#8e24aa', primary: false },
      ...(state.integrations.some((it) => it.capabilities.includes('CONTACTS_READ')) ? [{ id: 'g-b1', kind: 'ADDRESS_BOOK', name: 'Contacts', access: 'READ_WRITE', primary: true }] : []),
    ],
  })],
  ['PUT', '/user/integrations/:id/settings', ({ id, body }) => {
    const known = find(id);
    if (body.version !== known.version) {
      return [409, { code: 'STALE_VERSION', title: 'The settings were changed elsewhere meanwhile.', detail: 'Another window saved first.', remedy: 'Look at the current settings and change them again.' }];
    }
    const pairs = body.pairs.map((it, index) => ({ ...pair(it.id ?? `p${index + 1}`, 'Personal', it.direction), ...it, id: it.id ?? `p${index + 1}` }));
    const status = pairs.length && known.status === 'NOT_SET_UP' ? 'CONNECTED' : known.status;
    const before = new Map(known.pairs.map((it) => [it.id, JSON.stringify({ ...it, confirmed: true })]));
    for (const it of pairs) {
      it.rules = body.pairs.find((sent) => sent.providerCollection === it.providerCollection)?.rules ?? known.pairs.find((old) => old.id === it.id)?.rules ?? usual;
      it.confirmed = before.get(it.id) === JSON.stringify({ ...it, confirmed: true });
    }
    const waiting = pairs.filter((it) => it.enabled && !it.confirmed).map((it) => it.id);
    if (waiting.length) {
      makePreview(id, waiting);
    }
    return put({ ...known, pairs, status, version: known.version + 1, intervalMinutes: body.intervalMinutes });
  }],
  ['POST', '/user/integrations/:id/sync', ({ id }) => (firstSync(id), [202, { startsAt: ago(0) }])],
  ['POST', '/user/integrations/:id/cancel', () => ((state.stop = true), {})],
  ['POST', '/user/integrations/:id/pause', ({ id }) => put({ ...find(id), status: 'PAUSED' })],
  ['POST', '/user/integrations/:id/resume', ({ id }) => put({ ...find(id), status: 'CONNECTED' })],
  ['GET', '/user/integrations/:id/disconnect', () => ({ pairs: [{ pair: 'p1', hostName: 'Personal', providerName: 'Personal', copies: 3080 }] })],
  ['DELETE', '/user/integrations/:id', ({ id }) => {
    const deadline = new Date(Date.now() + 10_000).toISOString();
    state.before = find(id);
    put({ ...find(id), status: 'DISCONNECTING', disconnectDeadline: deadline });
    state.timer = setTimeout(() => {
      state.integrations = state.integrations.filter((it) => it.id !== id);
      tell('integration-removed', { integration: id });
    }, 10_000);
    return [202, { deadline }];
  }],
  ['POST', '/user/integrations/:id/undo-disconnect', () => (clearTimeout(state.timer), put(state.before))],
  ['GET', '/user/integrations/:id/history', () => ({ runs: state.noRuns ? [] : runs })],
  ['GET', '/user/integrations/:id/history/:run/items', () => ({ items })],
  ['GET', '/user/integrations/:id/pairs/:pair/held', () => ({ pair: 'p1', heldAt: ago(50), items: titles.map((label, index) => ({ label, side: index % 2 ? 'HOST' : 'PROVIDER' })) })],
  ['POST', '/user/integrations/:id/pairs/:pair/held/:what', ({ id }) => {
    const known = find(id);
    put({ ...known, held: 0, pairs: known.pairs.map((it) => ({ ...it, held: 0 })) });
    return runs[1];
  }],
  ['GET', '/user/integrations/:id/pairs/:pair/preview', ({ id, pair: one }) => (find(id)?.previews?.includes(one) ? previewOf(one) : undefined)],
  ['POST', '/user/integrations/:id/pairs/:pair/confirm', ({ id, pair: one }) => {
    const known = find(id);
    put({ ...known, previews: known.previews?.filter((it) => it !== one), pairs: known.pairs.map((it) => (it.id === one ? { ...it, confirmed: true } : it)) });
    firstSync(id);
    return [202, { startedAt: ago(0) }];
  }],
  ['GET', '/user/integrations/:id/duplicates', () => ({ duplicates: state.duplicates })],
  ['POST', '/user/integrations/:id/duplicates/:duplicate/decide', ({ id, duplicate: one }) => judged(id, (it) => it.id !== one)],
  ['POST', '/user/integrations/:id/pairs/:pair/duplicates/decide', ({ id }) => judged(id, () => false)],
  ['GET', '/user/integrations/:id/conflicts', ({ query }) => ({ conflicts: state.conflicts.filter((it) => query.get('open') !== 'true' || !it.chosen) })],
  ['POST', '/user/integrations/:id/conflicts/:conflict/decide', ({ id, conflict: one, body }) => {
    if (state.changed) {
      return short('ITEM_CHANGED', 'The entry has been changed meanwhile.');
    }
    state.conflicts = state.conflicts.map((it) => (it.id === one ? { ...it, chosen: body.chosen, byPerson: true } : it));
    put({ ...find(id), conflicts: state.conflicts.filter((it) => !it.chosen).length });
    return runs[1];
  }],
  ['GET', '/user/integrations/:id/pairs/:pair/undo', ({ pair: one }) => ({ run: one === 'p1' ? state.undoable : null })],
  ['POST', '/user/integrations/:id/history/:run/undo', ({ run }) => {
    if (run !== state.undoable) {
      return short('NOT_UNDOABLE', 'This run cannot be taken back.');
    }
    return { ...runs[2], id: 'u1', trigger: 'UNDO', startedAt: ago(0), finishedAt: ago(0), counts: counts({ hostDeleted: 3, providerUpdated: 1, failed: 1 }) };
  }],
  ['POST', '/user/integrations/:id/history/:run/items/:position/retry', ({ position }) => (position === '0' ? runs[1] : { ...runs[2], id: 'r2' })],
  ['GET', '/user/integrations/:id/pairs/:pair/explain', ({ query }) => ({ items: explanations.filter((it) => it.label.toLowerCase().includes(query.get('q').toLowerCase())) })],
  ['GET', '/user/integrations/:id/statistics', ({ query }) => statistics(query.get('period'))],
  ['GET', '/admin/clients', () => ({ clients: [{ provider: 'google', providerName: 'Google', clientId: 'demo-client', redirectUri: `${own}/integrations/api/oauth/google/callback` }, { provider: 'microsoft', providerName: 'Microsoft 365', redirectUri: `${own}/integrations/api/oauth/microsoft/callback` }] })],
  ['PUT', '/admin/clients/:id', ({ id, body }) => ({ provider: id, providerName: id, clientId: body.clientId, redirectUri: `${own}/integrations/api/oauth/${id}/callback` })],
  ['DELETE', '/admin/clients/:id', () => [204]],
  ['POST', '/admin/clients/:id/check', ({ id }) => (id === 'google' ? { ok: true } : { ok: false, problem: { code: 'CLIENT_REJECTED', title: 'The provider does not know this client id.', remedy: 'Compare it with the one in the console.' } })],
];

function match(method, path) {
  for (const [verb, pattern, handle] of routes) {
    const expression = new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    const found = verb === method && path.match(expression);
    if (found) {
      return { handle, values: found.groups ?? {} };
    }
  }
}

function answerJson(response, status, body) {
  response.writeHead(status, { 'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json', 'Cache-Control': 'no-store' });
  response.end(status === 204 ? undefined : JSON.stringify(body));
}

async function api(request, response, path, body, query) {
  if (state.down) {
    return response.destroy();
  }
  if (state.problem) {
    return answerJson(response, state.problem.status, state.problem);
  }
  if (state.slow) {
    await new Promise((done) => setTimeout(done, state.slow));
  }
  if (path === '/events') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(': hello\n\n');
    listeners.push(response);
    request.on('close', () => (listeners = listeners.filter((it) => it !== response)));
    return;
  }
  if (path.startsWith('/providers/')) {
    if (path.includes('none')) {
      return answerJson(response, 404, {});
    }
    response.writeHead(200, { 'Content-Type': 'image/svg+xml' });
    return response.end(icon);
  }
  const found = match(request.method, path);
  const result = found?.handle({ ...found.values, body, query });
  if (result === undefined) {
    return answerJson(response, 404, { code: 'NOT_FOUND', title: 'There is nothing here.' });
  }
  return Array.isArray(result) ? answerJson(response, ...result) : answerJson(response, 200, result);
}

function consent(response, url) {
  const flow = url.searchParams.get('flow');
  response.writeHead(200, { 'Content-Type': 'text/html' });
  response.end(`<!doctype html><title>Consent</title><h1>Google, pretending</h1>
    <p><a href="${own}/mock/callback?flow=${flow}" id="allow">Allow</a></p><p><a href="${own}/mock/callback?flow=${flow}&deny=1" id="deny">Deny</a></p>`);
}

function callback(response, url) {
  const flow = state.flows[url.searchParams.get('flow')];
  const denied = url.searchParams.has('deny');
  Object.assign(flow, denied ? { status: 'FAILED', error: { code: 'CONSENT_DENIED', title: 'You did not give your consent.', detail: 'Google told us that you pressed cancel.', remedy: 'Nothing was stored. You can try again at any time.' } } : { status: 'RETURNED' });
  tell('flow-changed', { flow: flow.id, status: flow.status });
  response.writeHead(303, { Location: `/integrations/ui/return.html#flow=${flow.id}` });
  response.end();
}

function page(response, url) {
  const scheme = url.searchParams.get('scheme') ?? 'light dark';
  const look = url.searchParams.get('look') === 'host' ? '--passerelle-accent:#a3195b;--passerelle-radius:4px;--passerelle-font:Georgia,serif' : '';
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'self'; style-src 'self'; frame-ancestors 'none'",
  });
  response.end(`<!doctype html><html lang="${url.searchParams.get('lang') ?? 'en'}"><head><meta charset="utf-8"><title>Preferences</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="${scheme}">
    <link rel="stylesheet" href="/mock.css?look=${encodeURIComponent(look)}"><script type="module" src="/integrations/ui/passerelle-integrations.js"></script></head>
    <body><main><h1>Preferences</h1><passerelle-integrations></passerelle-integrations></main></body></html>`);
}

function file(response, path) {
  const name = path.endsWith('/') ? `${path}index.html` : path;
  const place = `target/web${name.replace('/integrations', '')}`;
  if (!existsSync(place)) {
    return answerJson(response, 404, {});
  }
  response.writeHead(200, {
    'Content-Type': types[place.split('.').pop()],
    ...(place.endsWith('html') ? { 'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" } : {}),
  });
  response.end(readFileSync(place));
}

scenario('rich');
createServer(async (request, response) => {
  const url = new URL(request.url, own);
  let text = '';
  for await (const chunk of request) {
    text += chunk;
  }
  const body = text ? JSON.parse(text) : undefined;
  const path = url.pathname;
  if (path === '/mock') {
    scenario(body.scenario ?? 'rich', body);
    if (body.cut) {
      listeners.forEach((it) => it.destroy());
    }
    tell('providers-changed', {});
    answerJson(response, 200, {});
  } else if (path === '/mock/callback') {
    callback(response, url);
  } else if (path === '/mock.css') {
    response.writeHead(200, { 'Content-Type': 'text/css' });
    response.end(`:root{${url.searchParams.get('look')}} body{margin:0;background:light-dark(#f6f7fa,#101217)} main{max-width:64rem;margin:0 auto;padding:1.5rem}`);
  } else if (path === '/consent') {
    consent(response, url);
  } else if (path.startsWith('/integrations/api')) {
    await api(request, response, path.slice('/integrations/api'.length), body, url.searchParams);
  } else if (path === '/') {
    page(response, url);
  } else {
    file(response, path);
  }
}).listen(port, () => console.log(`${own}/`));
