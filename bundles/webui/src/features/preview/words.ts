// SPDX-License-Identifier: Apache-2.0
import type { Action, Integration, Pair, Preview, PreviewPart, Side } from '../../api/types.js';
import type { Key, Messages } from '../../i18n/messages.js';

export const SIDES: Side[] = ['HOST', 'PROVIDER'];
export const WRITES: Action[] = ['CREATE', 'UPDATE', 'DELETE'];

/** What is written in previews, as part of a sentence: "812 would be added here and 3 would be deleted at Google". */
export function inShort(previews: Preview[], provider: string, messages: Messages): string {
  const parts = previews.flatMap((preview) => preview.parts);
  const said = SIDES.flatMap((side) =>
    WRITES.map((action) => {
      const n = sum(parts, side, action);
      return n > 0 ? messages.t(`preview.${side}.${action}` as Key, { n, provider }) : '';
    }),
  ).filter(Boolean);
  return said.length > 0 ? messages.list(said) : messages.t('preview.nothingWritten');
}

function sum(parts: PreviewPart[], side: Side, action: Action): number {
  return parts.filter((part) => part.side === side && part.action === action).reduce((total, part) => total + part.count, 0);
}

/** Pairs of an integration whose next run waits for consent. */
export function waitingPairs(integration: Integration): Pair[] {
  return integration.pairs.filter((pair) => integration.previews?.includes(pair.id));
}

/** Pairs that take part in runs and have to be agreed to before much is written. */
export function unconfirmedPairs(integration: Integration): Pair[] {
  return integration.pairs.filter((pair) => pair.enabled && pair.confirmed === false);
}

/** Changes when a preview may have been made anew. */
export function previewMark(integration: Integration): string {
  return waitingPairs(integration)
    .map((pair) => `${pair.id} ${pair.latest?.id ?? ''}`)
    .join(',');
}
