import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stampChangelog } from './changelog';
import { ROOT } from './root';

/*
 * `npm run release -- 0.2.0`: sets the version in package.json and package-lock.json, stamps the changelog with it and
 * today's date, commits and tags. It refuses a working tree with changes, so that a release holds what was tested.
 */
function release(version: string | undefined): void {
  if (!version || !/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Error(`The version must be three numbers such as 0.2.0, not ${JSON.stringify(version ?? '')}.`);
  }
  const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  if (git('status', '--porcelain').trim() !== '') throw new Error('There are uncommitted changes. Commit them first.');
  const file = join(ROOT, 'CHANGELOG.md');
  const stamped = stampChangelog(readFileSync(file, 'utf8'), version, new Date().toISOString().slice(0, 10));
  execFileSync('npm', ['version', version, '--no-git-tag-version'], { cwd: ROOT, stdio: 'inherit' });
  writeFileSync(file, stamped);
  git('commit', '-q', '-a', '-m', `Release ${version}`);
  git('tag', `v${version}`);
  console.log(`Released ${version}: commit and tag v${version} are made, nothing is pushed.`);
}

try {
  release(process.argv[2]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
