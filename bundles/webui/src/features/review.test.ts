// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it } from 'vitest';
import type { Api } from '../api/Api.js';
import { ApiError } from '../api/ApiError.js';
import type { Conflict, Duplicate, Explanation, Integration, Pair, Preview, Run, RunItem } from '../api/types.js';
import { Messages } from '../i18n/messages.js';
import '../components/ProblemNote.js';
import './conflicts/ConflictEntry.js';
import './duplicates/DuplicatesModal.js';
import './held/HeldDeletions.js';
import './history/FindItem.js';
import './history/RunEntry.js';
import './preview/PreviewNote.js';

const messages = new Messages('en');
const counts = {
  hostCreated: 0,
  hostUpdated: 0,
  hostDeleted: 0,
  providerCreated: 0,
  providerUpdated: 0,
  providerDeleted: 0,
  conflicts: 0,
  held: 0,
  failed: 0,
};
const run = (part: Partial<Run> = {}): Run => ({
  id: 'r1',
  pair: 'p1',
  trigger: 'SCHEDULE',
  startedAt: '2026-11-22T12:00:00Z',
  finishedAt: '2026-11-22T12:00:05Z',
  outcome: 'SUCCEEDED',
  counts,
  requests: 1,
  bytesSent: 1,
  bytesReceived: 1,
  ...part,
});
const pair: Pair = {
  id: 'p1',
  kind: 'CALENDAR',
  hostCollection: 'h',
  hostName: 'Personal',
  providerCollection: 'g',
  providerName: 'Personal',
  direction: 'BOTH',
  conflictPolicy: 'ASK',
  enabled: true,
  held: 0,
};
const integration = (part: Partial<Integration> = {}): Integration => ({
  id: 'i1',
  provider: 'google',
  providerName: 'Google',
  iconUrl: '',
  account: 'a@b',
  status: 'CONNECTED',
  capabilities: [],
  missingCapabilities: [],
  intervalMinutes: 15,
  version: 1,
  createdAt: '',
  held: 0,
  pairs: [pair],
  ...part,
});

type Shown = HTMLElement & { updateComplete: Promise<boolean> };

async function show(name: string, properties: object): Promise<Shown> {
  const element = Object.assign(document.createElement(name) as unknown as Shown, { messages, ...properties });
  document.body.append(element);
  await settled(element);
  return element;
}

async function settled(element: Shown): Promise<void> {
  for (let i = 0; i < 12; i++) {
    await element.updateComplete;
  }
}

/** Every text that is shown, also inside elements of elements. */
function text(node: Node): string {
  const root = (node as Element).shadowRoot;
  const own = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '';
  const children = [...(root ? root.childNodes : node.childNodes)].filter((it) => it.nodeName !== 'STYLE');
  return (own + children.map(text).join(' ')).replace(/\s+/g, ' ');
}

function buttons(node: Element): HTMLButtonElement[] {
  const root = node.shadowRoot ?? node;
  return [...root.children].flatMap((it) => (it instanceof HTMLButtonElement ? [it] : buttons(it)));
}

function press(element: Shown, label: string): Promise<void> {
  const button = buttons(element).find((it) => it.textContent?.includes(label));
  if (!button) {
    throw new Error(`no button ${label} among ${buttons(element).map((it) => it.textContent)}`);
  }
  button.click();
  return settled(element);
}

afterEach(() => document.body.replaceChildren());

