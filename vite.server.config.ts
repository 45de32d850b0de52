import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';

/**
 * The server: its program, that of a worker, the thread in which a task runs, and what they take from shared/; packages
 * stay in node_modules. The SQL of the tables is copied beside them.
 */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      input: {
        main: 'sync-server/main.ts',
        worker: 'sync-server/workerMain.ts',
        jobThread: 'sync-server/jobs/jobThread.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', format: 'es' },
    },
  },
  plugins: [
    {
      name: 'copy-migrations',
      writeBundle: ({ dir = 'dist/server' }) =>
        cpSync('sync-server/store/migrations', join(dir, 'migrations'), { recursive: true }),
    },
  ],
});
