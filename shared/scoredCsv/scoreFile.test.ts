import { expect, test } from 'vitest';
import { fileOf, readTable } from '#shared/data/testing/tables';
import { explainText } from '#shared/ml/explain/explain';
import { createJudgeKernels, judgeInThreads } from '#shared/ml/scoring/judgeRows';
import { loadScorer, type Scorer } from '#shared/ml/scoring/scorer';
import { createInlinePool } from '#shared/runtime/parallel';
import { AbortError, runSteps } from '#shared/runtime/steps';
import { parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { compactModel, knowingModel, smallModel } from '#shared/testing/models';
import type { WordLists } from '#shared/text/wordLists/entries';
import type { FileModel, FileModels, JudgeElsewhere } from './fileJudges';
import { type ScoreFileProgress, scoreFile } from './scoreFile';

const scorer = await loadScorer(smallModel());

const one = (by: Scorer, threshold: number | null = null): FileModels => ({
  kind: 'one',
  model: { name: 'small', scorer: by, threshold },
});

/** Scores a file and reads what came out. */
async function scored(
  content: string,
  by = scorer,
  threshold: number | null = null,
  safeFormulas = false,
  lists?: WordLists,
) {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const write = (piece: Uint8Array<ArrayBuffer>) => void pieces.push(piece);
  const progress: ScoreFileProgress[] = [];
  const result = await runSteps(
    scoreFile(fileOf(content), {}, one(by, threshold), { safeFormulas, lists }, write),
    undefined,
    (now) => {
      progress.push(now);
    },
  );
  const csv = await new Blob(pieces).text();
  const table = await readTable(csv, { textColumn: 'comment_text', labelColumn: null, header: true });
  return { result, progress, pieces, csv, columns: table.report.columns, rows: table.rows };
}

test('every row and column is written in order, followed by score, probability and label', async () => {
  const { result, columns, rows } = await scored(
    'id;comment_text;note\n7;"you are ""rubbish"", really";a,b\n8;thanks;\n9;"two\nlines";x\n',
  );
  expect(columns).toEqual(['id', 'comment_text', 'note', 'score', 'probability', 'label', 'unsure']);
  expect(rows.map((row) => row.slice(0, 3))).toEqual([
    ['7', 'you are "rubbish", really', 'a,b'],
    ['8', 'thanks', ''],
    ['9', 'two\nlines', 'x'],
  ]);
  for (const [, text, , score, probability, label] of rows) {
    const single = explainText(scorer, text);
    expect(Number(score)).toBeCloseTo(single.score, 12);
    expect(Number(probability)).toBeCloseTo(single.probability ?? Number.NaN, 12);
    expect(Number(label)).toBe(single.label);
  }
  expect(result).toMatchObject({ rows: 3, flagged: rows.filter((row) => row[5] === '1').length, refused: [] });
});

test('a comment at the threshold itself counts as flagged in the sum, in the list and in the file', async () => {
  const content = 'comment_text\nyou are rubbish\nthanks\n';
  const at = explainText(scorer, 'you are rubbish').score;
  const { result, rows } = await scored(content, scorer, at);
  expect(result).toMatchObject({ rows: 2, flagged: 1 });
  expect(result.highest.map(({ threshold }) => threshold)).toEqual([at, at]);
  expect(result.highest.map(({ flagged }) => flagged)).toEqual([true, false]);
  expect(rows.map((row) => row.at(-2))).toEqual(['1', '0']);
});

test('column names in use get a prefix, rows with invalid labels are scored, each label of a model adds columns', async () => {
  const several = await loadScorer(compactModel());
  const { columns, rows } = await scored(
    'comment_text,label\nyou are rubbish,perhaps\nthanks a lot for it,1\n',
    several,
  );
  expect(columns).toEqual(
    ['comment_text', 'label', 'score', 'probability', 'moderato_label', 'unsure'].concat(
      ['toxic', 'insult'].flatMap((name) => [`${name}_score`, `${name}_probability`, `${name}_label`]),
    ),
  );
  expect(rows.map((row) => row[1])).toEqual(['perhaps', '1']);
  for (const row of rows) expect(row.slice(2, 5)).toEqual(row.slice(6, 9));
});

test('another threshold changes labels, not scores', async () => {
  const content = 'comment_text\nyou are rubbish\nthanks\nyou are fine\n';
  const usual = await scored(content);
  const strict = await scored(content, scorer, 1e9);
  expect(strict.result).toMatchObject({ flagged: 0 });
  expect(strict.rows.map((row) => row[1])).toEqual(usual.rows.map((row) => row[1]));
  expect(usual.result.flagged).toBeGreaterThan(0);
});

test('a long file is written in pieces, and its fifty highest scores are listed, equal ones in order', async () => {
  const texts = Array.from({ length: 9000 }, (_, i) => `${'you are rubbish '.repeat(i % 7)}${'filler '.repeat(20)}`);
  const { result, pieces, rows, progress } = await scored(`comment_text\n${texts.join('\n')}\n`);
  expect(rows).toHaveLength(9000);
  expect(pieces.length).toBeGreaterThan(1);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(1.2 * 2 ** 20);
  const slow = rows
    .map((row, i) => ({ row: i + 1, score: Number(row[1]) }))
    .sort((a, b) => b.score - a.score || a.row - b.row)
    .slice(0, 50);
  expect(result.highest.map(({ row, score }) => ({ row, score }))).toEqual(slow);
  const counts = progress.map((now) => now.rows);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
});

test('formulas are escaped only if `safeFormulas`, and scores stay numbers', async () => {
  const content = 'comment_text,n\n=cmd(),-5\nthanks,@x\n';
  const cells = ({ csv }: { csv: string }) => csv.split('\n').map((line) => line.split(',').slice(0, 3));
  const unchanged = cells(await scored(content));
  expect(unchanged.slice(1, 3).map((row) => row.slice(0, 2))).toEqual([
    ['=cmd()', '-5'],
    ['thanks', '@x'],
  ]);
  const safe = cells(await scored(content, scorer, null, true));
  expect(safe.slice(1, 3).map((row) => row.slice(0, 2))).toEqual([
    [`'=cmd()`, `'-5`],
    ['thanks', `'@x`],
  ]);
  expect(safe.map((row) => row[2])).toEqual(unchanged.map((row) => row[2]));
});

test('a score at the threshold counts as flagged, in the count, the list and the file alike', async () => {
  const content = 'comment_text\nyou are rubbish\nthanks\n';
  const { rows } = await scored(content);
  const cut = Number(rows[0][1]);
  const { result, rows: again } = await scored(content, scorer, cut);
  expect(again[0][3]).toBe('1');
  expect(result.highest.find(({ row }) => row === 1)?.flagged).toBe(true);
  expect(result.flagged).toBe(again.filter((row) => row[3] === '1').length);
});

test('a cancel stops it', async () => {
  const stopping = new AbortController();
  const content = `comment_text\n${'you are rubbish\n'.repeat(20_000)}`;
  const steps = scoreFile(fileOf(content), {}, one(scorer), { safeFormulas: false }, () => stopping.abort());
  await expect(runSteps(steps, stopping.signal, () => stopping.abort())).rejects.toBeInstanceOf(AbortError);
});

test('word lists decide after the model, in the count, the list and the file, with their reason', async () => {
  const content = 'comment_text\nyou are rubbish\nthanks, clown\n';
  const at = explainText(scorer, 'you are rubbish').score;
  const lists = { allow: ['rubbish'], deny: ['clown'] };
  const { result, columns, rows } = await scored(content, scorer, at, false, lists);
  expect(columns.slice(-3)).toEqual(['label', 'unsure', 'reason']);
  expect(rows.map((row) => row.slice(-3))).toEqual([
    ['0', '0', 'allow: rubbish'],
    ['1', '0', 'deny: clown'],
  ]);
  expect(result.flagged).toBe(1);
  expect(result.highest.map(({ flagged, decision }) => [flagged, decision?.by])).toEqual([
    [false, 'allow'],
    [true, 'deny'],
  ]);
});

test('a denied word is doubted by the threshold that was chosen, as in the answer to a comment that is typed', async () => {
  const knowing = await loadScorer(knowingModel());
  const answer = async (threshold: number | null) => {
    const { result, rows } = await scored('comment_text\nyou were not rubbish\n', knowing, threshold);
    expect(result.highest[0].unsure).toBe(result.unsure === 1);
    return [...rows[0].slice(-2), result.unsure];
  };
  expect(await answer(null)).toEqual(['1', '1', 1]);
  // Not flagged at all; or flagged for the rest of it as well.
  expect(await answer(1)).toEqual(['0', '0', 0]);
  expect(await answer(-1)).toEqual(['1', '0', 0]);
});

test('a comment stays flagged if what it says beside an allowed word is at the threshold itself', async () => {
  const rest = 'you are rubbish';
  const at = explainText(scorer, rest).score;
  const comment = `${rest} goose`;
  expect(explainText(scorer, comment).score).toBeGreaterThanOrEqual(at);
  const lists = { allow: ['goose'], deny: [] };
  const { result, rows } = await scored(`comment_text\n${comment}\n`, scorer, at, false, lists);
  expect(rows[0].slice(-3)).toEqual(['1', '0', '']);
  expect(result).toMatchObject({ flagged: 1, highest: [{ flagged: true, decision: null }] });
});

test('without a chosen model every row goes to the model of its language, as in the runner', async () => {
  const english = { name: 'default:en', scorer: await loadScorer(knowingModel()), threshold: null };
  const russian = { name: 'default:ru', scorer, threshold: -1e9 };
  const models: FileModels = {
    kind: 'byLanguage',
    models: new Map<'en' | 'ru', FileModel>([
      ['en', english],
      ['ru', russian],
    ]),
  };
  const texts = ['you are rubbish', 'ты глупый человек', 'Danke für die Hilfe', '12345', 'gribbled'];
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const steps = scoreFile(
    fileOf(`comment_text\n${texts.map((text) => `"${text}"`).join('\n')}\n`),
    {},
    models,
    { safeFormulas: false, lists: { allow: [], deny: ['Danke'] } },
    (piece) => void pieces.push(piece),
  );
  const result = await runSteps(steps);
  expect(result).toMatchObject({ rows: 5, flagged: 3, unsure: 2, unread: 1 });
  const [head, ...lines] = (await new Blob(pieces).text()).trimEnd().split('\n');
  expect(head).toBe('comment_text,score,probability,label,unsure,language,model,reason');
  expect(lines.map((line) => line.split(',').slice(3))).toEqual([
    ['1', '0', 'en', 'default:en', ''],
    ['1', '0', 'ru', 'default:ru', ''],
    ['1', '0', 'de', '', 'deny: Danke'],
    ['0', '1', 'und', 'default:en', ''],
    ['0', '1', 'en', 'default:en', ''],
  ]);
  expect(result.highest.map(({ row, unsure }) => [row, unsure])).toHaveLength(4);
  for (const { row, unsure } of result.highest) expect(unsure).toBe(row > 3);
});

test('where languages choose the models, every row keeps its own cells and score, however many there are', async () => {
  const models = new Map<'en' | 'ru', FileModel>([['en', { name: 'en', scorer, threshold: null }]]);
  const texts = Array.from({ length: 150 }, (_, i) => `${i % 3 === 0 ? 'you are rubbish' : 'thanks for it'} ${i}`);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const keep = (piece: Uint8Array<ArrayBuffer>) => void pieces.push(piece);
  const file = fileOf(`n,comment_text\n${texts.map((text, i) => `${i},${text}`).join('\n')}\n`);
  await runSteps(scoreFile(file, {}, { kind: 'byLanguage', models }, { safeFormulas: false }, keep));
  const [, ...lines] = (await new Blob(pieces).text()).trimEnd().split('\n');
  expect(lines.map((line) => line.split(',').slice(0, 2))).toEqual(texts.map((text, i) => [`${i}`, text]));
  lines.forEach((line, i) => {
    expect(Number(line.split(',')[2])).toBeCloseTo(explainText(scorer, texts[i]).score, 12);
  });
});

test('of three answers, what is between the thresholds is unsure in the file, in the list and in the sums', async () => {
  const texts = ['you are rubbish', 'thanks', 'thanks, rubbish'];
  const scores = texts.map((text) => explainText(scorer, text).score);
  const [low, middle, high] = [...scores].sort((a, b) => a - b);
  const three = async (by: FileModels, lists?: WordLists) => {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const write = (piece: Uint8Array<ArrayBuffer>) => void pieces.push(piece);
    const file = fileOf(`comment_text\n${texts.join('\n')}\n`);
    const result = await runSteps(scoreFile(file, {}, by, { safeFormulas: false, lists }, write));
    const table = await readTable(await new Blob(pieces).text(), { textColumn: 'comment_text', labelColumn: null });
    const at = (name: string) => table.report.columns.indexOf(name);
    return { result, labels: table.rows.map((row) => [row[at('label')], row[at('unsure')]]) };
  };
  const answerOf = (score: number) => {
    if (score === high) return ['1', '0'];
    return score === middle ? ['unsure', '1'] : ['0', '0'];
  };
  expect(low).toBeLessThan(middle);
  const model: FileModel = { name: 'small', scorer, threshold: high, unsureFrom: middle };
  const alone = await three({ kind: 'one', model });
  expect(alone.labels).toEqual(scores.map(answerOf));
  expect(alone.result).toMatchObject({ flagged: 1, between: 1, unsure: 0 });
  expect(alone.result.highest.map(({ between }) => between)).toEqual([false, true, false]);
  // The language of a row chooses the model, and its lines with it.
  const routed = await three({ kind: 'byLanguage', models: new Map([['en', model]]) });
  expect(routed.labels).toEqual(scores.map(answerOf));
  // A word list decides before the lines do.
  const decided = texts[scores.indexOf(middle)];
  const listed = await three({ kind: 'one', model }, { allow: [], deny: [decided] });
  expect(listed.labels[scores.indexOf(middle)]).toEqual(['1', '0']);
  expect(listed.result).toMatchObject({ flagged: 2, between: 0 });
});

test('probabilities are counted per cent by per cent, with their sums and the threshold', async () => {
  const texts = ['you are rubbish', 'thanks', 'thanks, rubbish', 'you are rubbish'];
  const { result } = await scored(`comment_text\n${texts.map((text) => `"${text}"`).join('\n')}\n`);
  const chances = texts.map((text) => explainText(scorer, text).probability ?? Number.NaN);
  const { counts, sums, threshold } = result.chances ?? { counts: [], sums: [], threshold: 0 };
  expect(counts).toHaveLength(100);
  for (let bin = 0; bin < 100; bin++) {
    const within = chances.filter((chance) => Math.floor(100 * chance) === bin);
    expect(counts[bin]).toBe(within.length);
    expect(sums[bin]).toBeCloseTo(
      within.reduce((sum, chance) => sum + chance, 0),
      12,
    );
  }
  expect(threshold).toBe(50);
});

test('the line among the probabilities is where the model flags, a whole per cent from 1 to 99', async () => {
  const lineAt = async (threshold: number | null) =>
    (await scored('comment_text\nthanks\n', scorer, threshold)).result.chances?.threshold;
  expect(await lineAt(null)).toBe(50);
  expect(await lineAt(Math.log(0.8 / 0.2))).toBe(80);
  expect(await lineAt(1e9)).toBe(99);
  expect(await lineAt(-1e9)).toBe(1);
});

test('comments of which the model cannot tell are not among the probabilities', async () => {
  const { result } = await scored('comment_text\ngribbled\nyou are rubbish\n', await loadScorer(knowingModel()));
  expect(result.unsure).toBe(1);
  expect(result.chances?.counts.reduce((sum, count) => sum + count)).toBe(1);
});

test('scores that are no probabilities stay scores: no chances, no probability in the file or in the list', async () => {
  const { linear, ...model } = smallModel();
  const margins = await loadScorer({ ...model, linear: { ...linear, link: 'margin' } });
  const { result, columns, rows } = await scored('comment_text\nyou are rubbish\nthanks\n', margins);
  expect(rows.map((row) => row[columns.indexOf('probability')])).toEqual(['', '']);
  expect(result.chances).toBeNull();
  expect(result.highest.map(({ row, probability }) => [row, probability])).toEqual([
    [1, null],
    [2, null],
  ]);
});

test('a long comment is listed by its first 400 characters, with its score and probability, and is whole in the file', async () => {
  const long = `you are rubbish ${'and so on '.repeat(60)}`.trim();
  const { result, rows } = await scored(`comment_text\n${long}\nthanks\n`);
  const { score, probability } = explainText(scorer, long);
  expect(rows[0][0]).toBe(long);
  expect(result.highest[0]).toMatchObject({ row: 1, text: long.slice(0, 400), unsure: false });
  expect(result.highest[0].score).toBeCloseTo(score, 12);
  expect(result.highest[0].probability).toBeCloseTo(probability ?? Number.NaN, 12);
  expect(Object.keys(result.highest[0])).not.toContain('rank');
});

test('of several models the highest are those of the highest probability, whatever their scores', async () => {
  const spec = parsePipelineSpec({ ...smallModel().manifest.spec, calibration: 'sigmoid' });
  const small = smallModel();
  const steep = { ...small, manifest: { ...small.manifest, spec }, calibration: Float64Array.of(1, 10) };
  const models = new Map<'en' | 'ru', FileModel>([
    ['en', { name: 'en', scorer, threshold: null }],
    ['ru', { name: 'ru', scorer: await loadScorer(steep), threshold: null }],
  ]);
  const file = fileOf('comment_text\nyou are rubbish\nочень глупый человек\n');
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const keep = (piece: Uint8Array<ArrayBuffer>) => void pieces.push(piece);
  const { highest, chances } = await runSteps(
    scoreFile(file, {}, { kind: 'byLanguage', models }, { safeFormulas: false }, keep),
  );
  const [english, russian] = ['you are rubbish', 'очень глупый человек'].map((text) => explainText(scorer, text).score);
  expect(english).toBeGreaterThan(russian);
  expect(highest.map(({ row }) => row)).toEqual([2, 1]);
  expect(chances?.threshold).toBe(50);
});

test('progress counts the rows and the bytes of the whole file; rows that could not be read are reported', async () => {
  const content = `comment_text,n\n${'you are rubbish,1\n'.repeat(300)},2\nyou,1,2,3\n`;
  const { result, progress } = await scored(content);
  expect(progress[0].totalBytes).toBe(content.length);
  expect(progress.at(-1)).toEqual({ bytesRead: content.length, totalBytes: content.length, rows: 301 });
  expect(progress.filter(({ rows }, i) => i > 0 && rows < progress[i - 1].rows)).toEqual([]);
  expect(Math.max(...progress.map(({ rows }, i) => rows - (progress[i - 1]?.rows ?? 0)))).toBeLessThanOrEqual(64);
  expect(result.rows).toBe(301);
  expect(result.refused).toEqual([{ reason: 'too-many-fields', count: 1, lines: [303] }]);
});

test('rows that are scored elsewhere make the same file, and a failure there ends it', async () => {
  const english = { name: 'default:en', scorer: await loadScorer(knowingModel()), threshold: null, unsureFrom: -9 };
  const russian = { name: 'default:ru', scorer: await loadScorer(compactModel()), threshold: -1e9 };
  const byLanguage = new Map<'en' | 'ru', FileModel>([
    ['en', english],
    ['ru', russian],
  ]);
  const texts = [
    'you are rubbish',
    'ты глупый человек',
    'Danke für die Hilfe',
    '12345',
    'gribbled goose',
    'thanks a lot',
  ];
  // More than two chunks ahead.
  const content = `comment_text\n${Array.from({ length: 17_000 }, (_, i) => texts[(i * i) % texts.length]).join('\n')}\n`;
  const pool = createInlinePool(
    createJudgeKernels(async (name) => byLanguage.get(name === 'en' ? 'en' : 'ru')?.scorer ?? scorer),
  );
  const elsewhere: JudgeElsewhere = (column, models, thresholds, modelOf) => {
    const names = models.map((model) => (model === english ? 'en' : 'ru'));
    return judgeInThreads(pool, { column, models: names, modelOf, thresholds });
  };
  const made = async (models: FileModels, judge: JudgeElsewhere | null) => {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const choices = { safeFormulas: false, lists: { allow: ['goose'], deny: ['Danke'] } };
    const steps = scoreFile(fileOf(content), {}, models, choices, (piece) => void pieces.push(piece), judge);
    return { result: await runSteps(steps), csv: await new Blob(pieces).text() };
  };
  for (const models of [
    { kind: 'byLanguage', models: byLanguage } as const,
    { kind: 'one', model: english } as const,
  ]) {
    expect(await made(models, elsewhere)).toEqual(await made(models, null));
  }
  const failing: JudgeElsewhere = async () => Promise.reject(new Error('gone'));
  await expect(made(one(scorer), failing)).rejects.toThrow('gone');
});
