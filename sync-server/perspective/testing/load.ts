import { Agent, request } from 'node:http';
import { SERVED_ATTRIBUTES } from '#shared/api/perspective';

/*
 * Measures a running server: `npx tsx sync-server/perspective/testing/load.ts [URL] [KEY] [requests a second]
 * [seconds]`. Requests are sent at their times whether or not earlier ones have been answered, and a wait counts from
 * the time at which one was due. Prints percentiles, the processor time that the server spent, and the time of batches
 * of 1,000.
 */

const [base = 'http://localhost:4173', key = '', rate = '300', seconds = '20'] = process.argv.slice(2);
const LENGTH = 300;
const SENTENCES =
  'This is a comment about the article, which I liked. Some of the numbers look wrong to me! Could somebody check the second table again? I think that the author has mixed up the years there, and it is not the first time. Otherwise it is a good read, thanks for sharing it with all of us. Best wishes from a reader.';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const requestedAttributes = Object.fromEntries(Object.keys(SERVED_ATTRIBUTES).map((name) => [name, {}]));
const textOf = (i: number, length = LENGTH) => `${i} ${SENTENCES}`.slice(0, length);

function call(method: string, body: unknown): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(body));
  const query = key === '' ? '' : `?key=${key}`;
  return new Promise((resolve, reject) => {
    const sent = request(
      `${base}/v1alpha1/comments:${method}${query}`,
      { agent, method: 'POST', headers: { 'Content-Type': 'application/json', 'Content-Length': bytes.length } },
      (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`status ${response.statusCode}`)),
        );
      },
    );
    sent.on('error', reject);
    sent.end(bytes);
  });
}

async function processorSeconds(): Promise<number> {
  const text = await (await fetch(`${base}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1]);
}

const percentile = (sorted: readonly number[], p: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];

async function steady(): Promise<void> {
  const every = 1000 / Number(rate);
  const total = Number(rate) * Number(seconds);
  const waits: number[] = [];
  const pending: Promise<void>[] = [];
  const processorBefore = await processorSeconds();
  const began = performance.now();
  for (let i = 0; i < total; ) {
    for (; i < total && performance.now() >= began + i * every; i++) {
      const due = began + i * every;
      const body = { comment: { text: textOf(i) }, requestedAttributes, spanAnnotations: true };
      pending.push(call('analyze', body).then(() => void waits.push(performance.now() - due)));
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(pending);
  const each = (1000 * ((await processorSeconds()) - processorBefore)) / total;
  waits.sort((a, b) => a - b);
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map((p) => percentile(waits, p).toFixed(2));
  process.stdout.write(
    `${total} requests at ${rate}/s: p50 ${p50} ms, p90 ${p90} ms, p99 ${p99} ms; server ${each.toFixed(2)} ms of processor each\n`,
  );
}

async function batches(length: number): Promise<void> {
  const requests = Array.from({ length: 1000 }, (_, i) => ({ comment: { text: textOf(i, length) } }));
  const times: number[] = [];
  const before = await processorSeconds();
  for (let run = 0; run < 10; run++) {
    const began = performance.now();
    await call('batchAnalyze', { requests, requestedAttributes });
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const each = 100 * ((await processorSeconds()) - before);
  process.stdout.write(
    `batch of 1,000 comments of ${length} characters: median ${times[5].toFixed(0)} ms, least ${times[0].toFixed(0)} ms; server ${each.toFixed(0)} ms of processor each\n`,
  );
}

for (let i = 0; i < 500; i++) await call('analyze', { comment: { text: textOf(i) }, requestedAttributes });
await steady();
for (const length of [100, LENGTH]) await batches(length);
agent.destroy();
