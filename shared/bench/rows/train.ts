import type { Bench, CommentsFile, Result } from '../bench';
import { type Corpus, corpusIn, trainRow } from '../trainRow';

/*
 * Whole trainings, from the bytes of a CSV file to a model file: TF-IDF, then logistic regression.
 */

const generated = async (bench: Bench, { path, fileBytes, rows }: CommentsFile): Promise<Corpus> => ({
  path,
  fileBytes,
  rows,
  leftOut: [],
  file: await bench.labelledIn(path),
});

/** Words and pairs, of the comments of the bench or of --data, also against programs that hash them. */
export async function train(bench: Bench): Promise<Result[]> {
  const corpus = await (bench.data === undefined
    ? bench.comments(bench.rows).then((file) => generated(bench, file))
    : corpusIn(bench, bench.data));
  return trainRow(bench, corpus, {
    name: bench.data === undefined ? 'word 1-2' : 'word 1-2, the comments of --data',
    analyzer: 'word',
    ngramRange: [1, 2],
    minDf: 1,
    solvers: ['lbfgs', 'liblinear'],
    textPeers: true,
    toReach: '6x on 2 cores, 4x on one',
  });
}

/** Words and pairs that occur twice or more, where many comments have few words between them. */
export async function smallVocabulary(bench: Bench): Promise<Result[]> {
  return trainRow(bench, await generated(bench, await bench.recombined(bench.rows)), {
    name: 'word 1-2, minDf 2, small vocabulary',
    analyzer: 'word',
    ngramRange: [1, 2],
    minDf: 2,
    solvers: ['liblinear'],
    textPeers: false,
    toReach: '6x on 2 cores, 4x on one',
  });
}

/** Pieces of words, which make many more terms a comment: an eighth of the comments. */
export async function charWb(bench: Bench): Promise<Result[]> {
  const rows = Math.floor(bench.rows / (bench.quick ? 4 : 8));
  return trainRow(bench, await generated(bench, await bench.comments(rows)), {
    name: 'char_wb 2-5',
    analyzer: 'char_wb',
    ngramRange: [2, 5],
    minDf: 1,
    solvers: ['liblinear'],
    textPeers: false,
    toReach: '6x on 2 cores, 4x on one',
  });
}
