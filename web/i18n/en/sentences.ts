import { formats } from '#shared/messages/format';

const { count, number } = formats.en;
const SENTENCES = { one: 'sentence', other: 'sentences' };

/** The sentences of one text, each scored by itself. */
export const sentences = {
  title: 'Sentence by sentence',
  list: 'Sentences with their scores; pressing one selects it in the text',
  highest: 'highest',
  both: (flagged: number, all: number) =>
    flagged === all
      ? `The whole is flagged, and so is each of its ${count(all, SENTENCES)}.`
      : `The whole is flagged, and so ${flagged === 1 ? 'is' : 'are'} ${number(flagged)} of its ${count(all, SENTENCES)}.`,
  onlyWhole: (all: number) =>
    `The whole is flagged, though none of its ${count(all, SENTENCES)} is by itself: it adds up.`,
  onlySentences: (flagged: number, all: number) =>
    `The whole is not flagged, though ${number(flagged)} of its ${count(all, SENTENCES)} would be by ${flagged === 1 ? 'itself' : 'themselves'}: the rest outweighs ${flagged === 1 ? 'it' : 'them'}.`,
  neither: (all: number) => `Neither the whole nor any of its ${count(all, SENTENCES)} is flagged.`,
  cannotTell: (flagged: number, all: number) =>
    `About the whole the model cannot tell. By themselves, ${flagged === 0 ? 'none' : number(flagged)} of its ${count(all, SENTENCES)} would be flagged.`,
  meaning:
    'Each is scored as a comment of its own, so they do not add up to the whole. The verdict is that of the whole.',
  only: (shown: number, all: number) => `The ${number(shown)} highest of ${number(all)}, in the order of the text.`,
};
