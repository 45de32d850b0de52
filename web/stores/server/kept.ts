import { createSignal } from 'solid-js';
import * as v from 'valibot';
import { readKept, writeKept } from '../browserStorage';

/*
 * The server that a person chose, and their token for it. The key does not begin as those of settings do: a backup has
 * settings, and must not have a secret.
 */

const KEY = 'moderato-server';

const schema = v.object({
  /** An origin. */
  address: v.string(),
  token: v.nullable(v.string()),
});

export type KeptServer = v.InferOutput<typeof schema>;

const [server, setServer] = createSignal<KeptServer | null>(readKept('localStorage', KEY, schema));

/** The chosen server; null: none. */
export { server };

/** Keeps the choice on this device; null forgets it, with the token. */
export function keepServer(next: KeptServer | null): void {
  writeKept('localStorage', KEY, next);
  setServer(next);
}

/** What a person sees of an address: `localhost:4173`. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

// Another tab has signed in or out.
window.addEventListener('storage', ({ key }) => {
  if (key === KEY || key === null) setServer(readKept('localStorage', KEY, schema));
});
