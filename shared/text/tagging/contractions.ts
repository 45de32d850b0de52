/*
 * English contractions, as the words that they are made of. A tagger that does not know "don't" calls it a noun. Models
 * tag contractions as they are: what this module does is for reports alone.
 */

const words = (text: string) => text.split(/\s+/);

/** After these "'s" is a verb; after any other word it marks a possessive, or cannot be distinguished from one. */
const SUBJECTS = new Set(
  words(`it he she that there here what who where how when why this everything something nothing everyone everybody
    someone somebody nobody`),
);
const VERBS: ReadonlyMap<string, string> = new Map([
  ['re', 'are'],
  ['ve', 'have'],
  ['ll', 'will'],
  ['d', 'would'],
  ['m', 'am'],
]);
/** What comes before "n't" where it is not the verb itself. */
const VERBS_BEFORE_NOT: ReadonlyMap<string, string> = new Map([
  ['ca', 'can'],
  ['wo', 'will'],
  ['sha', 'shall'],
  ['ai', 'is'],
]);

/**
 * Written without an apostrophe, where that is no other word: not "its", "well", "were", "ill", "id", "shell" and
 * "lets".
 */
const BARE: ReadonlyMap<string, string> = new Map(
  words(`dont:do_not doesnt:does_not didnt:did_not isnt:is_not arent:are_not wasnt:was_not werent:were_not cant:can_not
    wont:will_not wouldnt:would_not shouldnt:should_not couldnt:could_not havent:have_not hasnt:has_not hadnt:had_not
    mustnt:must_not aint:is_not im:i_am ive:i_have youre:you_are youve:you_have youll:you_will theyre:they_are
    theyve:they_have theyll:they_will weve:we_have hes:he_is shes:she_is thats:that_is whats:what_is theres:there_is
    whos:who_is`).map((entry) => entry.split(':') as [string, string]),
);

const APOSTROPHE = /['\u2019\u02bc\u2032`\u00b4\uff07]/;

const LONGEST_BARE = Math.max(...Array.from(BARE.keys(), ({ length }) => length));
const BARE_ENDS = new Set(Array.from(BARE.keys(), (word) => endOf(word)));

/** The last two characters of a token in lower case, as far as they are ASCII. */
function endOf(token: string): number {
  return ((token.charCodeAt(token.length - 2) | 32) << 8) | token.charCodeAt(token.length - 1) | 32;
}

/** False for most tokens that `expandContraction` returns as they are, much faster. */
export function mayBeContraction(token: string): boolean {
  if (token.length <= LONGEST_BARE && BARE_ENDS.has(endOf(token))) return true;
  for (let i = 1; i < token.length; i++) {
    const code = token.charCodeAt(i);
    if (code === 0x27 || code === 0x60 || (code >= 0xb4 && APOSTROPHE.test(token[i]))) return true;
  }
  return false;
}

/**
 * The words of a token in order, in its case: "don't" is "do" and "not", "it's" is "it" and "is", "you're" is "you" and
 * "are"; of a possessive ("dog's") the noun alone. Any other token is itself.
 */
export function expandContraction(token: string): readonly string[] {
  if (!mayBeContraction(token)) return [token];
  const bare = BARE.get(token.toLowerCase());
  if (bare !== undefined) return inCaseOf(token, bare.split('_'));
  const apostrophe = token.search(APOSTROPHE);
  if (apostrophe <= 0) return [token];
  const end = token.slice(apostrophe + 1).toLowerCase();
  const begin = token.slice(0, apostrophe);
  const lower = begin.toLowerCase();
  if (end === 't' && lower.endsWith('n') && lower.length > 1) {
    const verb = lower === 'can' ? 'can' : lower.slice(0, -1);
    return inCaseOf(token, [VERBS_BEFORE_NOT.get(verb) ?? verb, 'not']);
  }
  if (end === 's') {
    if (lower === 'let') return inCaseOf(token, ['let', 'us']);
    return SUBJECTS.has(lower) ? [begin, isShouted(token) ? 'IS' : 'is'] : [begin];
  }
  const verb = VERBS.get(end);
  if (verb !== undefined) return [begin, isShouted(token) ? verb.toUpperCase() : verb];
  // "couldn't've": the rest once more.
  const next = end.search(APOSTROPHE);
  if (next > 0 && VERBS.has(end.slice(next + 1))) {
    const rest = expandContraction(token.slice(0, apostrophe + 1 + next));
    return [...rest, VERBS.get(end.slice(next + 1)) ?? ''];
  }
  return [token];
}

function isShouted(token: string): boolean {
  const letters = token.replace(/[^A-Za-z]/g, '');
  return letters.length > 1 && letters === letters.toUpperCase();
}

/** Capitals as `token` has them: all, the first, or none. */
function inCaseOf(token: string, [first, ...rest]: readonly string[]): string[] {
  if (isShouted(token)) return [first, ...rest].map((word) => word.toUpperCase());
  return [/^[A-Z]/.test(token) ? `${first[0].toUpperCase()}${first.slice(1)}` : first, ...rest];
}
