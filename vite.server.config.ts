import { defineConfig } from 'vite';

/** The server: sync-server/main.ts and what it takes from shared/ in one file; packages stay in node_modules. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'sync-server/main.ts',
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'main.js', format: 'es' } },
  },
});
