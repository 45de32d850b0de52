import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** scikit-learn in a process of its own: peer.py, asked and answering line by line. */
export interface PythonPeer {
  /** What it is: Python's and the libraries' versions. */
  readonly versions: Readonly<Record<string, string>>;
  /** Runs an operation of peer.py; one at a time. Rejects with what it raised. */
  ask(operation: string, request?: Readonly<Record<string, unknown>>): Promise<PeerAnswer>;
  close(): void;
}

/** What peer.py answers; which fields there are depends on the operation. */
export interface PeerAnswer {
  readonly seconds: number;
  readonly stages: Readonly<Record<string, number>>;
  readonly numbers: Readonly<Record<string, number>>;
}

const CANDIDATES = [process.env.PYTHON, 'python3', '/usr/bin/python3', 'python'];

function findPython(): string | null {
  for (const name of CANDIDATES) {
    if (!name) continue;
    const tried = spawnSync(name, ['-c', 'import sklearn, joblib'], { stdio: 'ignore' });
    if (tried.status === 0) return name;
  }
  return null;
}

/** Starts the peer, or returns null if no Python here can import scikit-learn. */
export async function startPythonPeer(): Promise<PythonPeer | null> {
  const python = findPython();
  if (!python) return null;
  const script = fileURLToPath(new URL('./peer.py', import.meta.url));
  const child = spawn(python, ['-W', 'ignore', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exchange = createExchange(child);
  const versions: Record<string, string> = {};
  for (const [name, version] of Object.entries(await exchange({ operation: 'hello' })))
    versions[name] = String(version);
  return {
    versions,
    ask: async (operation, request = {}) => answerOf(await exchange({ ...request, operation })),
    close: () => child.stdin.end(),
  };
}

function createExchange(
  child: ChildProcessByStdio<Writable, Readable, null>,
): (request: object) => Promise<Record<string, unknown>> {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async (request) => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const line = await lines.next();
    if (line.done) throw new Error('peer.py has ended');
    const answer = JSON.parse(line.value) as Record<string, unknown>;
    if (typeof answer.error === 'string') throw new Error(`peer.py: ${answer.error}`);
    return answer;
  };
}

function answerOf(answer: Record<string, unknown>): PeerAnswer {
  const numbers: Record<string, number> = {};
  const stages: Record<string, number> = {};
  for (const [name, value] of Object.entries(answer)) if (typeof value === 'number') numbers[name] = value;
  if (typeof answer.seconds === 'object' && answer.seconds !== null) {
    for (const [name, value] of Object.entries(answer.seconds)) stages[name] = Number(value);
  }
  return { seconds: numbers.seconds ?? stages.total ?? 0, stages, numbers };
}
