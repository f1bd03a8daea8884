// SPDX-License-Identifier: Apache-2.0
// A module for each entry. The tab comes in parts: what the first cards need, and what a person may open later. Their names
// carry a digest of their content, so they may be kept for ever, and they find one another relative to themselves.
import { gzipSync } from 'node:zlib';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'vite';

const out = 'target/web';
const tab = 'ui/passerelle-integrations';
const entries = {
  [tab]: 'src/pages/passerelle-integrations.ts',
  'ui/return': 'src/pages/return.ts',
  'admin/admin': 'src/pages/admin.ts',
};
const largestTab = 60_000;

/** Indentation inside templates would be shipped; a line break separates just as well. */
const unindent = {
  name: 'unindent',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.ts') ? { code: code.replace(/\n\s+/g, '\n'), map: null } : undefined),
};

rmSync(out, { recursive: true, force: true });
const written = new Map();
for (const [name, entry] of Object.entries(entries)) {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [unindent],
    build: {
      target: 'es2022',
      outDir: out,
      emptyOutDir: false,
      copyPublicDir: false,
      modulePreload: false,
      sourcemap: false,
      lib: { entry, formats: ['es'], fileName: () => `${name}.js` },
      rollupOptions: {
        output: name === tab ? { chunkFileNames: 'ui/parts/[name]-[hash].js' } : { codeSplitting: false },
      },
    },
  });
  for (const chunk of [result].flat().flatMap((it) => it.output)) {
    written.set(chunk.fileName, chunk);
  }
}
for (const folder of ['ui', 'admin']) {
  mkdirSync(join(out, folder), { recursive: true });
  cpSync(join('src/pages/static', folder), join(out, folder), { recursive: true });
}

const files = readdirSync(out, { recursive: true, withFileTypes: true })
  .filter((it) => it.isFile())
  .map((it) => relative(out, join(it.parentPath ?? it.path, it.name)).replaceAll('\\', '/'))
  .sort();
writeFileSync(join(out, 'files.txt'), files.map((name) => `${name}\n`).join(''));

/** What is loaded before the first cards can be drawn: the entry, the part it begins with, and what that one needs. */
function first(name, known = new Set()) {
  if (!known.has(name)) {
    known.add(name);
    written.get(name).imports.forEach((it) => first(it, known));
  }
  return known;
}

const packed = (name) => gzipSync(readFileSync(join(out, name)), { level: 9 }).length;
files.filter((name) => name.endsWith('.js')).forEach((name) => console.log(`${name}: ${packed(name)} bytes gzipped`));
const core = [...written.keys()].find((name) => /\/IntegrationsPreferences-[^/]*\.js$/.test(name));
const needed = first(core, new Set([`${tab}.js`]));
const size = [...needed].reduce((sum, name) => sum + packed(name), 0);
console.log(`The tab until its first cards: ${size} bytes gzipped in ${needed.size} files.`);
if (size > largestTab) {
  console.error(`The tab is larger than ${largestTab} bytes gzipped.`);
  process.exit(1);
}
