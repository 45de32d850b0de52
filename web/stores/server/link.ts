/*
 * The link that signs a person in, `https://server/#token=SECRET`. The secret is behind the #, so that no log of a
 * server has it. This file is part of every first visit: it imports nothing.
 */

export interface ServerLink {
  /** An origin; null: only a token was given. */
  readonly address: string | null;
  readonly token: string | null;
}

/** What secrets are made of: auth/tokens.ts of the server. */
const TOKEN = /^[\w.~-]{8,200}$/;

/** A link, an address or a token as a person pastes it; null: it is none of them. */
export function parseServerLink(text: string): ServerLink | null {
  const trimmed = text.trim();
  if (trimmed.startsWith('moderato_') && TOKEN.test(trimmed)) return { address: null, token: trimmed };
  const url = urlOf(trimmed);
  if (url === null) return null;
  return { address: url.origin, token: tokenIn(url.hash) };
}

function urlOf(text: string): URL | null {
  // People leave out the scheme; on this machine it is http.
  const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|#|$)/i.test(text);
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `${local ? 'http' : 'https'}://${text}`;
  if (/\s/.test(text) || !URL.canParse(whole)) return null;
  const url = new URL(whole);
  const named = url.hostname.includes('.') || url.hostname.includes(':') || url.hostname === 'localhost' || url.port;
  return /^https?:$/.test(url.protocol) && named ? url : null;
}

function tokenIn(hash: string): string | null {
  const token = new URLSearchParams(hash.replace(/^#/, '')).get('token');
  return token !== null && TOKEN.test(token) ? token : null;
}

/**
 * Takes the token out of the address of this page, before anything else can read, keep or send it: the entry of the
 * history is replaced.
 * @returns null if there is none.
 */
export function takeToken(): string | null {
  if (!location.hash.startsWith('#token=')) return null;
  const token = tokenIn(location.hash);
  history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}
