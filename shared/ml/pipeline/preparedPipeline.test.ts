import { expect, test } from 'vitest';
import { rowCount, rowText, type TextColumn, textColumnOf } from '../../data/column/textColumn';
import { runSteps, runStepsSync } from '../../runtime/steps';
import { type PipelineSpecInput, parsePipelineSpec } from '../../spec/pipelineSpec';
import { normaliseText } from '../../text/normalise/normaliser';
import { createSequenceMap, type TokenSettings } from '../../text/tokens/tokenMap';
import { explainText } from '../explain/explain';
import answers from '../frozen/pipelines.json';
import { decodeModel } from '../model/decode';
import type { Model } from '../model/model';
import { scoreColumn } from '../scoring/scoreColumn';
import { loadScorer } from '../scoring/scorer';
import { type FitResult, fitPipeline } from './pipeline';

/*
 * The settings of `text`, through training and scoring: each must come to what plain counting makes of texts that were
 * changed beforehand, the slow way.
 */

/**
 * İ in lower case is two characters, the second none of a word: a text and its words mapped beforehand would differ.
 */
const known = answers.texts.map((text) => text.replaceAll('İ', 'I'));

/** Half of the texts written as people write who do not want to be found. */
const DISGUISES: [string, string][] = [
  ['stupid', 's t u p i d'],
  ['idiot', '1d1ot'],
  ['дурак', 'дyрaк'],
  ['глупый', 'глуууупый'],
  ['rubbish', 'rubb\u200bish'],
];
const texts = known.map((text, i) =>
  i % 2 === 0 ? text : DISGUISES.reduce((changed, [plain, disguise]) => changed.replaceAll(plain, disguise), text),
);
const newTexts = [...answers.newTexts, 'You are s t u p i d', 'what a stup1d 1d1ot', 'ты дyрaк и глуууупый', ''];

function trained(of: readonly string[], spec: PipelineSpecInput, chunkRows = of.length): Promise<FitResult> {
  const chunks: TextColumn[] = [];
  for (let at = 0; at < of.length; at += chunkRows) chunks.push(textColumnOf(of.slice(at, at + chunkRows)));
  const labels = [{ name: 'toxic', values: Uint8Array.from(answers.labels) }];
  const data = { rows: of.length, chunks: () => chunks, labels, fingerprint: '' };
  return runSteps(fitPipeline(data, parsePipelineSpec(spec)));
}

async function scoresOf(model: Model, of: readonly string[]): Promise<Float64Array> {
  return runStepsSync(scoreColumn(await loadScorer(model), textColumnOf(of)));
}

const textsOf = (column: TextColumn) => Array.from({ length: rowCount(column) }, (_, row) => rowText(column, row));

/** Trains both ways and compares everything but the spec. */
async function expectSame(
  text: PipelineSpecInput['text'],
  features: PipelineSpecInput['features'],
  change: (text: string) => string,
): Promise<void> {
  const validation = { testSize: 0.25 };
  const mapped = await trained(texts, { text, features, validation });
  const beforehand = await trained(texts.map(change), {
    features,
    validation: { ...validation, groupDuplicates: true },
  });
  const [got, expected] = [decodeModel(mapped.bytes), decodeModel(beforehand.bytes)];
  const terms = (model: Model) => model.vectorizers.map((block) => textsOf(block.terms));
  expect(terms(got)).toEqual(terms(expected));
  expect(got.vectorizers).toEqual(expected.vectorizers);
  expect(got.linear).toEqual(expected.linear);
  expect(await scoresOf(got, newTexts)).toEqual(await scoresOf(expected, newTexts.map(change)));
  // They are no trivial twins: without the setting the terms are others.
  const without = decodeModel((await trained(texts, { features, validation })).bytes);
  expect(without.vectorizers).not.toEqual(expected.vectorizers);
}

const WORDS = /[\p{L}\p{N}_]+/gu;