describe('a conflict', () => {
  const conflict: Conflict = {
    id: 'c1',
    pair: 'p1',
    run: 'r1',
    label: 'Dentist',
    field: 'location',
    hostValue: 'Room 1',
    providerValue: 'Room 2',
    chosen: null,
    byPerson: false,
    at: '2026-11-22T12:00:00Z',
    expiresAt: '2026-12-22T12:00:00Z',
  };
  const now = Date.parse('2026-11-22T13:00:00Z');
  const given = (part: Partial<Conflict>, api: Partial<Api> = {}) =>
    show('passerelle-conflict', { api, integration: 'i1', providerName: 'Google', conflict: { ...conflict, ...part }, now });

  it('shows both values and lets either be kept while it is open', async () => {
    const shown = await given({});

    expect(text(shown)).toContain('Room 1');
    expect(text(shown)).toContain('Room 2');
    expect(buttons(shown)).toHaveLength(2);
  });

  it('says who decided and offers only the other value', async () => {
    const shown = await given({ chosen: 'PROVIDER' });

    expect(text(shown)).toContain('your rule decided');
    expect(buttons(shown)).toHaveLength(1);
  });

  it('cannot be decided when its time is over', async () => {
    const shown = await given({ expiresAt: '2026-11-22T12:30:00Z' });

    expect(buttons(shown)).toHaveLength(0);
  });

  it('sends the side that was chosen and says what has been written', async () => {
    const asked: unknown[] = [];
    const decided: Conflict[] = [];
    const shown = await given({}, { decide: async (...of: unknown[]) => (asked.push(of), run()) } as Partial<Api>);
    shown.addEventListener('conflict-decided', (event) => decided.push((event as CustomEvent<Conflict>).detail));
    await press(shown, 'Room 2');

    expect(asked).toEqual([['i1', 'c1', 'PROVIDER']]);
    expect(decided).toMatchObject([{ chosen: 'PROVIDER', byPerson: true }]);
  });

  it('stays open with the reason when the value could not be written', async () => {
    const reason = { code: 'ITEM_REJECTED', title: 'Google did not accept it.' };
    const shown = await given(
      {},
      { decide: async () => run({ counts: { ...counts, failed: 1 } }), runItems: async () => [{ label: '', side: 'HOST', action: 'UPDATE', reason }] },
    );
    await press(shown, 'Room 2');

    expect(text(shown)).toContain('Google did not accept it.');
    expect(buttons(shown)).toHaveLength(2);
  });

  it('stays open when the item has been changed meanwhile', async () => {
    const shown = await given({}, { decide: () => Promise.reject(new ApiError({ code: 'ITEM_CHANGED', title: 'It has been changed since.' })) });
    await press(shown, 'Room 1');

    expect(text(shown)).toContain('It has been changed since.');
  });
});

describe('a run in the history', () => {
  const items: RunItem[] = [
    { label: 'Dentist', side: 'PROVIDER', action: 'CREATE', position: 0, reason: { code: 'ITEM_REJECTED', title: 'Not accepted.' } },
    { label: 'Review', side: 'HOST', action: 'UPDATE', position: 1, reason: { code: 'FIELD_CONFLICT', title: 'Changed on both sides.' } },
    { label: 'Lunch', side: 'HOST', action: 'CREATE', position: 2 },
  ];
  const given = async (part: Partial<Run>, api: object, more: object = {}) => {
    const shown = await show('passerelle-run', {
      api: { runItems: async () => items, ...api },
      integration: 'i1',
      providerName: 'Google',
      run: run(part),
      ...more,
    });
    shown.shadowRoot?.querySelector('button')?.click();
    await settled(shown);
    return shown;
  };

  it('offers to try again what failed, and nothing else', async () => {
    const shown = await given({}, {});

    expect(shown.shadowRoot?.querySelectorAll('passerelle-retry')).toHaveLength(1);
  });

  it('does not call an item undone whose conflict a rule decided', async () => {
    const shown = await given({}, {});

    expect(text(shown)).toContain('changed here');
    expect(text(shown)).not.toContain('not changed here');
  });

  it('tries one item again by its place in the run', async () => {
    const asked: unknown[] = [];
    const shown = await given({}, { retryItem: async (...of: unknown[]) => (asked.push(of), run({ id: 'r2', trigger: 'RETRY' })) });
    await press(shown, 'Try again');

    expect(asked).toEqual([['i1', 'r1', 0]]);
    expect(text(shown)).toContain('Done now.');
  });

  it('says why an item is still not possible', async () => {
    const shown = await given({}, { retryItem: async () => run({ id: 'r2', counts: { ...counts, failed: 1 } }) });
    await press(shown, 'Try again');

    expect(text(shown)).toContain('Still not possible. Not accepted.');
  });

  it('is taken back only after it was said what that does', async () => {
    const asked: unknown[] = [];
    const shown = await given(
      { counts: { ...counts, hostCreated: 3, providerDeleted: 1 } },
      { undoRun: async (...of: unknown[]) => (asked.push(of), run({ id: 'r2', trigger: 'UNDO' })) },
      { undoable: true },
    );
    await press(shown, 'Take this sync back');

    expect(text(shown)).toContain('What it added here (3) is deleted again.');
    expect(text(shown)).toContain('What it deleted at Google (1) is created again.');
    expect(asked).toEqual([]);
    await press(shown, 'Take it back');
    expect(asked).toEqual([['i1', 'r1']]);
    Object.assign(shown, { undoable: false });
    await settled(shown);
    expect(text(shown)).toContain('Taken back.');
  });

  it('is complete but for a decision when nothing failed', async () => {
    expect(text(await given({ outcome: 'PARTIAL', counts: { ...counts, conflicts: 1 } }, {}))).toContain('something waits for you');
    expect(text(await given({ outcome: 'PARTIAL', counts: { ...counts, conflicts: 1, failed: 1 } }, {}))).toContain('with items left out');
  });

  it('cannot be taken back when a later one has written', async () => {
    expect(text(await given({}, {}))).not.toContain('Take this sync back');
  });
});

