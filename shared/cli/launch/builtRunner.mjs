import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/*
 * The bundle of the runner, in a folder that is named by the sources that it was made of: a run never meets a bundle
 * that is half written or of other sources, and runs at the same time do not disturb each other. JavaScript, so that
 * nothing has to be compiled to find it.
 */

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BUNDLES = 'dist/runner';
const MAIN = 'main.js';

/** What the runner is made of. */
const SOURCES = ['shared', 'sync-server'];
const FILES = ['package-lock.json', 'vite.runner.config.ts', 'vite.server.config.ts'];
const EXCLUDED = /(^|\/)(frozen|bench|testing)\/|\.test\.tsx?$|\.tsbuildinfo$/;

/** Bundles of other sources are kept this long: a program that began with one may still load parts of it. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * The program that was bundled from the sources as they are now; bundled first where there is none. Without sources, as
 * in the image of the server, the newest bundle.
 * @returns {Promise<URL>}
 */
export async function builtRunner(root = ROOT) {
  const folder = join(root, BUNDLES);
  const main = (/** @type {string} */ name) => join(folder, name, MAIN);
  if (!existsSync(join(root, 'shared', 'cli', 'main.ts'))) return pathToFileURL(main(newestOf(folder)));
  const name = hashOfSources(root);
  if (!existsSync(main(name))) await bundle(root, folder, name);
  return pathToFileURL(main(name));
}

/**
 * Made under a name of its own and then renamed.
 * @param {string} root
 * @param {string} folder
 * @param {string} name
 */
async function bundle(root, folder, name) {
  process.stderr.write('Bundling the runner, once after each change of its sources…\n');
  const { build } = await loadBundler();
  const made = join(folder, `.${name}-${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    const configFile = join(root, 'vite.runner.config.ts');
    await build({ root, configFile, logLevel: 'error', build: { outDir: made } });
    renameSync(made, join(folder, name));
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    if (!existsSync(join(folder, name, MAIN))) throw explained(error, root); // else another run was faster
  }
  for (const other of readdirSync(folder)) {
    const path = join(folder, other);
    if (other !== name && Date.now() - statSync(path).mtimeMs > KEPT_MS) rmSync(path, { recursive: true, force: true });
  }
}

/**
 * @param {unknown} error
 * @param {string} root
 */
function explained(error, root) {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code !== 'EACCES' && code !== 'EROFS' && code !== 'EPERM') return error;
  const reason = `The runner has to be bundled once, and this user may not write in ${root}.`;
  return new Error(`${reason} Run \`npm run build\` there as a user who may.`, { cause: error });
}

async function loadBundler() {
  try {
    return await import('vite');
  } catch (error) {
    const reason = 'The runner has to be bundled, and the bundler (vite) is not installed.';
    throw new Error(`${reason} Run \`npm ci\` without --omit=dev first.`, { cause: error });
  }
}

/** SHA-256 of names and bytes: times change with every checkout, and do not change with a file that is put back. @param {string} root */
function hashOfSources(root) {
  const hash = createHash('sha256').update(process.version.split('.')[0]);
  const names = SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
      .filter((path) => !EXCLUDED.test(path)),
  );
  for (const path of [...names, ...FILES].sort()) {
    const bytes = readFileSync(join(root, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex').slice(0, 16);
}

/** @param {string} folder */
function newestOf(folder) {
  const [newest] = (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => !name.startsWith('.'))
    .sort((a, b) => statSync(join(folder, b)).mtimeMs - statSync(join(folder, a)).mtimeMs);
  if (newest === undefined) throw new Error(`There is no program in ${folder}. Run \`npm run build\` first.`);
  return newest;
}
