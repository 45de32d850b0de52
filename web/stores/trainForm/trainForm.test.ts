import { expect, test } from 'vitest';
import { chooseLabels, chosenLabels } from './trainForm';

test('a choice of labels holds for its dataset alone', () => {
  expect(chosenLabels('one')).toBeNull();
  chooseLabels('one', ['threat']);
  expect(chosenLabels('one')).toEqual(['threat']);
  expect(chosenLabels('two')).toBeNull();
});
