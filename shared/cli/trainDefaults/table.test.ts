import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readDefaults } from '../models';
import { tableOfDefaults } from './table';

test('the README shows the figures of the models that are here', async () => {
  const { models } = await readDefaults();
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(tableOfDefaults(models));
});
