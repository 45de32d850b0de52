import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { type Judgement, judge } from './scoring';
import { isBetween } from './threeAnswers';

/** An answer without the reasons. */
export interface LineAnswer {
  readonly score: number;
  readonly threshold: number;
  readonly probability: number | null;
  /** Once word lists were applied. */
  readonly label: 0 | 1;
  /** The model cannot tell, and no word list decided in its place. */
  readonly unsure: boolean;
  /** Of three answers, the score is between the two lines, and no word list decided. */
  readonly between: boolean;
}

export interface LineScore {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** Null, as the answer, where no model reads the language. */
  readonly modelId: string | null;
  readonly answer: LineAnswer | null;
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
  /** The text whose lines were all scored last. */
  settled: Accessor<string>;
  error: Accessor<CodedError | null>;
  retry: () => void;
}

/** A line and the model that is to score it. */
interface Wanted {
  readonly line: number;
  readonly text: string;
  /** Null where no model reads its language. */
  readonly modelId: string | null;
}

/** The answers of a model, once word lists were applied. */
async function decided(modelId: string, texts: readonly string[]): Promise<LineAnswer[]> {
  return (await judge(modelId, texts)).map((judgement) => lineAnswerOf(modelId, judgement));
}

/** What a model finds of a comment, as one of the answers that a person reads. */
export function lineAnswerOf(modelId: string, { decision, knowledge, ...found }: Judgement): LineAnswer {
  const unsure = decision.by === 'model' && knowledge.doubt !== null;
  const between = decision.by === 'model' && !unsure && isBetween(modelId, found.score);
  return { ...found, label: decision.label, unsure, between };
}

const keyOf = ({ modelId, text }: Pick<Wanted, 'modelId' | 'text'>) => `${modelId} ${text}`;

/**
 * Scores every line of `text` that is not empty, each with its model. A line scored before keeps its answer.
 * @param pause without a change before lines are scored again, ms.
 * @param modelIdFor null for a line whose language no model reads, undefined while its model is not known.
 */
export function createManyScores(
  modelIdFor: (line: string) => string | null | undefined,
  text: Accessor<string>,
  version: Accessor<unknown>,
  ask: (modelId: string, texts: readonly string[]) => Promise<readonly LineAnswer[]> = decided,
  pause: number = PAUSE,
): ManyScores {
  const lines = createMemo(() =>
    text()
      .split('\n')
      .map((line, i) => ({ line: i + 1, text: line.trim() }))
      .filter((line) => line.text !== ''),
  );
  const asked = createMemo(() =>
    lines()
      .slice(0, LINES_LIMIT)
      .flatMap((line): Wanted[] => {
        const modelId = modelIdFor(line.text);
        return modelId === undefined ? [] : [{ ...line, modelId }];
      }),
  );
  const [scores, setScores] = createSignal<readonly LineScore[]>([]);
  const [settled, setSettled] = createSignal('');
  const [error, setError] = createSignal<CodedError | null>(null);
  const [attempt, setAttempt] = createSignal(0);
  let known = new Map<string, LineAnswer>();
  let knownFor = '';
  let round = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const scoreAll = async (wanted: readonly Wanted[], whole: string, mine: number) => {
    // A row that has not changed stays the same object, so that its place on screen is not drawn again.
    const drawn: (LineScore | undefined)[] = [];
    for (const row of scores()) drawn[row.line] = row;
    const show = () => {
      const rows: LineScore[] = [];
      for (const { line, text, modelId } of wanted) {
        const answer = modelId === null ? null : known.get(keyOf({ modelId, text }));
        if (answer === undefined) continue;
        const before = drawn[line];
        const same = before !== undefined && before.text === text && before.answer === answer;
        const row = same ? before : { line, text, modelId, answer };
        drawn[line] = row;
        rows.push(row);
      }
      setScores(rows);
    };
    const fresh = new Map(known);
    try {
      show();
      for (const [modelId, texts] of questionsOf(wanted, known)) {
        const answers = await ask(modelId, texts);
        if (mine !== round) return;
        answers.forEach(({ score, threshold, probability, label, unsure, between }, i) => {
          fresh.set(keyOf({ modelId, text: texts[i] }), { score, threshold, probability, label, unsure, between });
        });
        known = fresh;
        show();
      }
      setError(null);
      setSettled(whole);
      // Only what is on screen is worth remembering.
      known = new Map(wanted.map((line) => [keyOf(line), fresh.get(keyOf(line))] as const).filter(isKnown));
    } catch (failure) {
      if (mine === round) setError(toCodedError(failure));
    }
  };

  createEffect(
    on([asked, version, attempt], ([wanted, now]) => {
      clearTimeout(timer);
      const mine = ++round;
      if (String(now) !== knownFor) known = new Map();
      knownFor = String(now);
      const whole = text();
      timer = setTimeout(() => void scoreAll(wanted, whole, mine), scores().length === 0 ? 0 : pause);
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
    settled,
    error,
    retry: () => setAttempt((count) => count + 1),
  };
}

function isKnown<Value>(entry: readonly [string, Value | undefined]): entry is readonly [string, Value] {
  return entry[1] !== undefined;
}

/** The next question: up to BATCH different lines of one model at a time, none that is known. */
function questionsOf(wanted: readonly Wanted[], known: ReadonlyMap<string, LineAnswer>): [string, string[]][] {
  const textsOf = new Map<string, Set<string>>();
  for (const line of wanted) {
    if (line.modelId === null || known.has(keyOf(line))) continue;
    const texts = textsOf.get(line.modelId) ?? new Set();
    textsOf.set(line.modelId, texts.add(line.text));
  }
  return [...textsOf].flatMap(([modelId, texts]) => {
    const all = [...texts];
    const batches: [string, string[]][] = [];
    for (let at = 0; at < all.length; at += BATCH) batches.push([modelId, all.slice(at, at + BATCH)]);
    return batches;
  });
}
