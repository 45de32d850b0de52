import { createRandom, type Random, shuffle } from '../../../base/random';
import { rowCount, rowText, type TextColumn, textColumnOf } from '../../../data/column/textColumn';
import { contentWords, type WordSpan } from './contentWords';
import { ATTACK_KINDS, type AttackKind, disguiseWord } from './disguises';

/** One way to disguise words, or each word in a way of its own. */
export type Attack = AttackKind | 'mixed';

/** The share of a comment's content words that is disguised. */
export const USUAL_SHARE = 0.3;

/** Puts the words of a text in the order in which they are disguised, until enough are. */
export type WordOrder = (text: string, words: WordSpan[], random: Random) => WordSpan[];

/** Any word may be hit. */
export const byChance: WordOrder = (_, words, random) => shuffle(words, random);

/**
 * `text` with a share of its content words (contentWords.ts) disguised; one word at least, if there is one that can be.
 * @param share 0 to 1.
 * @returns a text that reads the same; the same for the same state of `random`, on every engine.
 */
export function attackText(
  text: string,
  attack: Attack,
  random: Random,
  share = USUAL_SHARE,
  order: WordOrder = byChance,
): string {
  const words = contentWords(text);
  const wanted = Math.max(1, Math.round(share * words.length));
  const hits: (WordSpan & { readonly disguised: string })[] = [];
  for (const word of order(text, words, random)) {
    if (hits.length === wanted) break;
    const kind = attack === 'mixed' ? ATTACK_KINDS[random.below(ATTACK_KINDS.length)] : attack;
    const plain = text.slice(word.begin, word.end);
    const disguised = disguiseWord(plain, kind, random);
    if (disguised !== plain) hits.push({ ...word, disguised });
  }
  hits.sort((a, b) => a.begin - b.begin);
  let attacked = '';
  let at = 0;
  for (const { begin, end, disguised } of hits) {
    attacked += text.slice(at, begin) + disguised;
    at = end;
  }
  return attacked + text.slice(at);
}

/** The generator of row `row`: a row's disguise does not depend on how the rows are cut into chunks. */
export function randomOfRow(seed: number, row: number): Random {
  return createRandom(seed + 4294967296 * (row % 2097152));
}

const ROWS_PER_STEP = 64;

/**
 * Every row of `column` attacked.
 * @param seed 0 to 2^32 − 1.
 * @param firstRow number of the column's first row, where it is a chunk of many.
 */
export function* attackRows(
  column: TextColumn,
  attack: Attack,
  seed: number,
  share = USUAL_SHARE,
  order: WordOrder = byChance,
  firstRow = 0,
): Generator<number, TextColumn, undefined> {
  const texts: string[] = [];
  for (let row = 0; row < rowCount(column); row++) {
    texts.push(attackText(rowText(column, row), attack, randomOfRow(seed, firstRow + row), share, order));
    if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield row + 1;
  }
  return textColumnOf(texts);
}
