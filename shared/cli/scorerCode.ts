import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

/*
 * Bundles the code of the scorer that stands alone (shared/ml/exchange/script/code) into the two files that exports are
 * made from: `npm run scorer-code`. scorerCode.test.ts notices when they are out of date.
 */

const FOLDER = fileURLToPath(new URL('../ml/exchange/script/', import.meta.url));

/** With the normaliser and its tables, or without. */
export const SCORER_CODES = ['plain', 'normalising'] as const;
export type ScorerCodeName = (typeof SCORER_CODES)[number];

/** The file that keeps a bundle. */
export const scorerCodeFile = (name: ScorerCodeName) => join(FOLDER, 'generated', `${name}.ts`);

/** What the bundle never calls: the fit of calibrations, and in `plain` the normaliser. */
function without(name: ScorerCodeName): Plugin {
  const left = (id: string) => /\/calibration$/.test(id) || (name === 'plain' && /\/normaliser$/.test(id));
  return {
    name: 'without',
    enforce: 'pre',
    resolveId: (id) => (left(id) ? '\0left-out' : null),
    load: (id) => (id === '\0left-out' ? 'export const fitSigmoid = null, createNormaliser = null;' : null),
  };
}

/** The bundle: a declaration of the function `createScriptScorer`. */
export async function bundleScorer(name: ScorerCodeName): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [without(name)],
    build: {
      write: false,
      minify: true,
      target: 'es2020',
      lib: { entry: join(FOLDER, 'code/entry.ts'), formats: ['iife'], name: 'createScriptScorer' },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  if (!('output' in first)) throw new Error('the bundler watches');
  const [chunk, ...others] = first.output;
  if (others.length > 0) throw new Error(`${others.length} files besides the bundle`);
  return chunk.code.trim();
}

/** The text of the file that keeps a bundle. */
export function scorerCodeText(code: string): string {
  return `// Made by \`npm run scorer-code\` from ../code. Do not edit: run it again.\nexport const code = ${JSON.stringify(code)};\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of SCORER_CODES) writeFileSync(scorerCodeFile(name), scorerCodeText(await bundleScorer(name)));
}
