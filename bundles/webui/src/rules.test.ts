// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(folder, entry.name)) : entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [join(folder, entry.name)] : [],
  );
const offenders = (pattern: RegExp, except: RegExp = /^$/): string[] =>
  sources('src').filter((file) => !except.test(file) && pattern.test(readFileSync(file, 'utf8')));

describe('the sources', () => {
  it('never put text into a page as markup', () => {
    expect(offenders(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|unsafeHTML|unsafeSVG|unsafeCSS/)).toEqual([]);
  });

  it('never turn text into code', () => {
    expect(offenders(/\beval\(|new Function|setTimeout\(\s*['"`]/)).toEqual([]);
  });

  it('carry no style that a strict page refuses', () => {
    expect(offenders(/\sstyle=|<style|styleMap/)).toEqual([]);
  });

  it('name no other origin', () => {
    expect(offenders(/https?:\/\//)).toEqual([]);
  });

  it('name no colour outside the tokens', () => {
    expect(offenders(/#[0-9a-f]{3,8}\b(?=[;,)\s])|\brgba?\(|\bhsla?\(/i, /tokens\.ts$/)).toEqual([]);
  });

  it('are at most 400 lines each', () => {
    expect(sources('src').filter((file) => readFileSync(file, 'utf8').trimEnd().split('\n').length > 400 && !/i18n/.test(file))).toEqual([]);
  });

  it('send every request from src/api', () => {
    expect(offenders(/\bfetch\(|XMLHttpRequest|new EventSource|sendBeacon|WebSocket/, /^src\/api\//)).toEqual([]);
  });

  it('have every element that they use loaded with them, or before', () => {
    const text = (file: string) => readFileSync(file, 'utf8');
    const definedIn = new Map(
      sources('src').flatMap((file) => [...text(file).matchAll(/customElement\('([\w-]+)'\)/g)].map((it) => [it[1] ?? '', file] as const)),
    );
    const imported = (file: string, known = new Set<string>()): Set<string> => {
      if (!known.has(file)) {
        known.add(file);
        for (const it of text(file).matchAll(/^(?:import|export)(?! type)[^;]*?'(\.[^']+)\.js';/gms)) {
          imported(join(file, '..', `${it[1]}.ts`), known);
        }
      }
      return known;
    };
    const missing = (roots: string[], before: Set<string>) =>
      roots.flatMap((root) => {
        const there = new Set([...before, ...imported(root)]);
        return [...there].flatMap((file) =>
          [...text(file).matchAll(/<([a-z]+-[\w-]+)/g)].map((it) => it[1] ?? '').filter((name) => definedIn.has(name) && !there.has(definedIn.get(name) ?? '')),
        );
      });
    const core = imported('src/features/integrations/IntegrationsPreferences.ts');
    const parts = [...text('src/features/integrations/parts.ts').matchAll(/import\('\.\.\/([^']+)\.js'\)/g)].map((it) => `src/features/${it[1]}.ts`);
    const later = parts.map((part) => [...text(part).matchAll(/customElement\('([\w-]+)'\)/g)][0]?.[1]);
    expect(parts.length).toBeGreaterThan(6);
    expect(missing(parts, core).filter((name) => !later.includes(name))).toEqual([]);
    expect(missing(['src/features/integrations/IntegrationsPreferences.ts'], new Set()).filter((name) => !later.includes(name))).toEqual([]);
    expect(missing(['src/features/admin/AdminClients.ts', 'src/features/connect/ReturnPage.ts'], new Set())).toEqual([]);
  });
});
