import { formats } from '#shared/messages/format';
import { cut, isolated } from '#shared/messages/isolated';

const { bytes, count, number } = formats.en;
const COMMENTS = { one: 'comment', other: 'comments' };

/** Scoring a whole file on the Predict page. */
export const scoreFile = {
  title: (name: string) => `Score “${isolated(name)}”`,
  reading: 'Looking at the file…',
  column: 'Which column holds the comments?',
  model: 'Model',
  automatic: 'By the language of each comment',
  example: (text: string) => `The first one: ${text}`,
  safe: 'Safe for spreadsheets',
  safeHelp: 'An apostrophe goes before a cell that a spreadsheet would run as a formula.',
  start: 'Score',
  busy: (name: string) => `Scoring “${isolated(name)}”`,
  detail: (rows: number, read: number) => `${count(rows, COMMENTS)}, ${bytes(read)} read`,
  stopped: 'Stopped. Nothing was kept.',
  failed: 'The file could not be scored',
  done: (flagged: number, rows: number) =>
    rows === 0
      ? 'No comments could be read.'
      : flagged === 0
        ? `None of ${count(rows, COMMENTS)} is flagged.`
        : `${number(flagged)} of ${count(rows, COMMENTS)} ${flagged === 1 ? 'is' : 'are'} flagged.`,
  unsure: (n: number, unread: number) =>
    `The model cannot tell about ${count(n, COMMENTS)}${unread === 0 ? '' : `, ${number(unread)} of them in languages that no model here reads`}.`,
  between: (n: number) =>
    `${count(n, COMMENTS)} ${n === 1 ? 'is' : 'are'} between your two lines, for a person to look at.`,
  three: 'There are three answers, by the lines that you set in Predict: the label is 1, 0 or “unsure”.',
  refused: (n: number) =>
    `${count(n, { one: 'row', other: 'rows' })} could not be read and ${n === 1 ? 'is' : 'are'} not in the scored file.`,
  save: 'Save the scored file',
  saveHelp:
    'CSV with every row and column of the file, followed by score, probability, label and unsure (1 where the model cannot tell).',
  keep: 'Keep as a dataset',
  keepHelp:
    'Every comment with its score can then be sorted, filtered and labelled in Data, and exported as Excel or Parquet too.',
  keepSafe: 'The apostrophes for spreadsheets stay in it.',
  keeping: 'Keeping it…',
  keepStopped: 'Stopped. No dataset was made.',
  keepFailed: 'It could not be kept as a dataset',
  kept: (name: string) => `Kept as “${isolated(name)}”.`,
  keptName: (file: string, model: string | null) =>
    `${cut(file, 100)}, scored by ${model === null ? 'the default models' : cut(model, 80)}`,
  open: 'Open in Data',
  label: 'Label the unsure ones',
  line: {
    title: 'Where to draw the line',
    xTitle: 'probability, %',
    yTitle: 'comments',
    bin: (first: number, last: number) => `${number(first)} to ${number(last + 1)} %`,
    from: (at: string) => `Flag from ${at}`,
    flags: (n: number, all: number, right: number | null, missed: number) =>
      right === null
        ? `Flags none of ${count(all, COMMENTS)}; about ${number(missed, 0)} of them are toxic by the model's own estimate.`
        : `Flags ${number(n)} of ${count(all, COMMENTS)}. By the model's own estimate about ${number(Math.min(99, right), 0)} of 100 flagged are toxic, and about ${number(missed, 0)} toxic ones are not flagged.`,
    show: (n: number) => `Show ${n === 1 ? 'this one' : `these ${number(n)}`} in Data`,
  },
  highest: (n: number) => `The ${number(n)} highest scores`,
  row: 'No.',
  score: 'Score',
  comment: 'Comment',
  close: 'Close',
};
