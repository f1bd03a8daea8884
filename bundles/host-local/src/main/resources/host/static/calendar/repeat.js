// SPDX-License-Identifier: Apache-2.0
import { t } from '/host/static/i18n/texts.js';
import { field, h, select } from '/host/static/shell/dom.js';

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

/** How an event repeats: the simple ways; any other is shown as such and kept. */
export function repeatFields(event) {
  const present = event.repeat ?? {};
  const chosen = present.custom ? 'CUSTOM' : (present.frequency ?? '');
  const options = [['', t('repeat.never')], ...FREQUENCIES.map((one) => [one, t(`repeat.${one}`)])];
  if (present.custom) {
    options.push(['CUSTOM', t('repeat.custom')]);
  }
  const frequency = select('frequency', options, chosen);
  const interval = h('input', { name: 'interval', type: 'number', min: 1, max: 999, value: present.interval ?? 1 });
  const ends = select('ends', [['', t('repeat.forever')], ['until', t('repeat.until')], ['count', t('repeat.count')]], present.until ? 'until' : present.count ? 'count' : '');
  const until = h('input', { name: 'until', type: 'date', value: present.until ?? '' });
  const count = h('input', { name: 'count', type: 'number', min: 1, max: 9999, value: present.count ?? 10 });
  const untilField = field(t('repeat.lastDay'), until);
  const countField = field(t('repeat.times'), count);
  const more = h('div', { className: 'row' }, field(t('repeat.every'), interval), field(t('repeat.ends'), ends), untilField, countField);

  function show() {
    more.hidden = frequency.value === '' || frequency.value === 'CUSTOM';
    untilField.hidden = ends.value !== 'until';
    countField.hidden = ends.value !== 'count';
    until.required = !more.hidden && ends.value === 'until';
  }

  frequency.addEventListener('change', show);
  ends.addEventListener('change', show);
  show();
  return {
    element: h('div', { className: 'fields-time' }, field(t('repeat.label'), frequency), more),
    value: () => {
      if (frequency.value === '') {
        return null;
      }
      if (frequency.value === 'CUSTOM') {
        return { custom: true };
      }
      return {
        frequency: frequency.value,
        interval: Number(interval.value) || 1,
        ...(ends.value === 'until' && { until: until.value }),
        ...(ends.value === 'count' && { count: Number(count.value) || 1 }),
      };
    },
  };
}