describe('the search for an item', () => {
  const given = (found: Explanation[], asked: unknown[] = []) =>
    show('passerelle-find', { api: { explain: async (...of: unknown[]) => (asked.push(of), found) }, integration: integration() });
  const look = async (shown: Shown, words: string) => {
    const input = shown.shadowRoot?.querySelector('input') as HTMLInputElement;
    input.value = words;
    input.dispatchEvent(new Event('input'));
    shown.shadowRoot?.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await settled(shown);
  };

  it('asks nothing for a single letter', async () => {
    const asked: unknown[] = [];
    const shown = await given([], asked);
    await look(shown, 'd');

    expect(asked).toEqual([]);
    expect(text(shown)).toContain('at least two letters');
  });

  it('says why an item is left out, and that a new one is still to come', async () => {
    const shown = await given([
      { label: 'Dentist', side: 'PROVIDER', synced: false, reason: { code: 'FILTERED_OUT', title: 'It is left out.' } },
      { label: 'Dentist 2', side: 'HOST', synced: false, reason: null },
      { label: 'Dentist 3', side: 'HOST', synced: true, reason: null },
    ]);
    await look(shown, 'dent');

    expect(text(shown)).toContain('Only at Google');
    expect(text(shown)).toContain('It is left out.');
    expect(text(shown)).toContain('comes with the next sync');
    expect(text(shown)).toContain('On both sides');
  });

  it('says that nothing was found', async () => {
    const shown = await given([]);
    await look(shown, 'dentist');

    expect(text(shown)).toContain('contains “dentist”');
  });
});

describe('the note on a card', () => {
  const preview: Preview = {
    pair: 'p1',
    madeAt: '',
    parts: [
      { side: 'HOST', action: 'CREATE', count: 812, samples: [] },
      { side: 'PROVIDER', action: 'DELETE', count: 3, samples: [] },
    ],
  };

  it('says what the next run would do', async () => {
    const shown = await show('passerelle-preview-note', {
      api: { preview: async () => preview },
      integration: integration({ previews: ['p1'] }),
    });

    expect(text(shown)).toContain('812 would be added here and 3 would be deleted at Google');
  });

  it('asks for a preview once, however often the card is drawn', async () => {
    let asked = 0;
    const api = { preview: async () => ((asked += 1), preview) };
    const shown = await show('passerelle-preview-note', { api, integration: integration({ previews: ['p1'] }) });
    Object.assign(shown, { integration: integration({ previews: ['p1'], version: 2 }) });
    await settled(shown);
    expect(asked).toBe(1);

    Object.assign(shown, { integration: integration({ previews: ['p1'], pairs: [{ ...pair, latest: run({ id: 'r9' }) }] }) });
    await settled(shown);
    expect(asked).toBe(2);
  });
});

