import { expect, test } from 'vitest';
import { runStepsSync } from '#shared/runtime/steps';
import { textFacts } from './textFacts';

const factsOf = (text: string) => runStepsSync(textFacts(text));

test('words are runs of letters and digits, lines those with something in them', () => {
  expect(factsOf('')).toEqual({ words: 0, lines: 0, rude: false });
  expect(factsOf(' \n\t\n')).toEqual({ words: 0, lines: 0, rude: false });
  expect(factsOf("It's 5 o'clock,\r\n\r\n  дважды два\n…\n")).toEqual({ words: 5, lines: 3, rude: false });
});

test('a long text is read in many short steps, and counted exactly', () => {
  const steps = textFacts('one two\n'.repeat(20_000));
  let count = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) count++;
  expect(step.value).toEqual({ words: 40_000, lines: 20_000, rude: false });
  expect(count).toBeGreaterThan(100);
});
