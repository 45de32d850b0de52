import { defineConfig } from 'drizzle-kit';

/** `npm run migrations`: the SQL for what changed in the tables since the last migration. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './sync-server/store/schema.ts',
  out: './sync-server/store/migrations',
});
