// SPDX-License-Identifier: Apache-2.0
import { startShell } from '/host/static/shell/shell.js';
import { general } from '/host/static/preferences/general.js';
import { integrations } from '/host/static/preferences/integrations.js';

const panels = { general, integrations };
const filled = new Set();

/** Shows a tab; what is in it is made when it is first seen. */
function show(name) {
  for (const one of Object.keys(panels)) {
    const chosen = one === name;
    const tab = document.getElementById(`tab-${one}`);
    tab.setAttribute('aria-selected', chosen);
    tab.tabIndex = chosen ? 0 : -1;
    document.getElementById(one).hidden = !chosen;
  }
  if (!filled.has(name)) {
    filled.add(name);
    panels[name](document.getElementById(name));
  }
}

const chosen = () => (location.hash.slice(1) in panels ? location.hash.slice(1) : 'general');

for (const name of Object.keys(panels)) {
  const tab = document.getElementById(`tab-${name}`);
  tab.addEventListener('click', () => {
    history.replaceState(null, '', `#${name}`);
    show(name);
  });
  tab.addEventListener('keydown', (e) => {
    if (e.key === 'ArrowRight' || e.key === 'ArrowLeft') {
      const names = Object.keys(panels);
      const next = names[(names.indexOf(name) + (e.key === 'ArrowRight' ? 1 : names.length - 1)) % names.length];
      document.getElementById(`tab-${next}`).focus();
      document.getElementById(`tab-${next}`).click();
    }
  });
}

addEventListener('hashchange', () => show(chosen()));
startShell();
show(chosen());
