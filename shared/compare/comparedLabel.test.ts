import { expect, test } from 'vitest';
import { CodedError } from '#shared/base/errors';
import { comparedLabel } from './comparedLabel';

const jigsaw = ['toxic', 'severe_toxic', 'threat'];

test.each([
  ['threat', jigsaw, 2],
  ['toxicity', jigsaw, 0],
  ['токсичность', jigsaw, 0],
  ['verdict', jigsaw, 0],
  ['insult', ['verdict'], 0],
  ['threat', ['identity_attack', 'threat'], 1],
] as const)('%s is compared with a label of %j', (name, labels, at) => {
  expect(comparedLabel('mine', labels, name)).toBe(at);
});

test('a kind that the model did not learn is refused, with the name of the model', () => {
  const params = { name: 'mine', label: 'insult', labels: ['toxic'] };
  expect(() => comparedLabel('mine', ['toxic'], 'insult')).toThrowError(
    new CodedError('comparison-label-missing', params),
  );
});
