import { beforeEach, expect, test, vi } from 'vitest';
import { EDA_DEFAULTS } from '#shared/eda/section/settings';
import type { DatasetInfo } from '../../stores/datasets';
import type { ExploreSubject } from '../../stores/explore';
import { makeReport } from './makeReport';

const state = vi.hoisted(() => ({ subject: null as ExploreSubject | null }));
vi.mock(import('../../stores/explore'), async (original) => ({
  ...(await original()),
  exploreSubject: () => state.subject,
}));

const subject = (datasetId: string): ExploreSubject => ({ datasetId, revision: 0, settings: EDA_DEFAULTS });
const info = { name: 'talk.csv', rows: 1, positives: 0, negatives: 1, unlabelled: 0 } as DatasetInfo;

beforeEach(() => {
  state.subject = subject('a');
});

test('a report is of what was on screen when it was begun', async () => {
  expect(await makeReport(info, 1, 'A report', () => false)).toContain('A report');
});

test('nothing is saved of two reports together', async () => {
  const made = makeReport(info, 1, 'A report', () => false);
  state.subject = subject('b');
  await expect(made).rejects.toMatchObject({ name: 'AbortError' });
});
