// SPDX-License-Identifier: Apache-2.0
import { html, nothing, type TemplateResult } from 'lit';
import type { Capability, Flow, Provider } from '../../api/types.js';
import { icon, type IconName } from '../../components/icons.js';
import type { Key } from '../../i18n/messages.js';

/** Says a text with the names of provider and account filled in. */
export type Say = (key: Key) => string;

/** What may be used, to be switched on and off. */
export function capabilitySwitches(
  provider: Provider,
  chosen: ReadonlySet<Capability>,
  say: Say,
  choose: (chosen: Set<Capability>) => void,
  disabled = false,
): TemplateResult[] {
  return provider.capabilities.map(
    ({ capability, text }) => html`
      <label class="capability">
        <strong>${say(`connect.cap.${capability}`)}</strong>
        <input
          type="checkbox"
          role="switch"
          name=${capability}
          ?disabled=${disabled}
          .checked=${chosen.has(capability)}
          @change=${(event: Event) => choose(toggled(provider, chosen, capability, (event.target as HTMLInputElement).checked))}
        />
        <span class="small muted">${text}</span>
      </label>
    `,
  );
}

/** Whoever may change may read; whoever may not read cannot change. */
function toggled(provider: Provider, before: ReadonlySet<Capability>, capability: Capability, on: boolean): Set<Capability> {
  const chosen = new Set(before);
  const reading = capability.replace('_WRITE', '_READ') as Capability;
  const writing = capability.replace('_READ', '_WRITE') as Capability;
  if (on) {
    chosen.add(capability);
    if (provider.capabilities.some((offer) => offer.capability === reading)) {
      chosen.add(reading);
    }
  } else {
    chosen.delete(capability);
    chosen.delete(writing);
  }
  return chosen;
}

/** Something a person is promised before they connect. */
export function promise(name: IconName, title: string, text: string): TemplateResult {
  return html`
    <div class="promise">
      ${icon(name)}
      <h3>${title}</h3>
      <p class="small muted">${text}</p>
    </div>
  `;
}

/** A sign with a sentence below it. */
export function panel(name: IconName, tone: string, text: string): TemplateResult {
  return html`<div class="panel">
    <div class="badge ${tone}">${icon(name)}</div>
    ${text ? html`<p>${text}</p>` : nothing}
  </div>`;
}

/** What was granted and what was not. */
export function grantedResult(provider: Provider, flow: Flow, say: Say): TemplateResult {
  const textOf = (capability: Capability): string =>
    provider.capabilities.find((offer) => offer.capability === capability)?.text ?? say(`connect.cap.${capability}`);
  return html`
    ${panel('check', 'good', '')}
    <div class="result">
      <h3>${say('connect.done.granted')}</h3>
      <ul class="granted">
        ${flow.granted.map((capability) => html`<li>${icon('check')}<span>${textOf(capability)}</span></li>`)}
      </ul>
      ${flow.missing.length > 0
        ? html`
            <h3>${say('connect.done.missing')}</h3>
            <ul class="missing">
              ${flow.missing.map((capability) => html`<li>${icon('gone')}<span>${textOf(capability)}</span></li>`)}
            </ul>
            <p class="small muted">${say(provider.form ? 'form.missing' : 'connect.done.missing.text')}</p>
          `
        : nothing}
    </div>
  `;
}
