// SPDX-License-Identifier: Apache-2.0
/** Elements without markup: texts are always texts. */

export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'color') {
      element.style.setProperty('--c', value);
    } else if (name in element && name !== 'list' && name !== 'form') {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** A labelled field. */
export function field(label, input) {
  return h('label', { className: 'field' }, h('span', {}, label), input);
}

export function select(name, options, chosen) {
  const element = h('select', { name }, options.map(([value, text]) => h('option', { value }, text)));
  element.value = chosen;
  return element;
}
