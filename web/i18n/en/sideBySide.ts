import { formats } from '#shared/messages/format';

const { count, list, number } = formats.en;

/** Further models beside the one that answers in Predict. */
export const sideBySide = {
  title: 'Side by side',
  choose: 'Choose models…',
  done: 'Done',
  legend: 'Models to ask as well',
  most: (limit: number) => `These are ${number(limit)}, as many as are asked at once. Take one off to choose another.`,
  kept: 'They are asked as you type, one after another. The choice is kept on this device.',
  caption: 'What each model says of the comment',
  model: 'Model',
  score: 'Score',
  answer: 'Answer',
  asking: 'being asked…',
  waiting: 'What the models say appears here while you type.',
  agreeToxic: (n: number) => (n === 2 ? 'Both models flag it.' : `All ${number(n)} models flag it.`),
  agreeOther: (n: number) => (n === 2 ? 'Neither model flags it.' : `None of the ${number(n)} models flags it.`),
  disagree: (flagging: readonly string[], others: readonly string[]) =>
    `They disagree: ${list(flagging)} ${flagging.length === 1 ? 'flags' : 'flag'} it, ${list(others)} ${others.length === 1 ? 'does' : 'do'} not.`,
  alone: (name: string) => `Only ${name} has an answer, so there is nothing to set it against.`,
  nobody: 'No model has an answer that can be compared.',
  undecided: (n: number) => `${count(n, { one: 'model is', other: 'models are' })} unsure.`,
  otherLabel: (label: string) => `Answers about another label (${label}), so it is not counted here.`,
  spread: 'The scores of different kinds of models are no common measure: compare the answers.',
};
