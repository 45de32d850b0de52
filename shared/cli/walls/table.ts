/**
 * Which folder may import which, written once. `npm run walls` writes biome.json's import rules from this table, and
 * `walls.test.ts` checks every import of the project against it.
 */
export interface FolderRule {
  /** The folder, from the root of the project. A file belongs to the folder with the longest matching path. */
  readonly folder: string;
  /** Folders that this one may import, besides itself. */
  readonly imports: readonly string[];
  /** Libraries that this folder may import although they are reserved (see `LIBRARIES`). */
  readonly libraries?: readonly string[];
  /** What to do instead of an import that is refused. */
  readonly advice: string;
}

const BASE = ['shared/base', 'shared/runtime', 'shared/spec', 'shared/messages'] as const;
const CORE = [
  ...BASE,
  'shared/data/column',
  'shared/text',
  'shared/data',
  'shared/ml',
  'shared/eda',
  'shared/scoredCsv',
  'shared/labelled',
  'shared/compare',
  'shared/api',
] as const;

export const FOLDERS: readonly FolderRule[] = [
  { folder: 'shared/base', imports: [], advice: 'shared/base is the bottom: it imports nothing of the project.' },
  {
    folder: 'shared/runtime',
    imports: ['shared/base'],
    advice: 'shared/runtime knows nothing of text, data or models.',
  },
  { folder: 'shared/spec', imports: ['shared/base'], advice: 'Schemas stand below what implements them.' },
  { folder: 'shared/messages', imports: ['shared/base'], advice: 'Messages know codes and parameters only.' },
  {
    folder: 'shared/data/column',
    imports: ['shared/base'],
    advice: 'A column is bytes and offsets: it knows no format and no text processing.',
  },
  {
    folder: 'shared/text',
    imports: [...BASE, 'shared/data/column'],
    libraries: ['natural', 'lemmas'],
    advice: 'shared/text is below ml/ and eda/: move what both need here.',
  },
  {
    folder: 'shared/data',
    imports: [...BASE, 'shared/data/column', 'shared/text'],
    libraries: ['tables'],
    advice: 'shared/data reads files into columns and knows nothing of models.',
  },
  {
    folder: 'shared/ml',
    imports: [...BASE, 'shared/data/column', 'shared/text'],
    libraries: ['surface'],
    advice: 'shared/ml works on columns: pass in what it needs from files or screens.',
  },
  {
    folder: 'shared/eda',
    imports: [...BASE, 'shared/data/column', 'shared/text', 'shared/ml'],
    advice: 'shared/eda reads columns and models: charts belong to web/.',
  },
  {
    folder: 'shared/scoredCsv',
    imports: [...BASE, 'shared/data/column', 'shared/data', 'shared/text', 'shared/ml'],
    advice: 'Writes what a model scored beside the columns that were read: both folders below, nothing above.',
  },
  {
    folder: 'shared/labelled',
    imports: [...BASE, 'shared/data/column', 'shared/data', 'shared/ml'],
    advice: 'Reads a file as training data: both folders below, nothing above.',
  },
  {
    folder: 'shared/compare',
    imports: [...BASE, 'shared/data/column', 'shared/text', 'shared/ml', 'shared/eda'],
    advice: 'shared/compare measures scores: let its caller read files and run models.',
  },
  {
    folder: 'shared/api',
    imports: [...BASE, 'shared/data/column', 'shared/data', 'shared/text', 'shared/ml', 'shared/labelled'],
    advice: 'What the server, its clients and the runner agree on: schemas and types, no handlers.',
  },
  {
    folder: 'shared/cli',
    imports: [...CORE, 'sync-server'],
    libraries: ['node', 'surface'],
    advice: 'Programs run without a browser and are imported by nothing.',
  },
  {
    folder: 'shared/bench',
    imports: [...CORE, 'shared/cli', 'sync-server'],
    libraries: ['node', 'surface', 'natural', 'lemmas'],
    advice: 'The benchmark measures the core and the runner.',
  },
  {
    folder: 'sync-server',
    imports: [...CORE],
    libraries: ['node', 'trpc', 'database'],
    advice: 'The server knows nothing of the app; programs (shared/cli) are imported by nothing.',
  },
  {
    folder: 'web/i18n',
    imports: [...CORE],
    libraries: ['solid'],
    advice: 'Words know what they describe, not who shows them.',
  },
  { folder: 'web/styles', imports: [], advice: 'Styles import styles.' },
  {
    folder: 'web/storage',
    imports: [...CORE],
    libraries: ['idb'],
    advice: 'web/storage is the bottom of web/: it knows records, not who asks.',
  },
  {
    folder: 'web/rows',
    imports: [...CORE, 'web/storage'],
    advice: 'web/rows computes on rows; workers and stores call it.',
  },
  {
    folder: 'web/workers',
    imports: [...CORE, 'web/storage', 'web/rows'],
    libraries: ['comlink'],
    advice: 'Workers are below stores: answer with an id or a summary and let the store do the rest.',
  },
  {
    folder: 'web/sync',
    imports: [...CORE, 'web/storage'],
    libraries: ['trpc'],
    advice: 'web/sync is between storage and stores; its one edge to the server is a type import.',
  },
  {
    folder: 'web/pwa',
    imports: [...CORE],
    advice: 'The service worker and its registration know neither pages nor records.',
  },
  {
    folder: 'web/stores',
    imports: [...CORE, 'web/i18n', 'web/storage', 'web/rows', 'web/workers', 'web/sync', 'web/pwa'],
    libraries: ['solid'],
    advice: 'Stores are below pages, components and charts.',
  },
  {
    folder: 'web/components',
    imports: [...CORE, 'web/i18n'],
    libraries: ['solid'],
    advice: 'Components take props only: let the page read the store and pass the value.',
  },
  {
    folder: 'web/charts',
    imports: [...CORE, 'web/i18n', 'web/components'],
    libraries: ['solid'],
    advice: 'Charts take props only: let the page read the store and pass the value.',
  },
  {
    folder: 'web/pages',
    imports: [...CORE, 'web/i18n', 'web/stores', 'web/components', 'web/charts', 'web/styles'],
    libraries: ['solid'],
    advice: 'Pages read stores: add an action to a store instead.',
  },
  {
    folder: 'web/app',
    imports: [...CORE, 'web/i18n', 'web/stores', 'web/components', 'web/pages'],
    libraries: ['solid'],
    advice: 'The frame knows pages and stores.',
  },
  {
    folder: 'web',
    imports: ['web/app', 'web/stores', 'web/styles', 'web/i18n'],
    libraries: ['solid'],
    advice: 'main.tsx starts the app.',
  },
];

