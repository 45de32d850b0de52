import { expect, test } from 'vitest';
import { CodedError } from '../../base/errors';
import { findLabelName, requireLabel } from './labelNames';

const jigsaw = ['toxic', 'severe_toxic', 'obscene', 'threat', 'insult', 'identity_hate'];

test.each([
  ['identity_attack', 5],
  ['identity_hate', 5],
  ['Identity Attack', 5],
  ['profanity', 2],
  ['obscenity', 2],
  ['toxicity', 0],
  ['target', 0],
  ['SEVERE_TOXICITY', 1],
  ['sexual_explicit', -1],
  ['tox', -1],
])('%s is label %i of Jigsaw', (name, index) => {
  expect(findLabelName(jigsaw, name)).toBe(index);
});

test('the very name comes before another of the same kind', () => {
  expect(findLabelName(['toxicity', 'toxic'], 'toxic')).toBe(1);
});

test('an unknown label is refused with the labels there are', () => {
  expect(() => requireLabel(jigsaw, 'spam')).toThrowError(CodedError);
  try {
    requireLabel(jigsaw, 'spam');
  } catch (error) {
    expect(error).toMatchObject({ code: 'label-unknown', params: { label: 'spam', labels: jigsaw } });
  }
});
