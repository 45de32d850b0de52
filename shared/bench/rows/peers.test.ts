import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { peers } from './peers';

const folder = mkdtempSync(join(tmpdir(), 'moderato-peers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('models and word lists are measured on the labelled comments of a file, all on the same rows', async () => {
  const data = join(folder, 'c.csv');
  const rows = ['you are a stupid idiot,1', 'thank you for the help,0', 'this is a good article,0', 'shut up moron,1'];
  writeFileSync(data, `text,toxic\n${rows.join('\n')}\n`);
  const [result] = await peers({ data, quick: true });
  expect(result).toMatchObject({ size: '4 comments', ours: 3 });
  expect(Object.keys(result.facts)).toEqual([
    'default:auto',
    'default:en',
    'default:ru',
    'obscenity',
    'bad-words-next',
    '@2toad/profanity',
    'allprofanity',
  ]);
  expect(result.facts['default:auto']).toMatch(
    /^precision 1\.000, recall 1\.000, f1 1\.000, accuracy 1\.000, \d+ comments a second$/,
  );
  expect(result.facts['default:auto'].toString().split(', ').slice(0, 4)).toEqual(
    result.facts['default:en'].toString().split(', ').slice(0, 4),
  );
});

test('without a file it names what is missing', async () => {
  await expect(peers({ data: undefined, quick: true })).rejects.toMatchObject({ code: 'argument-invalid' });
});
