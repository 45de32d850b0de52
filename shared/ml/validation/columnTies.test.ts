import { expect, test } from 'vitest';
import { textColumnOf } from '../../data/column/textColumn';
import { createColumnTies } from './columnTies';

test('rows with the same value are tied, blank cells to none, over chunks', () => {
  const ties = createColumnTies();
  ties.add(textColumnOf(['anna', '', 'boris', ' anna ']));
  ties.add(textColumnOf(['boris', '  ', 'Anna']));
  expect([...ties.ties()]).toEqual([0, 1, 2, 0, 2, 3, 4]);
});
