import { expect, test } from 'vitest';
import { rowText, textColumnOf } from '../../data/column/textColumn';
import { runStepsSync } from '../../runtime/steps';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import { plainText } from '../../testing/preparations';
import type { CsrMatrix } from '../matrix/csr';
import { createCounter } from './count/counter';
import { fitVectorizer, vectorizeCounts } from './fit/fitVectorizer';
import answers from './frozen/matrices.json';
import { createTransformer } from './transform/transformer';

/** The rows as scikit-learn's answers are kept: column, value, column, value, ... */
function rowsOf({ rows, indptr, indices, values }: CsrMatrix): number[][] {
  return Array.from({ length: rows }, (_, row) => {
    const flat: number[] = [];
    for (let at = indptr[row]; at < indptr[row + 1]; at++) flat.push(indices[at], values[at]);
    return flat;
  });
}

function expectRows(got: number[][], expected: number[][]): void {
  expect(got.map((row) => row.filter((_, i) => i % 2 === 0))).toEqual(
    expected.map((row) => row.filter((_, i) => i % 2 === 0)),
  );
  got.forEach((row, r) => {
    row.forEach((value, i) => {
      const difference = Math.abs(value - expected[r][i]);
      if (difference > 1e-6 * Math.abs(expected[r][i])) throw new Error(`row ${r}: ${value} is not ${expected[r][i]}`);
    });
  });
}

for (const [number, frozen] of answers.cases.entries()) {
  const [settings] = parsePipelineSpec({ features: [frozen.settings as never] }).features;
  const stopWords = frozen.stopWords ? answers.stopWords : [];
  const texts = (which: number[]) => textColumnOf(which.map((i) => answers.texts[i]));
  const { kind, analyzer, ngramRange } = settings;

  test(`case ${number}, ${kind} ${analyzer} ${ngramRange.join('-')}, equals scikit-learn cell by cell`, () => {
    // All texts are counted and the vectorizer fitted to some of them, as a fold is.
    const counter = createCounter(settings, plainText(stopWords));
    runStepsSync(counter.add(textColumnOf(answers.texts.slice(0, 7))));
    runStepsSync(counter.add(textColumnOf(answers.texts.slice(7))));
    const corpus = runStepsSync(counter.finish());
    const train = Uint32Array.from(frozen.train);
    const { vectorizer, columnOf } = runStepsSync(fitVectorizer(corpus, settings, train));

    expect(frozen.terms.map((_, i) => rowText(vectorizer.terms, i))).toEqual(frozen.terms);
    expect(vectorizer.terms.offsets).toHaveLength(frozen.terms.length + 1);
    expectRows(rowsOf(runStepsSync(vectorizeCounts(corpus, vectorizer, columnOf, train))), frozen.trainMatrix);
    const held = runStepsSync(vectorizeCounts(corpus, vectorizer, columnOf, Uint32Array.from(frozen.test)));
    expectRows(rowsOf(held), frozen.testMatrix);

    const transformer = createTransformer(vectorizer, plainText(stopWords));
    expect(rowsOf(runStepsSync(transformer.transform(texts(frozen.test))))).toEqual(rowsOf(held));
    expectRows(rowsOf(runStepsSync(transformer.transform(texts(frozen.train)))), frozen.trainMatrix);
  });
}
