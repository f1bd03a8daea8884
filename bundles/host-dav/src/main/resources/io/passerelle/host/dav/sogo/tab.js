// SPDX-License-Identifier: Apache-2.0
// Adds "Integrations" to SOGo's preferences. SOGo loads this file into all of its pages (SOGoUIAdditionalJSFiles), after its own
// scripts and before AngularJS starts, which is the moment at which states and templates can still be added.
'use strict';

(() => {
  const NAME = 'integrations';
  const TITLES = { en: 'Integrations', fr: 'Intégrations' };
  const GROUND = 'default-background-A100';
  const LOOK = {
    '--passerelle-accent': 'default-primary-600',
    '--passerelle-surface': GROUND,
    '--passerelle-surface-sunken': 'default-background-200',
    '--passerelle-bad': 'default-warn-800',
  };

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

  // SOGo's palettes come as colours of the running page. A colour that a theme does not have leaves the tab's own.
  const dress = (tab, colors) => {
    for (const [property, name] of Object.entries(LOOK)) {
      try {
        tab.style.setProperty(property, colors.getThemeColor(name));
      } catch {
        tab.style.removeProperty(property);
      }
    }
    tab.style.setProperty('--passerelle-font', getComputedStyle(document.body).fontFamily);
    tab.style.setProperty('--passerelle-radius', '4px');
    tab.style.setProperty('color-scheme', isDark(tab.style.getPropertyValue('--passerelle-surface')) ? 'dark' : 'light');
  };

  const isDark = (color) => {
    const [red, green, blue] = (color.match(/\d+/g) ?? [255, 255, 255]).map(Number);
    return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
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
