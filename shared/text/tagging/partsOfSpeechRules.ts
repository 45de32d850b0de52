/** What the tags of a word depend on, when all that can be known of the word before it is in `context`. */
export interface WordTags {
  /** Shape (contexts,): the tag of the word in each context. */
  readonly tags: readonly string[];
  /** Shape (contexts,): the context in which it leaves the next word. */
  readonly next: readonly number[];
}

interface Rule {
  /** The tag that it replaces; `*` replaces any. */
  readonly from: string;
  readonly to: string;
  /** True if the rule applies to the word, as far as the word alone decides. */
  fits(word: string): boolean;
  /** The bits of the context that must be set. */
  readonly context: number;
}

const TWO_LETTERS = /[A-Za-z]{2}/;

/** Numerals in full, and what begins with one other than zero: "5th", "3-4". */
const isNumber = (word: string) => !Number.isNaN(Number(word)) || Math.abs(Number.parseFloat(word)) > 0;

/**
 * An ending counts where the word has it nowhere else, so that "nightdress" is no plural. Stored models were fitted
 * with tags by this reading.
 */
const hasEnding = (word: string, ending: string) =>
  word.endsWith(ending) && word.indexOf(ending) === word.length - ending.length;

/** Evaluates a rule's condition with this parameter on one word. */
const WORD_CONDITIONS: ReadonlyMap<string, (parameter: string) => (word: string) => boolean> = new Map([
  ['CURRENT-WORD-ENDS-WITH', (ending: string) => (word: string) => hasEnding(word, ending)],
  ['CURRENT-WORD-IS-NUMBER', (answer: string) => (word: string) => isNumber(word) === (answer === 'YES')],
  [
    'CURRENT-WORD-IS-URL',
    (answer: string) => (word: string) => (word.includes('.') && TWO_LETTERS.test(word)) === (answer === 'YES'),
  ],
]);

/** Evaluates a rule's condition with this parameter on the word before. */
const CONTEXT_CONDITIONS: ReadonlyMap<string, (parameter: string) => (word: string, tag: string) => boolean> = new Map([
  ['PREV-TAG', (wanted: string) => (_word: string, tag: string) => tag === wanted],
  ['PREV-WORD-IS', (wanted: string) => (word: string) => word.toLowerCase() === wanted],
]);

/**
 * Makes a tagger's transformation rules (Brill, 1992, A simple rule-based part of speech tagger) ready for use, each
 * written "from to CONDITION parameter": what is tagged `from` becomes `to` under the condition. Words are corrected
 * from left to right, each by all rules in order, so a rule sees of the word before its final tag.
 *
 * The rules ask little of the word before: c yes-or-no questions, here two. So they are a transducer of 2^c states
 * (Roche and Schabes, 1995, Deterministic part-of-speech tagging with finite-state transducers), of which the function
 * returned is the row of a word: bit i of a context is the answer to question i, and a text begins in context 0.
 *
 * @param rules as natural's data has them.
 * @throws Error if a rule has a condition that is not known here.
 */
export function compileRules(rules: readonly string[]): (word: string, firstTag: string) => WordTags {
  const questions: ((word: string, tag: string) => boolean)[] = [];
  const bitOf = new Map<string, number>();

  function parse(text: string): Rule {
    const [from, to, condition, parameter] = text.split(' ');
    const onWord = WORD_CONDITIONS.get(condition);
    if (onWord) return { from, to, fits: onWord(parameter), context: 0 };
    const onContext = CONTEXT_CONDITIONS.get(condition);
    if (!onContext) throw new Error(`Tagging rule with an unknown condition: ${text}`);
    const question = `${condition} ${parameter}`;
    let bit = bitOf.get(question);
    if (bit === undefined) {
      bit = 1 << questions.length;
      bitOf.set(question, bit);
      questions.push(onContext(parameter));
    }
    return { from, to, fits: () => true, context: bit };
  }

  const parsed = rules.map(parse);
  const contexts = Array.from({ length: 1 << questions.length }, (_, context) => context);

  return (word, firstTag) => {
    const tags = contexts.map((context) => {
      let tag = firstTag;
      for (const rule of parsed) {
        const applies = (rule.from === '*' || rule.from === tag) && (rule.context & context) === rule.context;
        if (applies && rule.fits(word)) tag = rule.to;
      }
      return tag;
    });
    const next = tags.map((tag) => questions.reduce((bits, ask, i) => bits | (Number(ask(word, tag)) << i), 0));
    return { tags, next };
  };
}