/** Packages that only some folders may import, and why. */
export interface Library {
  readonly packages: readonly string[];
  /** Where a single file wraps the library: no other file of the folder may import it. */
  readonly file?: string;
  readonly advice: string;
}

/** Reserved libraries by the name that `FolderRule.libraries` uses. */
export const LIBRARIES: Readonly<Record<string, Library>> = {
  node: {
    packages: ['node:*'],
    advice:
      'This code runs in browsers too: take what you need as an argument, and let cli/, bench/ or sync-server/ provide it.',
  },
  tables: {
    packages: ['papaparse', 'hyparquet', 'hyparquet-compressors', 'fzstd'],
    advice: 'Only shared/data knows the libraries that read files: call readTable or sniff.',
  },
  natural: { packages: ['natural'], advice: 'Only shared/text knows natural: call its functions.' },
  lemmas: {
    packages: ['wink-lemmatizer', 'az'],
    advice: 'Only shared/text knows the lemmatizers: call its functions.',
  },
  surface: {
    packages: ['ml-logistic-regression', 'ml-matrix'],
    file: 'shared/ml/estimators/surfaceModel.ts',
    advice: 'Only shared/ml/estimators/surfaceModel.ts knows ml-logistic-regression.',
  },
  solid: {
    packages: ['solid-js', '@solidjs/router', '@tanstack/solid-virtual'],
    advice: 'This code has no screen: keep Solid in pages, components, charts and stores.',
  },
  idb: { packages: ['idb'], advice: 'Only web/storage knows IndexedDB: add a function there.' },
  comlink: { packages: ['comlink'], advice: 'Only web/workers uses comlink: call a client of web/workers.' },
  database: {
    packages: [
      'pg',
      'pg-boss',
      '@electric-sql/pglite',
      'drizzle-orm',
      'pino',
      'pino-roll',
      'prom-client',
      '@aws-sdk/*',
    ],
    advice: 'Only sync-server knows databases, queues and logs.',
  },
  trpc: {
    packages: ['@trpc/server', '@trpc/client', 'eventsource'],
    advice: 'Only web/sync and sync-server know the network.',
  },
};
