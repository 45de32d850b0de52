import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';

const MIGRATIONS = fileURLToPath(new URL('sync-server/store/migrations', import.meta.url));

/** Programs for Node in one folder; packages stay in node_modules. The SQL of the tables is copied beside them. */
export function programs(outDir: string, input: Record<string, string>): UserConfig {
  return defineConfig({
    publicDir: false,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: {
        input,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', format: 'es' },
      },
    },
    plugins: [
      {
        name: 'copy-migrations',
        writeBundle: ({ dir = outDir }) => cpSync(MIGRATIONS, join(dir, 'migrations'), { recursive: true }),
      },
    ],
  });
}

/** The server: its program, that of a worker, and the thread in which a task runs. */
export default programs('dist/server', {
  main: 'sync-server/main.ts',
  worker: 'sync-server/workerMain.ts',
  jobThread: 'sync-server/jobs/jobThread.ts',
});
