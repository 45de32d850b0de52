import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';

const { count, number, percent } = formats.en;
const COMMENTS = { one: 'comment', other: 'comments' };

/** Labelling the comments of a dataset one after another. */
export const labelling = {
  title: 'Label what has no label',
  intro:
    'The comments that the model is least sure of come first: a label on those teaches a model most. One in five is drawn at random, to measure the model against.',
  model: 'Model that orders them',
  ordering: 'Finding what the model is least sure of',
  stopped: 'Stopped: the comments are not in order yet',
  stoppedText: 'No label was changed. Choose another model above, or go on with this one from the beginning.',
  orderAgain: 'Start again',
  card: 'Comment to label. Keys: 1 toxic, 0 not toxic, right arrow skips, left arrow goes back.',
  cardOf: (name: string) =>
    `Comment to label: ${isolated(name)}? Keys: 1 yes, 0 no, right arrow skips, left arrow goes back.`,
  question: (name: string) => `“${isolated(name)}”?`,
  yes: 'Yes',
  no: 'No',
  progress: (done: number, all: number) => `${number(done)} of ${count(all, COMMENTS)} labelled`,
  progressLabel: 'Labelled',
  unsure: 'the model is unsure of this one',
  random: 'drawn at random',
  toxic: 'Toxic',
  other: 'Not toxic',
  skip: 'Skip',
  back: 'Undo',
  agreement: (agreed: number, rows: number) =>
    rows === 0
      ? 'Once comments drawn at random are labelled, how often the model agrees with you is shown here.'
      : `Of ${count(rows, COMMENTS)} drawn at random the model agrees with you on ${number(agreed)} (${percent(agreed / rows)}).${rows < 30 ? ' From about 30 on this says something.' : ''}`,
  done: 'Every comment has a label',
  doneText: (n: number) =>
    n === 0
      ? 'There is nothing to label here.'
      : `You labelled ${count(n, COMMENTS)}. Train a model on them, or go back.`,
  train: 'Train on it',
  skippedTitle: (n: number) => `${count(n, COMMENTS)} skipped`,
  again: 'Go through them again',
};
