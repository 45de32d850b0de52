import { WORD_CLASSES, type WordClass } from '../../text/tagging/partsOfSpeech';
import { type ByClass, byClass, CLASS_KEYS } from '../section/classes';
import { type EdaContext, type Section, type SectionProgress, visitRows } from '../section/section';
import { type Share, wilsonShare } from '../share/wilson';
import { createWordClassReader } from './partsOfSpeechReader';

export interface WordClassShare {
  readonly wordClass: WordClass;
  /** Share of the words of each class, with a 95 % interval that allows for words of a comment being alike. */
  readonly shares: ByClass<Share>;
  /** Cohen's d of the share within a comment, class 1 less class 0; NaN without two classes. */
  readonly effect: number;
}

export interface PartsOfSpeech {
  /** Why there are none. */
  readonly absent: 'not-english' | null;
  /** Rows tagged: the English ones. */
  readonly rows: number;
  readonly classes: readonly WordClassShare[];
}

/** Punctuation marks are no words, and so no share of them. */
export const SHOWN_CLASSES: readonly WordClass[] = WORD_CLASSES.filter((wordClass) => wordClass !== 'punctuation');

/** Tagging reads some 5 MB/s. */
const TAGGED_BYTES_PER_STEP = 1 << 15;

/** What is added up over the comments of one class: with y words of a part of speech among x in a comment. */
export interface ShareSums {
  comments: number;
  /** Σ x, Σ y, Σ x², Σ y², Σ xy. */
  words: number;
  hits: number;
  wordsSquared: number;
  hitsSquared: number;
  product: number;
  /** Σ y/x, Σ (y/x)². */
  shares: number;
  sharesSquared: number;
}

/** No comments yet. */
export function createShareSums(): ShareSums {
  return {
    comments: 0,
    words: 0,
    hits: 0,
    wordsSquared: 0,
    hitsSquared: 0,
    product: 0,
    shares: 0,
    sharesSquared: 0,
  };
}

/** Adds a comment of `words` words, 1 or more, of which `hits` count. */
export function addComment(sums: ShareSums, words: number, hits: number): void {
  const share = hits / words;
  sums.comments += 1;
  sums.words += words;
  sums.hits += hits;
  sums.wordsSquared += words * words;
  sums.hitsSquared += hits * hits;
  sums.product += words * hits;
  sums.shares += share;
  sums.sharesSquared += share * share;
}

/**
 * The share of words p = Σy / Σx with a 95 % interval that allows for a comment's words being alike. The variance of the ratio
 * of two sums over n comments, drawn as wholes, is by linearisation (Cochran 1977, Sampling Techniques, 6.4)
 *
 *     v = n/(n − 1) · Σ(y − px)² / (Σx)²
 *
 * and the interval is Wilson's with p(1 − p)/v words in place of Σx: as many independent words as would tell as much
 * (Dean and Pagano 2015, Journal of Survey Statistics and Methodology 3(4)). Where all comments agree (v = 0), as many as
 * there are comments.
 *
 * @returns NaN limits for fewer than two comments, NaN altogether for none.
 */
export function clusteredShare({ comments, words, hits, wordsSquared, hitsSquared, product }: ShareSums): Share {
  if (comments < 2) return wilsonShare(hits, words, 0);
  const p = hits / words;
  const residuals = Math.max(0, hitsSquared - 2 * p * product + p * p * wordsSquared);
  const variance = ((comments / (comments - 1)) * residuals) / (words * words);
  return wilsonShare(hits, words, variance > 0 ? (p * (1 - p)) / variance : comments);
}

/**
 * Cohen's d (1988) of the share within a comment: the difference of the means, `one` less `zero`, over the pooled standard
 * deviation. NaN for fewer than two comments on either side, or where no comment differs from another.
 */
export function cohensD(one: ShareSums, zero: ShareSums): number {
  const squares = ({ comments, shares, sharesSquared }: ShareSums) =>
    Math.max(0, sharesSquared - (shares * shares) / comments);
  const freedom = one.comments + zero.comments - 2;
  if (one.comments < 2 || zero.comments < 2) return Number.NaN;
  const deviation = Math.sqrt((squares(one) + squares(zero)) / freedom);
  return deviation > 0 ? (one.shares / one.comments - zero.shares / zero.comments) / deviation : Number.NaN;
}

/** What this section adds to the report. */
export interface PartsOfSpeechFound {
  readonly partsOfSpeech: PartsOfSpeech;
}

/**
 * Parts of speech of the English comments' words, by class: of the first 512 words and marks of each comment. Absent where no
 * comment is English: the tagger knows no other language.
 */
async function* explorePartsOfSpeech(
  context: EdaContext,
): AsyncGenerator<SectionProgress, PartsOfSpeechFound, undefined> {
  const { classes } = context;
  const read = await createWordClassReader();
  const sums = CLASS_KEYS.map(() => SHOWN_CLASSES.map(createShareSums));
  let rows = 0;
  const visit = (bytes: Uint8Array, begin: number, end: number, row: number) => {
    const counts = read(bytes, begin, end);
    if (counts === null) return;
    rows += 1;
    SHOWN_CLASSES.forEach((wordClass, i) => {
      addComment(sums[classes.of(row)][i], counts.words, counts.classes.get(wordClass) ?? 0);
    });
  };
  yield* visitRows(context, visit, TAGGED_BYTES_PER_STEP);
  if (rows === 0) return { partsOfSpeech: { absent: 'not-english', rows, classes: [] } };
  const [zeros, ones] = sums;
  const shares = SHOWN_CLASSES.map(
    (wordClass, i): WordClassShare => ({
      wordClass,
      shares: byClass(classes, (index) => clusteredShare(sums[index][i])),
      effect: cohensD(ones[i], zeros[i]),
    }),
  );
  return { partsOfSpeech: { absent: null, rows, classes: shares } };
}

export const partsOfSpeechSection: Section<PartsOfSpeechFound> = {
  run: explorePartsOfSpeech,
};
