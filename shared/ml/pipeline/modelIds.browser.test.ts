import { expect, test } from 'vitest';
import { modelIds } from '../../testing/modelIds';
import frozen from '../frozen/modelIds.json';

test('a browser gives the same model ids as Node', async () => {
  expect(await modelIds()).toEqual(frozen);
});