describe('what looks the same', () => {
  const duplicate = (id: string, part: Partial<Duplicate> = {}): Duplicate => ({
    id,
    pair: 'p1',
    label: `Ada ${id}`,
    details: [
      { field: 'note', hostValues: ['met in Lyon'], providerValues: [] },
      { field: 'emails', hostValues: ['types=work\nvalue=ada@example.org'], providerValues: ['ada@example.org'] },
    ],
    at: '2026-11-22T12:00:00Z',
    ...part,
  });
  const modal = (api: Partial<Api>, left: Duplicate[]) =>
    show('passerelle-duplicates', {
      api: { duplicates: () => Promise.resolve(left), ...api } as Api,
      integration: integration({ duplicates: left.length }),
    });
  const entries = (shown: Shown) => [...(shown.shadowRoot?.querySelectorAll<Shown>('passerelle-duplicate') ?? [])];
  const rows = (entry?: Shown) => [...(entry?.shadowRoot?.querySelectorAll('tbody tr') ?? [])];

  it('is shown side by side: what tells most first, and what differs is marked', async () => {
    const shown = await modal({}, [duplicate('1')]);
    const [mail, note] = rows(entries(shown)[0]);
    expect([...(mail?.children ?? [])].map((it) => it.textContent?.trim())).toEqual(['Mail address', 'ada@example.org', 'ada@example.org']);
    expect(mail?.className).toBe('');
    expect(note?.className).toBe('differs');
    expect(note?.textContent).toContain('empty');
  });

  it('is decided one by one, and goes', async () => {
    const left = [duplicate('1'), duplicate('2')];
    const asked: string[] = [];
    const shown = await modal(
      {
        judge: (_id, one, verdict) => {
          asked.push(`${one} ${verdict}`);
          left.shift();
          return Promise.resolve(run());
        },
        duplicates: () => Promise.resolve([...left]),
      },
      left,
    );
    entries(shown)[0]?.shadowRoot?.querySelectorAll('button')[1]?.click();
    await settled(shown);
    expect(asked).toEqual(['1 DIFFERENT']);
    expect(entries(shown)).toHaveLength(1);
    expect(shown.shadowRoot?.querySelector('[role=status]')?.textContent).toContain('“Ada 1” stays two.');
  });

  it('is decided all at once', async () => {
    let left = [duplicate('1'), duplicate('2')];
    const shown = await modal(
      {
        judgeAll: (_id, one, verdict) => {
          left = [];
          expect(`${one} ${verdict}`).toBe('p1 SAME');
          return Promise.resolve(run());
        },
        duplicates: () => Promise.resolve(left),
      },
      left,
    );
    shown.shadowRoot?.querySelector<HTMLButtonElement>('.all button')?.click();
    await settled(shown);
    expect(shown.shadowRoot?.textContent).toContain('Nothing waits for your decision.');
  });

  it('says when something could not be written, and goes on waiting', async () => {
    const failed = { ...run(), outcome: 'PARTIAL' as const, counts: { ...counts, failed: 1 } };
    const shown = await modal({ judge: () => Promise.resolve(failed) }, [duplicate('1')]);
    entries(shown)[0]?.shadowRoot?.querySelector('button')?.click();
    await settled(shown);
    expect(shown.shadowRoot?.querySelector<HTMLElement & { problem: { title: string } }>('passerelle-problem')?.problem.title).toContain(
      'goes on waiting',
    );
    expect(entries(shown)).toHaveLength(1);
  });
});

describe('held deletions', () => {
  it('can be left at that', async () => {
    const asked: string[] = [];
    const shown = await show('passerelle-held', {
      api: {
        held: () => Promise.resolve({ pair: 'p1', heldAt: '2026-11-22T12:00:00Z', items: [{ label: 'x', side: 'HOST' as const }] }),
        settleHeld: (_id: string, _pair: string, decision: string) => {
          asked.push(decision);
          return Promise.resolve(run());
        },
      } as unknown as Api,
      integration: integration({ held: 1, pairs: [{ ...pair, held: 1 }] }),
    });
    [...(shown.shadowRoot?.querySelectorAll('button') ?? [])].find((it) => it.textContent?.includes('Leave it'))?.click();
    await settled(shown);
    expect(asked).toEqual(['ignore']);
  });
});
