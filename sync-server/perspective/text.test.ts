import { readdir, readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitSentences } from '#shared/text/language/sentences';
import { startTestServer, type TestServer } from '../testing/testServer';
import { about, analyze, asking, post, startsServer } from './testing/client';

/* What is done with the text of a comment: spans, and that nothing of it is kept. */

startsServer();

test('spans slice any comment at its sentences, never inside a surrogate pair, and cover all but white space', async () => {
  const piece = fc.constantFrom(
    'Hi. ',
    'no! ',
    '\u{1f600}',
    '\ud800',
    '\udc00',
    '\n\n',
    ' ',
    'e.g. ',
    '\u4f60\u597d\u3002',
    'a',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
    fc.array(piece, { minLength: 1, maxLength: 30 }).map((pieces) => pieces.join('')),
  );
  await fc.assert(
    fc.asyncProperty(text, async (comment) => {
      const { attributeScores } = await analyze(about(comment, { languages: ['en'], spanAnnotations: true }));
      const { spanScores } = attributeScores.TOXICITY;
      let before = 0;
      let outside = '';
      for (const { begin, end } of spanScores) {
        expect(begin).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(begin);
        for (const at of [begin, end])
          expect(/^[\ud800-\udbff][\udc00-\udfff]$/.test(comment.slice(at - 1, at + 1))).toBe(false);
        outside += comment.slice(before, begin);
        before = end;
      }
      outside += comment.slice(before);
      expect(before).toBeLessThanOrEqual(comment.length);
      expect(splitSentences(outside)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('nothing of a comment or a key is in the data folder or in the log', async () => {
  const word = 'quizzaciousness';
  const watched = await startTestServer({ LOG_LEVEL: 'trace' }, 'folder');
  try {
    const key = watched.tokens.reader;
    for (const text of [`${word} is a word`, `${word} `.repeat(5000)]) {
      for (const method of ['analyze', 'suggestscore', 'batchAnalyze']) {
        const item = { comment: { text }, clientToken: word, communityId: word };
        await post(method, method === 'batchAnalyze' ? { requests: [item] } : item, {}, watched);
      }
    }
    await post('analyze', `{"comment": {"text": "${word}"`, {}, watched);
    await post(
      'analyze',
      about(`${word} is a word`, { requestedAttributes: asking('TOXICITY'), reasons: true }),
      {},
      watched,
    );
    await brokenOff(watched, `/v1alpha1/comments:analyze?key=${key}&q=${word}`);
    const files = await readdir(watched.folder, { recursive: true, withFileTypes: true });
    const kept = files.filter((file) => file.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    expect(kept.length).toBeGreaterThan(10); // there is a database
    for (const file of kept) expect((await readFile(file)).includes(word), file).toBe(false);
    const log = watched.log.join('\n');
    expect(log).toContain('comments:analyze');
    expect(log).toContain('broken off');
    expect(log).not.toContain(word);
    expect(log).not.toContain(key);
  } finally {
    await watched.close();
  }
});

/** Sends the beginning of a request and goes away. */
async function brokenOff(at: TestServer, path: string): Promise<void> {
  const lines = at.log.length;
  await new Promise<void>((resolve) => {
    const request = httpRequest({
      host: '127.0.0.1',
      port: at.port,
      path,
      method: 'POST',
      headers: { 'Content-Length': '1000' },
    });
    request.on('error', () => resolve());
    request.write('{"comment"');
    setTimeout(() => request.destroy(), 100);
  });
  await expect.poll(() => at.log.slice(lines).some((line) => line.includes('broken off'))).toBe(true);
}
