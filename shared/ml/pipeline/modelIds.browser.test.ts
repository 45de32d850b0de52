import { expect, test } from 'vitest';
import { modelIds } from '../../testing/modelIds';
import frozen from '../frozen/modelIds.json';

test('model ids in a browser are those of Node', async () => {
  expect(await modelIds()).toEqual(frozen);
});
