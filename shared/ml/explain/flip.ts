import { isWordCodePoint } from '../../text/unicode/characters';
import { probabilityOf } from '../scoring/probability';
import type { Scorer } from '../scoring/scorer';
import { explainText } from './explain';

/*
 * Which words made the difference: the smallest set of words without which the comment would get the other label. What
 * words add to the score (explain.ts) directs the search; whether a set flips is always found by scoring the comment
 * with the words cut out, as norms and n-grams change with every cut.
 */

/** A word of the comment; UTF-16 offsets. */
export interface WordSpan {
  readonly begin: number;
  readonly end: number;
  readonly text: string;
}

export interface Flip {
  /** The words to remove, in text order. */
  readonly words: readonly WordSpan[];
  /** The comment without them; everything between words stays. */
  readonly text: string;
  /** The label that `text` gets. */
  readonly label: 0 | 1;
  readonly scoreBefore: number;
  readonly scoreAfter: number;
  /** Of `text`; null where the model's scores are no probabilities. */
  readonly probabilityAfter: number | null;
  /**
   * `smallest`: no smaller set flips. `minimal`: putting back any one of the words undoes the flip, but a smaller set
   * of others may exist. `found`: it flips, and the search stopped before either was established.
   */
  readonly guarantee: 'smallest' | 'minimal' | 'found';
}

/** Up to this many words every set is tried, by size. */
export const EXHAUSTIVE_WORDS = 12;
/** In longer comments, the words that are considered: those that add most to the label's side. */
const MOST_WORDS = 64;
/** Among those, the first of which every pair is tried. */
const PAIR_WORDS = 10;
/** Comments scored in a search that is not exhaustive. */
const MOST_SCORINGS = 300;

const encoder = new TextEncoder();

/**
 * The smallest set of words whose removal flips the label of `text`, or null if there is none or none was found. Words
 * are runs of letters, digits and underscores; each occurrence is a word of its own.
 *
 * Up to 12 words every set is tried, so that the answer is the smallest, and null means that there is none. In longer
 * comments: every single word, every pair of the ten that add most, then words are taken out one after the other,
 * always the one that adds most to what is left, until the label flips, and put back where that keeps it flipped. At
 * most 64 words are considered and some 300 texts scored. Of several sets of one size, the one of words that add most.
 *
 * @param label index of the label.
 * @param threshold a score to use in place of the model's own.
 */
export function smallestFlip(scorer: Scorer, text: string, label = 0, threshold?: number): Flip | null {
  const { model } = scorer;
  const cut = threshold ?? model.manifest.thresholds[label];
  const words = wordsOf(text);
  const scores = new Float64Array(model.linear.labels);
  const scoreOf = (comment: string) => {
    const bytes = encoder.encode(comment);
    scorer.scoreRow(bytes, 0, bytes.length, scores);
    return scores[label];
  };
  const scoreBefore = scoreOf(text);
  const before = scoreBefore >= cut;
  let scorings = 0;
  const flips = (removed: readonly number[]) => {
    scorings++;
    return scoreOf(without(text, words, removed)) >= cut !== before;
  };
  /** What each remaining word adds to the side of the current label. */
  const pushes = (removed: readonly number[]) => {
    const gone = new Set(removed);
    const left = [...words.keys()].filter((word) => !gone.has(word));
    const shorter = without(text, words, removed);
    const { spans } = explainText(scorer, shorter, label, cut);
    const at = new Map(spans.map((span) => [span.begin, span.contribution]));
    // Cuts leave the text between words, so the words of the shorter text are the remaining ones, in order.
    const places = wordsOf(shorter);
    const push = left.map((word, i) => ({ word, push: (before ? 1 : -1) * (at.get(places[i].begin) ?? 0) }));
    return push.sort((a, b) => b.push - a.push || a.word - b.word).map(({ word }) => word);
  };
  const answer = (removed: readonly number[], guarantee: Flip['guarantee']): Flip => {
    const rest = without(text, words, removed);
    const scoreAfter = scoreOf(rest);
    return {
      words: [...removed].sort((a, b) => a - b).map((word) => words[word]),
      text: rest,
      label: scoreAfter >= cut ? 1 : 0,
      scoreBefore,
      scoreAfter,
      probabilityAfter: probabilityOf(model, scoreAfter, label),
      guarantee,
    };
  };

  const ranked = pushes([]);
  if (words.length <= EXHAUSTIVE_WORDS) {
    for (let size = 1; size <= words.length; size++) {
      for (const set of subsets(ranked, size)) if (flips(set)) return answer(set, 'smallest');
    }
    return null;
  }

  const considered = ranked.slice(0, MOST_WORDS);
  const everySingle = considered.length === words.length;
  for (const word of considered) if (flips([word])) return answer([word], 'smallest');
  for (const pair of subsets(considered.slice(0, PAIR_WORDS), 2)) {
    // With every single word tried, no set is smaller than a pair.
    if (flips(pair)) return answer(pair, everySingle ? 'smallest' : 'minimal');
  }
  const removed = removeGreedily(considered, flips, pushes);
  if (!removed) return null;
  const pruned = prune(removed, (set) => scorings < MOST_SCORINGS && flips(set));
  return answer(pruned, scorings < MOST_SCORINGS ? 'minimal' : 'found');
}

/** Repeatedly removes the word that adds most to the remaining score; null if that never flips the label. */
function removeGreedily(
  considered: readonly number[],
  flips: (removed: readonly number[]) => boolean,
  pushes: (removed: readonly number[]) => readonly number[],
): number[] | null {
  const allowed = new Set(considered);
  const removed: number[] = [];
  while (removed.length < considered.length) {
    const next = pushes(removed).find((word) => allowed.has(word) && !removed.includes(word));
    if (next === undefined) return null;
    removed.push(next);
    if (flips(removed)) return removed;
  }
  return null;
}

/** Puts words back, the latest found first, for as long as the label stays flipped without the others. */
function prune(removed: readonly number[], flips: (removed: readonly number[]) => boolean): number[] {
  let set = [...removed];
  for (let tried = 0, at = set.length - 1; tried < set.length && set.length > 1; ) {
    const smaller = set.filter((_, i) => i !== at);
    if (flips(smaller)) {
      set = smaller;
      tried = 0; // a word that had to stay out before may be unnecessary now
    } else tried++;
    at = (at > 0 ? at : set.length) - 1;
  }
  return set;
}

/** The words of `text`: runs of word characters. */
export function wordsOf(text: string): WordSpan[] {
  const words: WordSpan[] = [];
  let begin = -1;
  let at = 0;
  const close = () => {
    if (begin >= 0) words.push({ begin, end: at, text: text.slice(begin, at) });
    begin = -1;
  };
  for (const letter of text) {
    if (!isWordCodePoint(letter.codePointAt(0) ?? 0)) close();
    else if (begin < 0) begin = at;
    at += letter.length;
  }
  close();
  return words;
}

/** `text` with the words of these numbers cut out. */
export function without(text: string, words: readonly WordSpan[], removed: readonly number[]): string {
  let rest = '';
  let from = 0;
  for (const word of [...removed].sort((a, b) => a - b)) {
    rest += text.slice(from, words[word].begin);
    from = words[word].end;
  }
  return rest + text.slice(from);
}

/** Every choice of `size` of `items`, in lexicographic order of their places. */
function* subsets(items: readonly number[], size: number, from = 0): Generator<number[], void, undefined> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = from; i <= items.length - size; i++) {
    for (const rest of subsets(items, size - 1, i + 1)) yield [items[i], ...rest];
  }
}
