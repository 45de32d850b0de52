/*
 * Where a JSON text is wrong. Engines word their errors differently and not all tell a place, so it is looked for here,
 * after JSON.parse has refused the text. Source: RFC 8259.
 */

const LITERALS = ['true', 'false', 'null'];
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;
const BLANKS = /[ \t\n\r]*/y;

/**
 * The offset of the first character of `text` that JSON does not allow there: `text.length` if something is missing at
 * its end, −1 if nothing is wrong.
 */
export function firstJsonError(text: string): number {
  const open: ('{' | '[')[] = [];
  let at = 0;
  const match = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  /** A string may be megabytes long, which a pattern for the whole of it might not survive. */
  const string = (): boolean => {
    if (text[at] !== '"') return false;
    at++;
    while (at < text.length && text.charCodeAt(at) >= 0x20) {
      const unit = text[at++];
      if (unit === '"') return true;
      if (unit === '\\' && !match(ESCAPE)) return false;
    }
    return false;
  };
  /** A name and its colon. */
  const name = (): boolean => {
    if (!string()) return false;
    match(BLANKS);
    return text[at] === ':' && ++at > 0;
  };

  let wanted: 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'after' = 'value';
  for (;;) {
    match(BLANKS);
    if (wanted === 'after') {
      if (open.length === 0) return at === text.length ? -1 : at;
      const inside = open[open.length - 1];
      if (text[at] === ',') wanted = inside === '{' ? 'name' : 'value';
      else if (text[at] === (inside === '{' ? '}' : ']')) open.pop();
      else return at;
      at++;
    } else if (wanted === 'name' || wanted === 'name-or-end') {
      if (wanted === 'name-or-end' && text[at] === '}') {
        at++;
        open.pop();
        wanted = 'after';
      } else {
        if (!name()) return at;
        wanted = 'value';
      }
    } else if (wanted === 'value-or-end' && text[at] === ']') {
      at++;
      open.pop();
      wanted = 'after';
    } else if (text[at] === '{' || text[at] === '[') {
      open.push(text[at] as '{' | '[');
      wanted = text[at++] === '{' ? 'name-or-end' : 'value-or-end';
    } else {
      if (!scalar()) return at;
      wanted = 'after';
    }
  }

  function scalar(): boolean {
    if (text[at] === '"') return string();
    const literal = LITERALS.find((word) => text.startsWith(word, at));
    if (literal !== undefined) at += literal.length;
    return literal !== undefined || match(NUMBER);
  }
}
