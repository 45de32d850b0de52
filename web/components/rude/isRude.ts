import { runStepsSync } from '#shared/runtime/steps';
import { rudeWords } from './words';

interface Rules {
  readonly whole: ReadonlySet<string>;
  readonly beginnings: ReadonlySet<string>;
  /** How long beginnings are. */
  readonly lengths: readonly number[];
  readonly parts: readonly string[];
}

let rules: Rules | null = null;

/** The list, sorted by kind; read the first time it is needed. */
function loadRules(): Rules {
  if (rules !== null) return rules;
  const words = rudeWords();
  const beginnings = words.filter((word) => /^[^*]+\*$/.test(word)).map((word) => word.slice(0, -1));
  rules = {
    whole: new Set(words.filter((word) => !word.includes('*'))),
    beginnings: new Set(beginnings),
    lengths: [...new Set(beginnings.map(({ length }) => length))],
    parts: words.filter((word) => word.startsWith('*')).map((word) => word.slice(1, -1)),
  };
  return rules;
}

/** Runs of letters; an apostrophe or a hyphen ends a word. */
const WORDS = /[\p{L}\p{M}\p{N}_]+/gu;

const known = new Map<string, boolean>();
/** Words remembered; texts repeat theirs. */
const KNOWN_LIMIT = 20_000;

function isRudeWord(word: string): boolean {
  const remembered = known.get(word);
  if (remembered !== undefined) return remembered;
  const { whole, beginnings, lengths, parts } = loadRules();
  const rude =
    whole.has(word) ||
    lengths.some((length) => beginnings.has(word.slice(0, length))) ||
    parts.some((part) => word.includes(part));
  if (known.size >= KNOWN_LIMIT) known.clear();
  known.set(word, rude);
  return rude;
}

/** Words between two steps: less than a millisecond. */
const WORDS_PER_STEP = 512;

/** `isRude` in steps: a text may be long. */
export function* rudeSteps(text: string): Generator<void, boolean, undefined> {
  let read = 0;
  for (const [word] of text.toLowerCase().replaceAll('ё', 'е').matchAll(WORDS)) {
    if (isRudeWord(word)) return true;
    if (++read % WORDS_PER_STEP === 0) yield;
  }
  return false;
}

/** Whether a text has a rude word of English or Russian in it. */
export function isRude(text: string): boolean {
  return runStepsSync(rudeSteps(text));
}
