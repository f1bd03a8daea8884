// SPDX-License-Identifier: Apache-2.0
// Adds "Integrations" to SOGo's preferences. SOGo loads this file into all of its pages (SOGoUIAdditionalJSFiles), after its own
// scripts and before AngularJS starts, which is the moment at which states and templates can still be added.
'use strict';

(() => {
  const NAME = 'integrations';
  const TITLES = { en: 'Integrations', fr: 'Intégrations' };
  const GROUND = 'default-background-A100';
  const PRIMARY = 'default-primary';
  const ENOUGH = 4.5;

  // …/SOGo.woa/WebServerResources/js/integrations/tab.js is SOGo's place for files; …/SOGo/integrations/ is ours.
  const root = new URL(document.currentScript.src).pathname.split('.woa/')[0] + '/integrations/';
  const language = document.documentElement.lang.slice(0, 2) === 'fr' ? 'fr' : 'en';

  const navigation = document.getElementById('preferences.html');
  if (!navigation || !window.angular) {
    return; // not the preferences
  }
  const end = navigation.text.indexOf('</md-list>');
  if (end < 0) {
    console.warn('Passerelle: this release of SOGo has another side navigation; there is no entry for Integrations');
    return;
  }

  // Attributes of the entries that SOGo has itself, so that this one looks and behaves as they do.
  const entry = `<md-list-item id="passerelle-navigation" ng-disabled="preferencesForm.$invalid"
    ng-click="app.go('${NAME}', preferencesForm)" ui-sref="preferences.${NAME}"
    ui-sref-active="md-default-theme md-background md-bg md-hue-1">
    <md-icon>sync</md-icon><p class="sg-item-name">${TITLES[language]}</p></md-list-item>`;
  navigation.text = navigation.text.slice(0, end) + entry + navigation.text.slice(end);

  // SOGo's palettes come as colours of the running page; what a theme does not have leaves the tab's own.
  const colorOf = (colors, name) => {
    try {
      return colors.getThemeColor(name);
    } catch {
      return undefined;
    }
  };

  // Relative luminance and contrast after WCAG 2.2.
  const parts = (color) => color.match(/[\d.]+/g).slice(0, 3).map(Number);
  const luminance = (color) => {
    const [red, green, blue] = parts(color).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  };

  // SOGo's toolbars are too pale for small text on white: the same colour, as dark as it has to be.
  const readable = (color, ground) => {
    let found = color;
    for (let share = 1; share > 0 && contrast(found, ground) < ENOUGH; share -= 0.05) {
      found = `rgb(${parts(color).map((part) => Math.round(part * share)).join(', ')})`;
    }
    return found;
  };

  const dress = (tab, colors) => {
    const ground = colorOf(colors, GROUND) ?? 'rgb(255, 255, 255)';
    const dark = luminance(ground) < 0.2;
    const primary = colorOf(colors, PRIMARY);
    const look = {
      '--passerelle-surface': ground,
      '--passerelle-accent': primary && !dark ? readable(primary, ground) : '',
      '--passerelle-on-accent': primary && !dark ? ground : '',
      '--passerelle-font': getComputedStyle(document.body).fontFamily,
      '--passerelle-radius': '4px',
      'color-scheme': dark ? 'dark' : 'light',
    };
    for (const [property, value] of Object.entries(look)) {
      tab.style.setProperty(property, value);
    }
  };

  const place = (element, colors) => {
    const tab = document.createElement('passerelle-integrations');
    tab.lang = language;
    tab.setAttribute('base', root + 'api');
    dress(tab, colors);
    element.append(tab);
    import(root + 'ui/passerelle-integrations.js').catch(() => {
      const note = document.createElement('p');
      note.setAttribute('role', 'alert');
      note.textContent = language === 'fr'
        ? 'Les intégrations ne répondent pas pour le moment. Rechargez la page dans quelques minutes.'
        : 'Integrations do not answer at the moment. Reload the page in a few minutes.';
      tab.replaceWith(note);
    });
  };

  angular
    .module('SOGo.PreferencesUI')
    .directive('passerelleTab', ['$mdColors', ($mdColors) => ({ link: (scope, element) => place(element[0], $mdColors) })])
    .config(['$stateProvider', ($stateProvider) =>
      $stateProvider.state(`preferences.${NAME}`, {
        url: `/${NAME}`,
        views: { module: { template: '<div class="md-padding" passerelle-tab="passerelle-tab"></div>' } },
      }),
    ]);
})();
