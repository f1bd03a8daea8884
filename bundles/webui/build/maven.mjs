// SPDX-License-Identifier: Apache-2.0
// What Maven calls: installs the locked packages and bundles, each only when its inputs changed.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: Node 20.19 or newer has to be on the PATH.`);
  process.exit(1);
}

function filesOf(path) {
  return statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesOf(join(path, name)))
    : [path];
}

function digest(...paths) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of paths.flatMap(filesOf)) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function unlessDone(made, stamp, value, work) {
  if (!existsSync(made) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== value) {
    work();
    writeFileSync(stamp, value);
  }
}

function run(command, ...args) {
  process.env.NO_COLOR = '1';
  execFileSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
}

const sources = ['src/api', 'src/components', 'src/features', 'src/styles', 'src/i18n', 'src/pages'];
const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'build'];

unlessDone('node_modules', 'node_modules/.passerelle', digest('package-lock.json'), () => {
  run('npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error');
});
mkdirSync('target', { recursive: true });
if (process.argv[2] === 'bundle') {
  unlessDone('target/web', 'target/web.stamp', digest(...sources, ...settings), () => {
    run('npm', 'run', '--silent', 'build');
  });
} else {
  run('npm', 'run', '--silent', 'test');
}
