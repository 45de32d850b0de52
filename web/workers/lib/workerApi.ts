import type { WorkerClient } from './workerClient';

/**
 * The methods of a worker as the page calls them: under the same names, with the same arguments, and a promise back.
 */
export type WorkerApi<Api> = {
  readonly [Name in keyof Api]: Api[Name] extends (...args: infer Arguments) => infer Result
    ? (...args: Arguments) => Promise<Awaited<Result>>
    : never;
};

/**
 * Calls the methods of a worker's api through `client`, which starts the worker at need. Callbacks and an AbortSignal
 * may be among the arguments, though not within objects: callbacks are called back from the worker until the method has
 * ended, and the signal both reaches the method and ends the call.
 *
 * @throws what `WorkerClient.call` rejects with.
 */
export function workerApi<Api>(client: WorkerClient<Api>): WorkerApi<Api> {
  const methods = new Proxy(
    {},
    {
      get(_target, name) {
        // Awaiting the api itself reads `then`, which must be undefined.
        if (typeof name !== 'string' || name === 'then') return undefined;
        return (...args: readonly unknown[]) => {
          const signal = args.find((arg) => arg instanceof AbortSignal);
          return client.call((remote) => callRemote(remote, name, args), signal);
        };
      },
    },
  );
  return methods as WorkerApi<Api>;
}

/** comlink types a remote method by the api, which is not known here. */
function callRemote(remote: unknown, name: string, args: readonly unknown[]): Promise<unknown> {
  return (remote as Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>)[name](...args);
}
