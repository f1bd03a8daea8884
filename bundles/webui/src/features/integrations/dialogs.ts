// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from 'lit';
import type { Api } from '../../api/Api.js';
import type { Integration, Provider } from '../../api/types.js';
import type { Messages } from '../../i18n/messages.js';
import type { PartName } from './parts.js';
import '../connect/FormConnector.js';
import '../connect/OAuthConnector.js';

/** What is open above the tab. */
export type Feature =
  | { name: 'connect'; provider: Provider; reconnect?: Integration; returned?: string }
  | { name: PartName; integration: string };

/** What every dialog is given. */
export interface Surroundings {
  messages: Messages;
  api: Api;
  now: number;
  providers: Provider[];
  /** A sync of the integration was asked for and has not shown itself. */
  starting: boolean;
}

/** The dialog of a feature; nothing when its integration is gone. */
export function dialogOf(feature: Feature, integration: Integration | undefined, { messages, api, now, starting, providers }: Surroundings) {
  if (feature.name === 'connect' && feature.provider.form) {
    return html`<passerelle-form-connector
      .messages=${messages}
      .api=${api}
      .provider=${feature.provider}
      .reconnect=${feature.reconnect}
    ></passerelle-form-connector>`;
  }
  if (feature.name === 'connect') {
    return html`<passerelle-connector
      .messages=${messages}
      .api=${api}
      .provider=${feature.provider}
      .reconnect=${feature.reconnect}
      .returned=${feature.returned ?? ''}
    ></passerelle-connector>`;
  }
  if (!integration) {
    return nothing;
  }
  switch (feature.name) {
    case 'settings':
      return html`<passerelle-settings .messages=${messages} .api=${api} .integration=${integration}></passerelle-settings>`;
    case 'history':
    case 'statistics':
      return html`<passerelle-history
        .messages=${messages}
        .api=${api}
        .integration=${integration}
        .now=${now}
        view=${feature.name === 'history' ? 'runs' : 'statistics'}
      ></passerelle-history>`;
    case 'preview':
      return html`<passerelle-preview .messages=${messages} .api=${api} .integration=${integration} .starting=${starting}></passerelle-preview>`;
    case 'conflicts':
      return html`<passerelle-conflicts .messages=${messages} .api=${api} .integration=${integration} .now=${now}></passerelle-conflicts>`;
    case 'duplicates':
      return html`<passerelle-duplicates .messages=${messages} .api=${api} .integration=${integration}></passerelle-duplicates>`;
    case 'held':
      return html`<passerelle-held .messages=${messages} .api=${api} .integration=${integration}></passerelle-held>`;
    case 'disconnect':
      return html`<passerelle-disconnect
        .messages=${messages}
        .api=${api}
        .integration=${integration}
        .form=${providers.find((it) => it.id === integration.provider)?.form}
      ></passerelle-disconnect>`;
  }
}

/** Said instead of a dialog that could not be loaded. */
export function notLoaded(messages: Messages, close: () => void) {
  return html`<passerelle-dialog .messages=${messages} heading=${messages.t('part.title')} @dialog-closed=${close}>
    <p>${messages.t('part.text')}</p>
    <button slot="buttons" class="primary" @click=${() => location.reload()}>${messages.t('part.reload')}</button>
  </passerelle-dialog>`;
}
