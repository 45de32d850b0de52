import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/errors';
import { explain } from '../../stores/scoring';

/** An answer without the reasons. */
export interface LineAnswer {
  readonly score: number;
  readonly threshold: number;
  readonly probability: number | null;
  readonly label: 0 | 1;
}

export interface LineScore {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly answer: LineAnswer;
}

export const LINES_LIMIT = 1000;
/** Lines per question: an answer within a few milliseconds, so that progress shows and newer text need not wait. */
const BATCH = 40;
const PAUSE = 200; // ms of typing pause before all lines are scored again

export interface ManyScores {
  /** Lines with something in them, all of them. */
  lines: Accessor<number>;
  /** Those scored so far, of at most LINES_LIMIT; in order. */
  scores: Accessor<readonly LineScore[]>;
  total: Accessor<number>;
  error: Accessor<CodedError | null>;
  retry: () => void;
}

/** Scores every line of `text` that is not empty. A line scored before keeps its answer. */
export function createManyScores(
  modelId: Accessor<string | undefined>,
  text: Accessor<string>,
  version: Accessor<unknown>,
): ManyScores {
  const lines = createMemo(() =>
    text()
      .split('\n')
      .map((line, i) => ({ line: i + 1, text: line.trim() }))
      .filter((line) => line.text !== ''),
  );
  const [scores, setScores] = createSignal<readonly LineScore[]>([]);
  const [error, setError] = createSignal<CodedError | null>(null);
  const [attempt, setAttempt] = createSignal(0);
  let known = new Map<string, LineAnswer>();
  let knownFor = '';
  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const scoreAll = async (id: string, wanted: readonly { line: number; text: string }[], mine: number) => {
    // A row that has not changed stays the same object, so that its place on screen is not drawn again.
    const drawn: (LineScore | undefined)[] = [];
    for (const row of scores()) drawn[row.line] = row;
    const show = () => {
      const rows: LineScore[] = [];
      for (const { line, text: said } of wanted) {
        const answer = known.get(said);
        if (answer === undefined) continue;
        const before = drawn[line];
        const same = before !== undefined && before.text === said && before.answer === answer;
        const row = same ? before : { line, text: said, answer };
        drawn[line] = row;
        rows.push(row);
      }
      setScores(rows);
    };
    const asked = [...new Set(wanted.map((line) => line.text))].filter((line) => !known.has(line));
    const fresh = new Map(known);
    try {
      show();
      for (let at = 0; at < asked.length; at += BATCH) {
        const batch = asked.slice(at, at + BATCH);
        const answers = await explain(id, batch);
        if (mine !== round) return;
        answers.forEach(({ score, threshold, probability, label }, i) => {
          fresh.set(batch[i], { score, threshold, probability, label });
        });
        known = fresh;
        show();
      }
      setError(null);
      // Only what is on screen is worth remembering.
      known = new Map(wanted.flatMap(({ text: line }) => [[line, fresh.get(line)] as const]).filter(isKnown));
    } catch (failure) {
      if (mine === round) setError(toCodedError(failure));
    }
  };

  createEffect(
    on([modelId, lines, version, attempt], ([id, all, now]) => {
      clearTimeout(timer);
      const mine = ++round;
      const owner = `${id} ${String(now)}`;
      if (owner !== knownFor) known = new Map();
      knownFor = owner;
      if (id === undefined) return;
      const wanted = all.slice(0, LINES_LIMIT);
      timer = setTimeout(() => void scoreAll(id, wanted, mine), scores().length === 0 ? 0 : PAUSE);
    }),
  );
  onCleanup(() => {
    clearTimeout(timer);
    round++;
  });

  return {
    lines: () => lines().length,
    total: () => Math.min(LINES_LIMIT, lines().length),
    scores,
    error,
    retry: () => setAttempt((count) => count + 1),
  };
}

function isKnown<Value>(entry: readonly [string, Value | undefined]): entry is readonly [string, Value] {
  return entry[1] !== undefined;
}
