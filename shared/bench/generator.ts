import { exp } from '#shared/base/elementary';
import { createRandom, type Random } from '#shared/base/random';
import { createLexicon, ENGLISH, type Lexicon, RUSSIAN } from './words';
import { createRankTable, type RankTable, rankAt } from './zipf';

/*
 * Generated comments, shaped like those that people write: lengths (median about 200 characters, a tenth over
 * 800, none over 5000), word frequencies, growth of the vocabulary (some 120,000 words in 75,000 comments) and of the
 * word pairs, punctuation, quotes and line breaks. One in ten is toxic, one in ten Russian. Toxic comments lean to
 * words of their own, so there is something to learn, and some labels are wrong, so there is something to miss.
 *
 * The same seed generates the same bytes on every engine, and fewer rows are a prefix of more.
 */

export interface CommentsOptions {
  readonly rows: number;
  readonly seed?: number;
}

/** What was generated. */
export interface CommentsFacts {
  readonly rows: number;
  readonly positives: number;
  /** Bytes of the comments, as UTF-8, without quoting. */
  readonly textBytes: number;
}

export const HEADER = 'id,comment_text,toxic\n';

const RANKS = 1 << 20;
/** Median and spread of the number of words: log-normal. */
const MEDIAN_WORDS = 35;
const SPREAD = 1.155;
const MAX_BYTES = 5000;
export const BLOCK = 1 << 18;

/** Share of words that follow the one before out of habit, so that pairs of words recur as they do in language. */
const HABIT = 0.62;
/** Share of words, in a comment of either class, that are drawn from those its class leans to. */
const LEANING = 0.08;
export const WRONG_LABELS = 0.01;
/** One word in so many of the common ones belongs to toxic comments, and one to the others. */
const SIGNAL_EVERY = 40;
const MARKED_WORDS = ['stupid', 'idiot', 'rubbish', 'дурак', 'глупый'].map((word) => new TextEncoder().encode(word));

export interface Language {
  readonly lexicon: Lexicon;
  readonly firstMarked: number;
  readonly marked: number;
}

