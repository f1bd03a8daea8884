// SPDX-License-Identifier: Apache-2.0
import type { LocalProblems } from '../api/Api.js';
import type { Messages } from './messages.js';

/** Words for failures that the server cannot describe itself. */
export function localProblems(messages: () => Messages): LocalProblems {
  return {
    unreachable: () => ({
      code: 'UNREACHABLE',
      title: messages().t('problem.unreachable.title'),
      detail: messages().t('problem.unreachable.detail'),
      remedy: messages().t('problem.unreachable.remedy'),
    }),
    unreadable: (status) => ({
      code: 'UNREADABLE_ANSWER',
      status,
      title: messages().t('problem.unreadable.title'),
      detail: messages().t('problem.unreadable.detail', { status: String(status) }),
      remedy: messages().t('problem.unreadable.remedy'),
    }),
  };
}
