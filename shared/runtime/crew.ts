/*
 * Several threads on one computation in shared memory, whose phases last milliseconds: about as long as a message takes
 * to arrive and be answered. So they wait for each other at words of shared memory, by `Atomics.wait`. One thread leads:
 * it begins each phase, takes pieces of it like the others, and goes on when all are done. A piece goes to whoever is
 * free, so nobody waits for a thread that has not started yet or that the system gives no processor to.
 */

/** Does one piece of a phase. What the pieces of one phase write does not overlap. */
export type PieceOfWork = (phase: number, piece: number) => void;

/** Measures what the leader does. */
export interface CrewWatch {
  /** A clock. */
  seconds(): number;
  /** Called with the seconds of each piece of a phase that the leader did. */
  onPhase(phase: string, seconds: readonly number[]): void;
}

/** Several threads, seen from the one that leads. */
export interface Crew {
  /**
   * Does pieces 0 to `pieces` of `phase`. Yields between pieces, and while others finish theirs.
   * @throws what `check` throws.
   */
  run(phase: number, pieces: number): Generator<void, void, undefined>;
  /** Lets the others go. To be called whatever happens. */
  end(): void;
}

// Words of the shared memory. Pieces are numbered on and on, over all phases.
/** How many pieces have been taken, exist, and are done. */
const TAKEN = 0;
const LIMIT = 1;
const DONE = 2;
/** The phase, and the number of its first piece. */
const PHASE = 3;
const FIRST = 4;
const WORDS = 5;

/** `LIMIT` when all is over. */
const OVER = -1;

/** Milliseconds after which a thread that waits looks around: the leader for a cancel, the others for messages. */
const LEADER_WAITS_MS = 10;
const OTHERS_WAIT_MS = 50;

/** Of the crews that are led from this thread. */
const ledHere = new WeakSet<ArrayBufferLike>();

/** True where threads can share memory and this one may wait, which the main thread of a page may not. */
export function canWorkInCrew(): boolean {
  if (typeof SharedArrayBuffer === 'undefined') return false;
  try {
    return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0) === 'not-equal';
  } catch {
    return false;
  }
}

/** The words by which the threads of one crew find each other. */
export function createCrewWords(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * WORDS));
}

/**
 * @param words sent to the other threads, which call `joinCrew` with them.
 * @param check throws if a thread has failed: what it had taken is never done.
 * @param nameOf the name of a phase, for `watch`.
 */
export function leadCrew(
  words: Int32Array,
  work: PieceOfWork,
  check: () => void,
  watch: CrewWatch | null = null,
  nameOf: (phase: number) => string = String,
): Crew {
  ledHere.add(words.buffer);
  let limit = 0;
  return {
    *run(phase, pieces) {
      const first = limit;
      const seconds: number[] = [];
      limit += pieces;
      Atomics.store(words, PHASE, phase);
      Atomics.store(words, FIRST, first);
      Atomics.store(words, LIMIT, limit);
      Atomics.notify(words, LIMIT);
      for (let piece = take(words); piece >= 0; piece = take(words)) {
        const began = watch?.seconds() ?? 0;
        work(phase, piece - first);
        if (watch) seconds.push(watch.seconds() - began);
        Atomics.add(words, DONE, 1);
        yield;
      }
      for (let done = Atomics.load(words, DONE); done < limit; done = Atomics.load(words, DONE)) {
        check();
        if (Atomics.wait(words, DONE, done, LEADER_WAITS_MS) === 'timed-out') yield;
      }
      check();
      watch?.onPhase(nameOf(phase), seconds);
    },
    end() {
      Atomics.store(words, LIMIT, OVER);
      Atomics.notify(words, LIMIT);
    },
  };
}

/**
 * Takes pieces until the leader ends the crew; at once in the leader's own thread, where it would only be in the way.
 */
export function* joinCrew(words: Int32Array, work: PieceOfWork): Generator<void, void, undefined> {
  if (ledHere.has(words.buffer)) return;
  for (;;) {
    const limit = Atomics.load(words, LIMIT);
    if (limit === OVER) return;
    const piece = take(words);
    if (piece < 0) {
      if (Atomics.wait(words, LIMIT, limit, OTHERS_WAIT_MS) === 'timed-out') yield;
      continue;
    }
    // The phase of a piece that is taken cannot end, so it is that of the words.
    work(Atomics.load(words, PHASE), piece - Atomics.load(words, FIRST));
    if (Atomics.add(words, DONE, 1) + 1 === Atomics.load(words, LIMIT)) Atomics.notify(words, DONE);
  }
}

/** The number of a piece that nobody else has; −1: there is none. */
function take(words: Int32Array): number {
  for (;;) {
    const taken = Atomics.load(words, TAKEN);
    if (taken >= Atomics.load(words, LIMIT)) return -1;
    if (Atomics.compareExchange(words, TAKEN, taken, taken + 1) === taken) return taken;
  }
}
