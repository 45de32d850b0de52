import { invalidRequest } from './errors';

/*
 * The query parameter `fields` of Google's interfaces: which fields of an answer are sent, as
 * `attributeScores.TOXICITY.summaryScore,languages` or `attributeScores/TOXICITY(summaryScore/value),languages`.
 */

/** What is kept of a value: all of it, or some of its fields; `*` is every field. */
export type FieldMask = 'all' | ReadonlyMap<string, FieldMask>;

/** Deeper masks are a mistake: no answer is so deep. */
const DEEPEST = 20;
const LONGEST = 4000;

/**
 * Reads a mask.
 * @throws PerspectiveError INVALID_REQUEST for one that cannot be read.
 */
export function readFieldMask(text: string): FieldMask {
  if (text.length > LONGEST) throw refused(text);
  const tokens = text.match(/[\w$*-]+|[^\s]/g) ?? [];
  let at = 0;
  const readList = (depth: number): Map<string, FieldMask> => {
    if (depth > DEEPEST) throw refused(text);
    const mask = new Map<string, FieldMask>();
    for (;;) {
      addPath(mask, depth);
      if (tokens[at] !== ',') return mask;
      at++;
    }
  };
  const addPath = (into: Map<string, FieldMask>, depth: number): void => {
    const name = tokens[at++];
    if (name === undefined || !/^[\w$*-]+$/.test(name) || depth > DEEPEST) throw refused(text);
    let inner: FieldMask = 'all';
    if (tokens[at] === '.' || tokens[at] === '/') {
      at++;
      const one = new Map<string, FieldMask>();
      addPath(one, depth + 1);
      inner = one;
    } else if (tokens[at] === '(') {
      at++;
      inner = readList(depth + 1);
      if (tokens[at++] !== ')') throw refused(text);
    }
    const field = camelCased(name);
    into.set(field, merged(into.get(field), inner));
  };
  const mask = readList(0);
  if (at < tokens.length) throw refused(text);
  return mask;
}

/**
 * Names are sent as `summaryScore`; some clients ask for `summary_score`. Attributes are in capitals and stay as they
 * are.
 */
const camelCased = (name: string) =>
  /[a-z]/.test(name) ? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) : name;

function merged(one: FieldMask | undefined, other: FieldMask): FieldMask {
  if (one === undefined) return other;
  if (one === 'all' || other === 'all') return 'all';
  const both = new Map(one);
  for (const [name, mask] of other) both.set(name, merged(both.get(name), mask));
  return both;
}

/** What `mask` keeps of `value`. A field that is not there is passed over; of a list the fields of each item. */
export function masked(value: unknown, mask: FieldMask): unknown {
  if (mask === 'all' || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => masked(item, mask));
  const kept: [string, unknown][] = [];
  for (const [name, field] of Object.entries(value)) {
    const own = mask.get(name) ?? mask.get('*');
    if (own !== undefined) kept.push([name, masked(field, own)]);
  }
  return Object.fromEntries(kept);
}

const refused = (text: string) => invalidRequest(`Invalid field selection ${text.slice(0, 100)}`);
