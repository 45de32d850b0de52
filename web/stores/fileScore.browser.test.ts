import { beforeEach, expect, test, vi } from 'vitest';
import { chooseFileScore, fileScore, fileScoreTask, openFileScore, startFileScore } from './fileScore';
import { cancelTask } from './tasks/runTask';

/** Files that are being scored. */
const scoring: { readonly signal: AbortSignal; stop: () => void }[] = [];
vi.mock(import('./scoring'), async (original) => ({
  ...(await original()),
  previewOf: async () => ({ header: ['comment'], textColumn: 0, labelColumn: null, sampleRows: [] }) as never,
  scoreFile: (_model, _file, _choices, _onProgress, signal) =>
    new Promise((_resolve, reject) => {
      scoring.push({ signal, stop: () => reject(new DOMException('stopped', 'AbortError')) });
    }),
}));

beforeEach(async () => {
  scoring.length = 0;
  await openFileScore(new File(['comment\nhello\n'], 'talk.csv'));
  chooseFileScore({ column: 0 });
});

test('a file that is started twice is scored once', async () => {
  void startFileScore('m');
  expect(fileScoreTask()).not.toBeNull();
  void startFileScore('m');
  await expect.poll(() => scoring.length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(scoring.length).toBe(1);
  cancelTask(fileScore()?.taskId ?? '');
  scoring[0].stop();
  await expect.poll(() => fileScore()?.stopped).toBe(true);
});

test('a stop that is answered late does not stop the file that was opened and started again', async () => {
  const first = startFileScore('m');
  await expect.poll(() => scoring.length).toBe(1);
  cancelTask(fileScore()?.taskId ?? '');
  const again = fileScore()?.file ?? expect.fail();
  await openFileScore(again);
  const second = startFileScore('m');
  scoring[0].stop();
  await first;
  expect(fileScore()?.stopped).toBe(false);
  expect(fileScoreTask()).not.toBeNull();
  await expect.poll(() => scoring.length).toBe(2);
  cancelTask(fileScore()?.taskId ?? '');
  scoring[1].stop();
  await second;
  expect(fileScore()?.stopped).toBe(true);
});
