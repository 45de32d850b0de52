import { expose, type ProxyOrClone, releaseProxy, type TransferHandler, transferHandlers, wrap } from 'comlink';
import { CodedError, type ErrorCode, type ErrorParams } from '#shared/base/errors';
import { AbortError, isAbort } from '#shared/runtime/steps';

/*
 * What comlink cannot transfer: callbacks, signals and coded errors. Both sides of a worker import this file for
 * its effect. Callbacks and signals each open a pair of ports, which the worker closes when the call has ended
 * (exposeApi): a worker serves thousands of calls, and a signal may outlive them all.
 */

/** Closes the ports of what was received, callbacks and signals, once what was called back has arrived. */
const closers = new WeakMap<object, () => Promise<unknown> | undefined>();

/**
 * Lets the page call the methods of `api`, as `workerApi` does. What a call has received, callbacks and signals, is of
 * no use once the method has settled: callbacks do nothing from then on. A call settles after all that it has called
 * back has run on the page: each callback has a port of its own, and nothing else orders what comes through different
 * ports.
 */
export function exposeApi(api: Readonly<Record<string, (...args: never[]) => unknown>>): void {
  const closing = Object.entries(api).map(([name, method]) => [
    name,
    async (...args: never[]) => {
      try {
        return await method.apply(api, args);
      } finally {
        await Promise.all(
          (args as unknown[]).map((arg) => (Object(arg) === arg ? closers.get(arg as object)?.() : undefined)),
        );
      }
    },
  ]);
  expose(Object.fromEntries(closing));
}

/** A function of the page, called from the worker. */
type Callback = (...args: unknown[]) => unknown;

const callbackHandler: TransferHandler<Callback, MessagePort> = {
  canHandle: (value): value is Callback => typeof value === 'function',
  serialize(callback) {
    const { port1, port2 } = new MessageChannel();
    expose(callback, port1); // until it is released
    return [port2, [port2]];
  },
  deserialize(port) {
    const remote = wrap<Callback>(port);
    let closed = false;
    const running = new Set<Promise<unknown>>();
    const callback: Callback = (...args) => {
      if (closed) return undefined;
      const run = remote(...(args as ProxyOrClone<unknown>[]));
      const forget = () => void running.delete(ended);
      const ended: Promise<void> = run.then(forget, forget); // whoever called sees the error
      running.add(ended);
      return run;
    };
    closers.set(callback, async () => {
      if (closed) return;
      closed = true;
      await Promise.all(running);
      remote[releaseProxy]();
    });
    return callback;
  },
};

/**
 * An AbortSignal cannot be cloned: a port goes in its place. A message to the worker means "stop", one back "ended".
 */
const abortSignalHandler: TransferHandler<AbortSignal, MessagePort> = {
  canHandle: (value): value is AbortSignal => value instanceof AbortSignal,
  serialize(signal) {
    const { port1, port2 } = new MessageChannel();
    const stop = () => port1.postMessage('stop');
    const close = () => {
      signal.removeEventListener('abort', stop);
      port1.close();
    };
    port1.onmessage = close;
    port1.addEventListener('close', close); // the worker was terminated
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    return [port2, [port2]];
  },
  deserialize(port) {
    const controller = new AbortController();
    port.onmessage = () => controller.abort();
    closers.set(controller.signal, () => {
      port.postMessage('ended');
      port.close();
      return undefined;
    });
    return controller.signal;
  },
};

/** An error as it crosses. comlink's own handler keeps only name, message and stack. */
interface WireError {
  readonly kind: 'coded' | 'abort' | 'error' | 'value';
  readonly value?: unknown;
  readonly name?: string;
  readonly message?: string;
  readonly stack?: string;
  readonly code?: ErrorCode;
  readonly params?: ErrorParams[ErrorCode];
  readonly cause?: WireError;
}

/** Errors cross with their causes to this depth: enough for a log, and a cycle ends. */
const CAUSE_DEPTH = 4;

function toWire(error: unknown, depth = 0): WireError {
  if (!(error instanceof Error)) return { kind: 'value', value: depth === 0 ? error : String(error) };
  const { name, message, stack } = error;
  const cause = error.cause === undefined || depth === CAUSE_DEPTH ? undefined : toWire(error.cause, depth + 1);
  if (error instanceof CodedError) {
    return { kind: 'coded', name, message, stack, cause, code: error.code, params: error.params };
  }
  return { kind: isAbort(error) ? 'abort' : 'error', name, message, stack, cause };
}

function fromWire(wire: WireError): unknown {
  if (wire.kind === 'value') return wire.value;
  const cause = wire.cause && fromWire(wire.cause);
  const error = revive(wire, cause);
  if (wire.stack !== undefined) error.stack = wire.stack; // where it happened, not where it was revived
  return error;
}

function revive(wire: WireError, cause: unknown): Error {
  if (wire.kind === 'abort') return new AbortError();
  if (wire.code !== undefined && wire.params !== undefined) return new CodedError(wire.code, wire.params, cause);
  const error = new Error(wire.message, cause === undefined ? undefined : { cause });
  if (wire.name !== undefined) Object.defineProperty(error, 'name', { value: wire.name, configurable: true });
  return error;
}

/** comlink wraps what was thrown as `{ value, [marker]: 0 }`; only its own handler knows the marker. */
function errorHandler(comlinks: TransferHandler<unknown, unknown>): TransferHandler<unknown, unknown> {
  return {
    canHandle: comlinks.canHandle,
    serialize: (thrown) => [toWire((thrown as { value: unknown }).value), []],
    deserialize(wire) {
      throw fromWire(wire as WireError);
    },
  };
}

transferHandlers.set('callback', callbackHandler as TransferHandler<unknown, unknown>);
transferHandlers.set('abortSignal', abortSignalHandler as TransferHandler<unknown, unknown>);
const comlinks = transferHandlers.get('throw');
if (comlinks && !('taught' in comlinks)) {
  transferHandlers.set('throw', Object.assign(errorHandler(comlinks), { taught: true }));
}
