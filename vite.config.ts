import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import solid from 'vite-plugin-solid';
import { listPackages } from './shared/cli/buildPackages.ts';
import { READABLE_FILES } from './shared/data/formats/index.ts';
import { isolationHeaders } from './shared/runtime/isolationHeaders.ts';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string };

/**
 * The dictionaries of lemmas as ES modules. As CommonJS they would depend on helpers in the worker that loads them, and
 * each worker would get its own copy: 1.7 MB more to install. And az without Node's `fs`, which browsers lack.
 */
const dictionaries: Plugin = {
  name: 'dictionaries',
  enforce: 'pre',
  transform(code, id) {
    if (id.endsWith('/node_modules/az/dist/az.js')) return code.replace("var fs = require('fs');", 'var fs;');
    if (!/\/node_modules\/wink-(lemmatizer|lexicon)\/src\//.test(id)) return null;
    return code
      .replace(/const (\w+) = require\( '([^']+)' \);/g, "import $1 from '$2';")
      .replace('module.exports =', 'export default');
  },
};

/** The service worker is one file. vite-plugin-pwa asks for that by an option that the bundler has renamed. */
const singleFile: Plugin = {
  name: 'single-file',
  config({ build }) {
    const output = build?.rollupOptions?.output;
    if (output === undefined || Array.isArray(output)) return;
    delete output.inlineDynamicImports;
    output.codeSplitting = false;
  },
};

/** Warnings of slow plugins are about the machine, not about the code. */
const rolldownOptions = { checks: { pluginTimings: false } };

/** Of the 58 languages of stopwords-iso the app bundles those that `shared/text/stopWordLists` uses: 14 kB of 207. */
const stopWords: Plugin = {
  name: 'stop-words',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('/node_modules/stopwords-iso/stopwords-iso.json')) return null;
    const { en, ru } = JSON.parse(code) as Record<string, string[]>;
    return JSON.stringify({ en, ru });
  },
};

/** What the installed app opens, by media type. */
const openedFiles: Record<string, string[]> = {
  ...Object.fromEntries(Object.entries(READABLE_FILES).map(([type, extensions]) => [type, [...extensions]])),
  'application/octet-stream': ['.moderato'],
};

/** The app: web/ and public/ into dist/web. The server's own build is vite.server.config.ts. */
export default defineConfig({
  root: 'web',
  publicDir: '../public',
  cacheDir: '../node_modules/.vite',
  define: { __APP_VERSION__: JSON.stringify(version) },
  json: { stringify: true, namedExports: false },
  worker: { format: 'es', plugins: () => [dictionaries, stopWords, listPackages], rolldownOptions },
  optimizeDeps: { include: ['papaparse'] },
  server: { headers: isolationHeaders, port: 4173, strictPort: true },
  preview: { headers: isolationHeaders, port: 4173, strictPort: true },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // Small files stay files: the content security policy has no data: for scripts and styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions,
  },
  plugins: [
    solid(),
    dictionaries,
    listPackages,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'pwa',
      filename: 'sw.ts',
      injectRegister: false, // web/pwa/register.ts does it, with manners
      injectManifest: {
        globPatterns: [
          '**/*.{js,css,html,svg,png,webmanifest,csv,txt,wasm}',
          // The recommended models. The others are kept when they are first used: web/storage/defaults.ts.
          'models/{index.json,en.*.moderato,ru.*.moderato}',
        ],
        globIgnores: ['sw.js'],
        buildPlugins: { vite: [listPackages, singleFile] },
        maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
      },
      manifest: {
        id: '/',
        name: 'Moderato',
        short_name: 'Moderato',
        description: 'A laboratory for toxic comments. Nothing leaves this device.',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#fbfaf7',
        theme_color: '#4338a8',
        categories: ['productivity', 'utilities'],
        file_handlers: [{ action: '/data', accept: openedFiles }],
        launch_handler: { client_mode: 'focus-existing' },
        share_target: {
          action: '/share',
          method: 'POST',
          enctype: 'multipart/form-data',
          params: {
            title: 'title',
            text: 'text',
            url: 'url',
            files: [{ name: 'files', accept: Object.entries(openedFiles).flatMap(([type, ends]) => [type, ...ends]) }],
          },
        },
        icons: [
          { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
    }),
  ],
});
