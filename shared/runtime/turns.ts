/** Does things one after another, in the order in which they were asked for. One that fails leaves the next to go on. */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A queue of its own: its promises settle as `work` does, when its turn has come. */
export function createTurns(): InTurn {
  let tail: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = tail.then(work);
    tail = turn.catch(() => undefined); // its caller gets the error
    return turn;
  };
}
