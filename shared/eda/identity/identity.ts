import { IDENTITY_GROUPS } from '../../text/identityTerms';

import { type EdaContext, type Section, type SectionProgress, visitRows } from '../section/section';
import { type Share, wilsonShare } from '../share/wilson';
import { createIdentityFinder } from './identityFinder';

export interface IdentityTerm {
  /** A key of shared/eda/identityTerms, `women`, `muslims` ... */
  readonly group: string;
  /** Words of the group that occur, the commonest first. */
  readonly words: readonly string[];
  /** Of the labelled rows that name the group, those labelled 1. */
  readonly toxic: Share;
}

export interface Identity {
  /** Of all labelled rows, those labelled 1. */
  readonly base: Share;
  readonly terms: readonly IdentityTerm[];
}

/** Index of the class in CLASS_KEYS of the rows labelled 1; 0 of those labelled 0. */
const ONE = 1;

/** What this section adds to the report. */
export interface IdentityFound {
  readonly identity: Identity;
}

/**
 * How often a comment that names a group of people is labelled 1, compared with any comment. Rows without a label
 * count nowhere. Groups that no labelled row names are left out; those that most rows name come first.
 *
 * Words are recognised, not meanings: "black" names a colour as well.
 */
async function* exploreIdentity(context: EdaContext): AsyncGenerator<SectionProgress, IdentityFound, undefined> {
  const { classes } = context;
  const finder = createIdentityFinder();
  const rowsOfWord = new Uint32Array(finder.words.length);
  const rowsOfGroup = [0, ONE].map(() => new Uint32Array(IDENTITY_GROUPS.length));
  // The last row that a word or group was met in, plus 1: each counts once a row.
  const metWord = new Uint32Array(finder.words.length);
  const metGroup = new Uint32Array(IDENTITY_GROUPS.length);
  yield* visitRows(context, (bytes, begin, end, row) => {
    const index = classes.of(row);
    if (index > ONE) return;
    const { found, length } = finder.read(bytes, begin, end);
    for (let i = 0; i < length; i++) {
      const word = found[i];
      const group = finder.groupOf[word];
      if (metWord[word] !== row + 1) rowsOfWord[word] += 1;
      if (metGroup[group] !== row + 1) rowsOfGroup[index][group] += 1;
      metWord[word] = row + 1;
      metGroup[group] = row + 1;
    }
  });

  const [zeros, ones] = rowsOfGroup;
  const order = Array.from(finder.words.keys()).filter((word) => rowsOfWord[word] > 0);
  order.sort((a, b) => rowsOfWord[b] - rowsOfWord[a] || a - b);
  const terms = IDENTITY_GROUPS.map(
    (group, g): IdentityTerm => ({
      group,
      words: order.filter((word) => finder.groupOf[word] === g).map((word) => finder.words[word]),
      toxic: wilsonShare(ones[g], zeros[g] + ones[g]),
    }),
  );
  const identity = {
    base: wilsonShare(classes.rows[ONE], classes.rows[0] + classes.rows[ONE]),
    // Sorting is stable: groups that as many rows name stay in the order of the list.
    terms: terms.filter(({ toxic }) => toxic.of > 0).sort((a, b) => b.toxic.of - a.toxic.of),
  };
  return { identity };
}

export const identitySection: Section<IdentityFound> = {
  run: exploreIdentity,
};
