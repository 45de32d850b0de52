import { createEffect, createRoot, createSignal, on } from 'solid-js';
import { mayActAs, type Role } from '#shared/api/roles';
import type { Identity } from '#shared/api/tokens';
import { CodedError, toCodedError } from '#shared/base/errors';
import { AbortError, isAbort } from '#shared/runtime/steps';
import { isAboutToken } from '../../sync/errors';
import type { ServerApi, ServerPlace } from '../../sync/serverApi';
import { type KeptServer, keepServer, server } from './kept';
import { parseServerLink } from './link';

/*
 * The connection to the chosen server. Nothing is asked before somebody needs it, nothing waits for the answer, and a
 * server that is down changes nothing but what is shown of it.
 */

/** What is known of the chosen server. */
export type Connection =
  | { readonly is: 'none' }
  /** Not asked yet. */
  | { readonly is: 'idle' }
  | { readonly is: 'asking' }
  | { readonly is: 'ready'; readonly version: string; readonly identity: Identity }
  | { readonly is: 'failed'; readonly error: CodedError };

const [connection, setConnection] = createSignal<Connection>({ is: server() === null ? 'none' : 'idle' });

/** The state of the connection; it never keeps anything else from working. */
export { connection };

/** Who this device is for the server; null while that is not known. */
export const identity = (): Identity | null => {
  const now = connection();
  return now.is === 'ready' ? now.identity : null;
};

/** Whether the server lets this device do what needs `role`; false while it is not known. */
export const mayUse = (role: Role): boolean => mayActAs(identity()?.role ?? null, role);

// What was known is about the server that was chosen before.
createRoot(() => {
  createEffect(
    on(
      server,
      (now) => {
        asking = null;
        setConnection(idleFor(now));
      },
      { defer: true },
    ),
  );
});

const idleFor = (now: KeptServer | null): Connection => ({ is: now === null ? 'none' : 'idle' });

let asking: Promise<boolean> | null = null;

async function apiAt(place: Omit<ServerPlace, 'appVersion'>): Promise<ServerApi> {
  const { createServerApi } = await import('../../sync/serverApi'); // of no use to whoever has no server
  return createServerApi({ ...place, appVersion: __APP_VERSION__ });
}

/**
 * Asks the chosen server who this device is, unless that is known or being asked.
 * @returns whether it can be used. The reason is in `connection()`.
 */
export function connect(): Promise<boolean> {
  const chosen = server();
  if (chosen === null) return Promise.resolve(false);
  if (connection().is === 'ready') return Promise.resolve(true);
  asking ??= ask(chosen).finally(() => {
    asking = null;
  });
  return asking;
}

async function ask(chosen: KeptServer): Promise<boolean> {
  setConnection({ is: 'asking' });
  let next: Connection;
  try {
    next = { is: 'ready', ...(await introduce(chosen)) };
  } catch (error) {
    next = { is: 'failed', error: toCodedError(error) };
  }
  if (server() === chosen) setConnection(next); // else another was chosen meanwhile
  return next.is === 'ready';
}

/** @throws CodedError. */
async function introduce(place: KeptServer): Promise<{ version: string; identity: Identity }> {
  // Without the token, so that it is sent to nothing but a server of Moderato.
  const { version } = await (await apiAt({ ...place, token: null })).call('health', undefined);
  try {
    const identity = await (await apiAt(place)).call('tokens.me', undefined);
    if (identity.role === null) throw new CodedError('server-sign-in', { needed: 'reader' });
    return { version, identity };
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'procedure-unknown') throw error;
    const { address } = place;
    throw new CodedError('server-version', { address, got: version, expected: __APP_VERSION__ }, error);
  }
}

/** Asks again, also after a failure. */
export function reconnect(): Promise<boolean> {
  if (connection().is !== 'asking') setConnection(idleFor(server()));
  return connect();
}

/** The last wish of a person about which server is used: an answer to an earlier one changes nothing. */
let wish = Symbol();

/**
 * Signs in, and keeps server and token on this device once the server has answered.
 * @param text a link, a token, or the address of a server that lets guests in.
 * @param address the server where `text` is only a token.
 * @throws CodedError `server-...`, `token-...`; nothing is kept then. An AbortError if a person has signed in otherwise
 *   or out meanwhile.
 */
export async function signIn(text: string, address: string): Promise<Identity> {
  const link = parseServerLink(text === '' ? address : text);
  const place = link?.address ?? parseServerLink(address)?.address;
  if (link === null || !place) throw new CodedError('server-address-invalid', { got: link === null ? text : address });
  const chosen: KeptServer = { address: place, token: link.token };
  const mine = Symbol();
  wish = mine;
  const known = await introduce(chosen);
  if (wish !== mine) throw new AbortError();
  keepServer(chosen);
  setConnection({ is: 'ready', ...known });
  return known.identity;
}

/** Forgets the server and the token. What is on the server stays there; what is here stays here. */
export function signOut(): void {
  wish = Symbol();
  keepServer(null);
}

/** Whether the origin that served the app is a server. Asked when somebody opens the Server page, and never before. */
export async function isOwnServer(): Promise<boolean> {
  try {
    await (await apiAt({ address: location.origin, token: null })).call('health', undefined);
    return true;
  } catch {
    return false; // a host of plain files, or no network: there is no server to offer
  }
}

/**
 * Runs `work` with the chosen server.
 * @throws CodedError `server-sign-in` without one; what `work` throws. A refused token also shows in `connection()`.
 */
export async function withServer<Result>(work: (api: ServerApi) => Promise<Result>): Promise<Result> {
  const chosen = server();
  if (chosen === null) throw new CodedError('server-sign-in', { needed: 'reader' });
  try {
    return await work(await apiAt(chosen));
  } catch (error) {
    if (isAbort(error)) throw error;
    const coded = toCodedError(error);
    if (isAboutToken(coded) && server() === chosen) setConnection({ is: 'failed', error: coded });
    throw coded;
  }
}