/** A text's words of two characters or more, mapped together and joined by spaces. */
async function mapWords(settings: Partial<TokenSettings>): Promise<(text: string) => string> {
  const all: TokenSettings = { language: 'auto', tokens: 'plain', stopWords: 'none', ...settings };
  const sequence = await createSequenceMap(all, { lowercase: true, stripAccents: 'none' });
  return (text) => {
    const words = (text.match(WORDS) ?? []).filter((word) => Array.from(word).length > 1);
    const terms = sequence.map(words).filter((term) => term !== null);
    // Plain counting would not see a term of one character.
    for (const term of terms) expect(Array.from(term).length).toBeGreaterThan(1);
    return terms.join(' ');
  };
}

const pairs: PipelineSpecInput['features'] = [{ ngramRange: [1, 2] }];

const settings: Partial<TokenSettings>[] = [
  { tokens: 'stem' },
  { tokens: 'stem', language: 'ru' },
  { tokens: 'stem', stopWords: 'auto' },
  { tokens: 'lemma' },
  { tokens: 'lemma', stopWords: 'en' },
  { stopWords: 'ru' },
];

test.each(settings)('%o equals plain counting of words mapped beforehand', async (chosen) => {
  await expectSame(chosen as PipelineSpecInput['text'], pairs, await mapWords(chosen));
});

test.each(['standard', 'deobfuscate'] as const)(
  '%s equals plain counting of texts normalised beforehand',
  async (kind) => {
    const blocks: PipelineSpecInput['features'] = [
      { ngramRange: [1, 2], stripAccents: 'unicode' },
      { analyzer: 'char_wb', ngramRange: [2, 3], lowercase: false },
      { analyzer: 'char', ngramRange: [3, 3], stripAccents: 'ascii' },
    ];
    await expectSame({ normalize: kind }, blocks, (text) => normaliseText(kind, text));
  },
);

test.each([
  { normalize: 'deobfuscate', tokens: 'stem', stopWords: 'auto' },
  { normalize: 'standard', tokens: 'lemma', stopWords: ['be'] },
] as const)('%o has the same id however the rows are chunked', async (text) => {
  const spec: PipelineSpecInput = { text: { ...text, stopWords: text.stopWords as 'auto' }, features: pairs };
  const whole = await trained(texts, spec);
  expect((await trained(texts, spec, 9)).id).toBe(whole.id);
  expect((await trained(texts, { features: pairs })).id).not.toBe(whole.id);
});

test('words and letters side by side: stems concern the words alone', async () => {
  const letters = { analyzer: 'char_wb' as const };
  const [, stemmed] = decodeModel(
    (await trained(texts, { text: { tokens: 'stem' }, features: [{}, letters] })).bytes,
  ).vectorizers;
  const [plain] = decodeModel((await trained(texts, { features: [letters] })).bytes).vectorizers;
  expect(stemmed).toEqual(plain);
});

test('a disguised word counts as the word it hides', async () => {
  const { bytes } = await trained(texts, { text: { normalize: 'deobfuscate' } });
  const scorer = await loadScorer(decodeModel(bytes));
  const [open, hidden] = ['You are stupid', 'You are s t u p i d'].map((text) => explainText(scorer, text));
  expect(hidden.score).toBe(open.score);
  expect(hidden.terms).toEqual(open.terms);
});

test('a text longer than one slice of tokens keeps every word, and its lemmas are those of its slices', async () => {
  const words = Array.from({ length: 9000 }, (_, i) => ['the', 'idiots', 'were', 'running'][i % 4]);
  const spec: PipelineSpecInput = { text: { tokens: 'lemma' } };
  const model = decodeModel((await trained([...texts.slice(1), words.join(' ')], spec)).bytes);
  const scorer = await loadScorer(model);
  const answer = explainText(scorer, words.join(' '));
  const counts = new Map(answer.terms.map(({ term, count }) => [term, count]));
  expect(Object.fromEntries(counts)).toEqual({ the: 2250, idiot: 2250, be: 2250, run: 2250 });
  expect(answer.tokens).toBe(9000);
});
