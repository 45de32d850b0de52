import { test } from '@playwright/test';
import { createRandom } from '../shared/base/random';
import { commentsCsv } from './comments';
import { deleteDuringImport } from './drills/deleted';
import { killDuring } from './drills/kill';
import { startImport } from './drills/stored';

test.setTimeout(300_000);

/* The most telling of the drills, one try each. `npm run test:drills` has them all, with a seed and many tries. */

test('a browser that is killed during an import keeps what was there, and nothing half there', () =>
  killDuring(createRandom(3), 1500, (page) => startImport(page, 'large.csv', commentsCsv(30_000))));

test('a database that is deleted during an import is not acknowledged as imported', () =>
  deleteDuringImport(createRandom(4)));
