import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { modelIds } from '../../testing/modelIds';
import frozen from '../frozen/modelIds.json';

/*
 * The ids in Node; modelIds.browser.test.ts expects the same in a browser. A change that intends to alter models
 * writes them anew: FREEZE_MODEL_IDS=1 npx vitest run --project unit shared/ml/modelIds.test.ts
 * shared/cli/workers.test.ts
 */
test('model ids for fixed data, spec and seed are unchanged', async () => {
  const ids = await modelIds();
  if (process.env.FREEZE_MODEL_IDS) {
    writeFileSync(new URL('../frozen/modelIds.json', import.meta.url), `${JSON.stringify(ids, null, 2)}\n`);
  } else expect(ids).toEqual(frozen);
});
