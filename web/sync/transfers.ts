import type * as v from 'valibot';
import type { DatasetOnServer } from '#shared/api/datasets';
import type { ModelOnServer } from '#shared/api/models';
import { API_PATH, PROCEDURES } from '#shared/api/procedures';
import { CodedError } from '#shared/base/errors';
import { AbortError } from '#shared/runtime/steps';
import { refusalIn } from './errors';
import { unreached } from './unreached';

/* Models and comments to and from a server, as the bodies of plain requests: nothing holds a whole file as text. */

/** Receives the share of the bytes that have gone, 0 to 1. */
export type OnFraction = (fraction: number) => void;

export interface Transfers {
  /**
   * A model file, as stored. Its bytes have to be checked by whoever keeps them.
   * @throws CodedError `server-...`, and what the server refuses; an AbortError.
   */
  pullModel(id: string, onFraction: OnFraction, signal: AbortSignal): Promise<Blob>;
  /** What clients suggested for one attribute in one community, as CSV. @throws as `pullModel`. */
  pullFeedback(
    which: { readonly community: string; readonly attribute: string },
    onFraction: OnFraction,
    signal: AbortSignal,
  ): Promise<Blob>;
  /** Stores a model; one that is there already stays as it is. @throws as `pullModel`. */
  putModel(
    file: Blob,
    about: { readonly id: string; readonly name: string },
    onFraction: OnFraction,
    signal: AbortSignal,
  ): Promise<ModelOnServer>;
  /** Stores comments, until the tasks that use them have ended. @throws as `pullModel`. */
  putDataset(
    file: Blob,
    about: { readonly id: string; readonly name: string },
    onFraction: OnFraction,
    signal: AbortSignal,
  ): Promise<DatasetOnServer>;
}

/** Seconds in which nothing moves before a transfer is given up. */
const STALL_SECONDS = 60;

type Understood = <Schema extends v.GenericSchema>(schema: Schema, value: unknown) => v.InferOutput<Schema>;

/** @param understood checks an answer against a schema. */
export function createTransfers(
  address: string,
  headers: () => Record<string, string>,
  understood: Understood,
): Transfers {
  const addressOf = (procedure: string, query: Readonly<Record<string, string>>) =>
    `${address}${API_PATH}/${procedure}?${new URLSearchParams(query)}`;

  const upload = async <Schema extends v.GenericSchema>(
    procedure: string,
    schema: Schema,
    file: Blob,
    query: Readonly<Record<string, string>>,
    onFraction: OnFraction,
    signal: AbortSignal,
  ): Promise<v.InferOutput<Schema>> => {
    const { status, text } = await send(address, addressOf(procedure, query), headers(), file, onFraction, signal);
    const body = jsonOf(text);
    if (status >= 200 && status < 300)
      return understood(schema, (body as { result?: { data?: unknown } })?.result?.data);
    throw refusalIn(body) ?? new CodedError('server-foreign', { address });
  };

  const download = async (
    procedure: string,
    query: Readonly<Record<string, string>>,
    onFraction: OnFraction,
    signal: AbortSignal,
  ): Promise<Blob> => {
    const stall = createStall(signal);
    try {
      const response = await fetch(addressOf(procedure, query), {
        headers: headers(),
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        signal: stall.signal,
      });
      if (!response.ok) throw refusalIn(jsonOf(await response.text())) ?? new CodedError('server-foreign', { address });
      return await readAll(response, stall.moved, onFraction);
    } catch (error) {
      if (error instanceof CodedError) throw error;
      if (signal.aborted) throw new AbortError();
      if (stall.signal.aborted) throw new CodedError('server-slow', { address, seconds: STALL_SECONDS }, error);
      throw await unreached(address, error);
    } finally {
      stall.end();
    }
  };

  return {
    pullModel: (id, onFraction, signal) => download('models.pull', { id }, onFraction, signal),
    pullFeedback: (which, onFraction, signal) => download('feedback.pull', which, onFraction, signal),
    putModel: (file, about, onFraction, signal) =>
      upload('models.put', PROCEDURES['models.put'].output, file, about, onFraction, signal),
    putDataset: (file, about, onFraction, signal) =>
      upload('datasets.put', PROCEDURES['datasets.put'].output, file, about, onFraction, signal),
  };
}

async function readAll({ body, headers }: Response, moved: () => void, onFraction: OnFraction): Promise<Blob> {
  if (body === null) return new Blob([]);
  const total = Number(headers.get('content-length') ?? 0);
  const parts: Blob[] = [];
  let bytes = 0;
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    moved();
    parts.push(new Blob([read.value]));
    bytes += read.value.length;
    if (total > 0) onFraction(Math.min(1, bytes / total));
  }
  return new Blob(parts);
}

/** A signal that fires with `signal`, or when `moved` was not called for a while. */
function createStall(signal: AbortSignal) {
  const stalled = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const moved = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stalled.abort(), STALL_SECONDS * 1000);
  };
  moved();
  return { signal: AbortSignal.any([signal, stalled.signal]), moved, end: () => clearTimeout(timer) };
}

/** Sends a file. With XMLHttpRequest, because fetch does not report how much has gone. */
function send(
  address: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  file: Blob,
  onFraction: OnFraction,
  signal: AbortSignal,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stall = createStall(signal);
    const end = () => {
      stall.end();
      stall.signal.removeEventListener('abort', stop);
    };
    const stop = () => request.abort();
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => {
      stall.moved();
      if (total > 0) onFraction(loaded / total);
    };
    request.onload = () => {
      end();
      resolve({ status: request.status, text: request.responseText });
    };
    request.onerror = () => {
      end();
      void unreached(address, null).then(reject);
    };
    request.onabort = () => {
      end();
      reject(signal.aborted ? new AbortError() : new CodedError('server-slow', { address, seconds: STALL_SECONDS }));
    };
    stall.signal.addEventListener('abort', stop, { once: true });
    if (stall.signal.aborted) {
      end();
      reject(new AbortError());
      return;
    }
    request.send(file);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // it is no reply of the API
  }
}
