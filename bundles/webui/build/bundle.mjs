// SPDX-License-Identifier: Apache-2.0
// One self-contained module for each entry, so that a host loads the tab with a single request.
import { gzipSync } from 'node:zlib';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const out = 'target/web';
const entries = {
  'ui/passerelle-integrations': 'src/pages/passerelle-integrations.ts',
  'ui/return': 'src/pages/return.ts',
  'admin/admin': 'src/pages/admin.ts',
};
const largestTab = 70_000;

/** Indentation inside templates would be shipped; a line break separates just as well. */
const unindent = {
  name: 'unindent',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.ts') ? { code: code.replace(/\n\s+/g, '\n'), map: null } : undefined),
};

rmSync(out, { recursive: true, force: true });
for (const [name, entry] of Object.entries(entries)) {
  await build({
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
    },
  });
}
for (const folder of ['ui', 'admin']) {
  mkdirSync(join(out, folder), { recursive: true });
  cpSync(join('src/pages/static', folder), join(out, folder), { recursive: true });
}
for (const folder of ['ui', 'admin']) {
  for (const name of readdirSync(join(out, folder))) {
    const packed = gzipSync(readFileSync(join(out, folder, name)), { level: 9 }).length;
    console.log(`${folder}/${name}: ${packed} bytes gzipped`);
    if (name === 'passerelle-integrations.js' && packed > largestTab) {
      console.error(`${name} is larger than ${largestTab} bytes gzipped.`);
      process.exit(1);
    }
  }
}