/** A fixed, well-mixed 32-bit hash of two numbers (the finaliser of MurmurHash3). */
export function mix(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Writes UTF-8 into a block, which is emitted when it is full. */
export class Writer {
  block = new Uint8Array(BLOCK + (1 << 15));
  at = 0;

  byte(value: number): void {
    this.block[this.at++] = value;
  }

  text(value: string): void {
    for (let i = 0; i < value.length; i++) this.block[this.at++] = value.charCodeAt(i);
  }

  bytes(from: Uint8Array, begin: number, end: number): void {
    for (let i = begin; i < end; i++) this.block[this.at++] = from[i];
  }

  /** Capitalises the letters from `begin` on: ASCII and а to я. */
  capitals(begin: number, end: number): void {
    const { block } = this;
    for (let i = begin; i < end; i++) {
      const byte = block[i];
      if (byte >= 0x61 && byte <= 0x7a) block[i] = byte - 0x20;
      else if (byte === 0xd0 && block[i + 1] >= 0xb0) block[++i] -= 0x20;
      else if (byte === 0xd1) {
        block[i] = 0xd0;
        block[++i] += 0x20;
      }
    }
  }

  take(): Uint8Array<ArrayBuffer> {
    const taken = this.block.slice(0, this.at);
    this.at = 0;
    return taken;
  }
}

/** About normal: twelve uniform numbers, added. */
function normal(random: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.unit();
  return sum;
}

/** The words of both languages, and how often each is drawn. */
export function createVocabulary(): { table: RankTable; english: Language; russian: Language } {
  return {
    table: createRankTable(RANKS),
    english: { lexicon: createLexicon(ENGLISH, RANKS), firstMarked: 0, marked: 3 },
    russian: { lexicon: createLexicon(RUSSIAN, RANKS), firstMarked: 3, marked: 2 },
  };
}

/**
 * A CSV of labelled comments (`id,comment_text,toxic`), block by block.
 * @returns what was generated, after the last block.
 */
export function* generateComments({
  rows,
  seed = 1,
}: CommentsOptions): Generator<Uint8Array<ArrayBuffer>, CommentsFacts, undefined> {
  const { table, english, russian } = createVocabulary();
  const random = createRandom(seed);
  const out = new Writer();
  out.text(HEADER);
  let positives = 0;
  let textBytes = 0;
  for (let row = 0; row < rows; row++) {
    const toxic = random.below(10) === 0;
    out.text(`${mix(row, seed).toString(16).padStart(8, '0')},"`);
    textBytes += writeComment(out, random, table, random.below(10) === 0 ? russian : english, toxic);
    const label = random.unit() < WRONG_LABELS ? !toxic : toxic;
    if (label) positives++;
    out.text(label ? '",1\n' : '",0\n');
    if (out.at >= BLOCK) yield out.take();
  }
  if (out.at > 0) yield out.take();
  return { rows, positives, textBytes };
}

/** Writes one comment, quotes doubled; returns the bytes of its text. */
export function writeComment(
  out: Writer,
  random: Random,
  table: RankTable,
  language: Language,
  toxic: boolean,
): number {
  const { lexicon } = language;
  const words = Math.max(1, Math.floor(MEDIAN_WORDS * exp(SPREAD * normal(random))));
  const begin = out.at;
  let doubled = 0;
  let rank = -1;
  let sentenceStart = random.below(5) > 0;
  for (let i = 0; i < words; i++) {
    rank = nextRank(random, table, rank);
    if (random.unit() < LEANING) rank = leaning(rank, toxic);
    const start = out.at;
    if (toxic && random.below(40) === 0) {
      const marked = MARKED_WORDS[language.firstMarked + random.below(language.marked)];
      out.bytes(marked, 0, marked.length);
    } else {
      out.bytes(lexicon.bytes, lexicon.offsets[rank], lexicon.offsets[rank + 1]);
    }
    const oddity = random.below(1000);
    if (oddity < 8) out.capitals(start, out.at);
    else if (oddity < 9) stretch(out, 2 + random.below(5));
    else if (oddity < 12) out.text(`${random.below(3000)}`);
    else if (sentenceStart || oddity < 50) out.capitals(start, start + 1);
    const mark = random.below(1000);
    sentenceStart = mark < 75;
    if (mark < 60) out.text('.');
    else if (mark < 68) out.text('!');
    else if (mark < 75) out.text('?');
    else if (mark < 145) out.text(',');
    else if (mark < 157) {
      out.text('""');
      doubled++;
    } else if (mark < 165) out.text("'");
    if (out.at - begin - doubled >= MAX_BYTES) break;
    if (i < words - 1) out.byte(sentenceStart && random.below(8) === 0 ? 0x0a : 0x20);
  }
  return out.at - begin - doubled;
}

/** The next word: one of those that often follow the last, or any. */
function nextRank(random: Random, table: RankTable, last: number): number {
  if (last < 0 || random.unit() >= HABIT) return rankAt(table, random.unit());
  const habits = 3 + Math.floor(6000 / (last + 8)); // common words are followed by more
  return rankAt(table, mix(last, random.below(habits)) / 4294967296);
}

/** The nearest word to which the class leans; the hundred commonest words belong to no class. */
function leaning(rank: number, toxic: boolean): number {
  if (rank < 100) return rank;
  return rank - (rank % SIGNAL_EVERY) + (toxic ? 3 : 23);
}

/** Repeats the last letter, as people dooo. */
function stretch(out: Writer, times: number): void {
  const size = out.block[out.at - 1] >= 0x80 ? 2 : 1;
  for (let i = 0; i < times * size; i++) {
    out.block[out.at] = out.block[out.at - size];
    out.at++;
  }
}
