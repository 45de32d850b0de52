/*
 * Python's own way of writing data: `{'text': "don't", 'toxic': True, 'note': None}`, as `str(record)` and `print`
 * leave it in files that are called JSON.
 */

const WORDS: Readonly<Record<string, string>> = {
  True: 'true',
  False: 'false',
  None: 'null',
  nan: 'null',
  inf: 'null',
};
const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};
const CODE_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Whether a text begins as a record or a list in Python's writing: with its single quotes, or with a tuple. */
export function looksLikePython(text: string): boolean {
  return /^\s*[[({][\s[({]*[uU]?'|^\s*[[{]?\s*\(\s*[[(]?\s*[uU]?["']/.test(text);
}

/**
 * `text`, data in Python's writing, as JSON: strings in either quotes, tuples as lists, True, False and None. Linear in
 * its length.
 *
 * @returns null if it does not begin as such data do, or if a string or a bracket is not closed.
 */
export function pythonToJson(text: string): string | null {
  if (!looksLikePython(text)) return null;
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const unit = text[at];
    if (unit === "'" || unit === '"') {
      const string = readString(text, at);
      if (string === null) return null;
      parts.push(JSON.stringify(string.value));
      at = string.end;
    } else if (/[A-Za-z]/.test(unit)) {
      let end = at + 1;
      while (end < text.length && /\w/.test(text[end])) end++;
      const word = text.slice(at, end);
      // u'…' is how Python 2 wrote strings.
      if (!(/^[uU]$/.test(word) && /['"]/.test(text[end] ?? ''))) parts.push(WORDS[word] ?? word);
      at = end;
    } else {
      parts.push(unit === '(' ? '[' : unit === ')' ? ']' : unit);
      at++;
    }
  }
  return parts.join('');
}

/** The string whose opening quote is at `start`; null if it is not closed. */
function readString(text: string, start: number): { readonly value: string; readonly end: number } | null {
  const quote = text[start];
  const parts: string[] = [];
  let from = start + 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === quote) return { value: parts.join('') + text.slice(from, at), end: at + 1 };
    if (text[at] !== '\\') continue;
    parts.push(text.slice(from, at));
    const letter = text[at + 1] ?? '';
    const digits = CODE_LENGTHS[letter];
    const code = digits === undefined ? Number.NaN : Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
    if (digits !== undefined && code <= 0x10ffff) {
      parts.push(String.fromCodePoint(code));
      at += 1 + digits;
    } else {
      parts.push(ESCAPES[letter] ?? letter);
      at++;
    }
    from = at + 1;
  }
  return null;
}
