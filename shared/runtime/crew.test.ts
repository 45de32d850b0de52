import { expect, test } from 'vitest';
import { canWorkInCrew, createCrewWords, joinCrew, leadCrew } from './crew';
import { runStepsSync } from './steps';

/** A crew whose work lists the pieces as they are done. */
function listingCrew(check = () => {}) {
  const words = createCrewWords();
  const done: [phase: number, piece: number][] = [];
  const work = (phase: number, piece: number) => void done.push([phase, piece]);
  return { words, done, work, crew: leadCrew(words, work, check) };
}

test('the leader does every piece of each phase that nobody else takes, once and in order', () => {
  const { crew, done } = listingCrew();
  runStepsSync(crew.run(3, 2));
  runStepsSync(crew.run(1, 0));
  runStepsSync(crew.run(0, 3));
  expect(done).toEqual([
    [3, 0],
    [3, 1],
    [0, 0],
    [0, 1],
    [0, 2],
  ]);
});

test('in the leader’s own thread nobody joins', () => {
  const { words, work, crew, done } = listingCrew();
  const running = crew.run(0, 2);
  running.next();
  expect(joinCrew(words, work).next().done).toBe(true);
  runStepsSync(running);
  expect(done).toHaveLength(2);
});

test('who joins takes the pieces that are left, looks around while there are none, and goes when all is over', () => {
  const { words, work, crew, done } = listingCrew();
  // The same memory, seen as another thread sees it.
  const joined = joinCrew(structuredClone(words), (phase, piece) => work(10 + phase, piece));
  const running = crew.run(5, 3);
  running.next();
  expect(joined.next().done).toBe(false); // it has done the rest, and waited
  expect(running.next().done).toBe(true);
  expect(done).toEqual([
    [5, 0],
    [15, 1],
    [15, 2],
  ]);
  crew.end();
  expect(joined.next().done).toBe(true);
});

test('the leader yields while another thread has a piece, and throws what the check throws', () => {
  let failed = false;
  const { words, crew, done } = listingCrew(() => {
    if (failed) throw new Error('gone');
  });
  const joined = joinCrew(structuredClone(words), () => {
    throw new Error('broken');
  });
  const running = crew.run(0, 2);
  running.next();
  expect(() => joined.next()).toThrow('broken');
  for (let i = 0; i < 3; i++) expect(running.next().done).toBe(false);
  failed = true;
  expect(() => running.next()).toThrow('gone');
  expect(done).toEqual([[0, 0]]);
});

test('a watch is given the seconds of each piece', () => {
  let now = 0;
  const phases: [string, readonly number[]][] = [];
  const watch = {
    seconds: () => now,
    onPhase: (phase: string, seconds: readonly number[]) => void phases.push([phase, seconds]),
  };
  const work = (_: number, piece: number) => {
    now += piece + 1;
  };
  const crew = leadCrew(
    createCrewWords(),
    work,
    () => {},
    watch,
    (phase) => `phase ${phase}`,
  );
  runStepsSync(crew.run(2, 3));
  expect(phases).toEqual([['phase 2', [1, 2, 3]]]);
});

test('this host’s threads can work in a crew', () => {
  expect(canWorkInCrew()).toBe(true);
});
