/** Turns a text, in order and cut anywhere, into another; `end` returns what was held back. */
export interface TextFilter {
  push(text: string): string;
  end(): string;
}

/** Line ends of `\r\r\n` (Python's csv on Windows without `newline=''`) as `\n`. */
export function createLineEndFilter(): TextFilter {
  let held = '';
  return {
    push(piece) {
      const text = held + piece;
      let end = text.length;
      while (end > 0 && text.charCodeAt(end - 1) === 0x0d) end--;
      held = text.slice(end);
      return text.slice(0, end).replace(/\r+\n/g, '\n');
    },
    end: () => held,
  };
}

/** Leaves out spaces between a delimiter and the quote after it, as Python's `skipinitialspace` does. */
export function createSpaceFilter(delimiter: string, quote = '"'): TextFilter {
  const mark = quote.charCodeAt(0);
  const separator = delimiter.charCodeAt(0);
  let atStart = true; // of a field
  let quoted = false;
  let spaces = '';
  return {
    push(text) {
      const parts: string[] = [];
      let from = 0;
      for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (quoted) {
          // A doubled quote leaves and enters again.
          if (unit === mark) quoted = false;
        } else if (atStart && unit === 0x20) {
          if (spaces === '') parts.push(text.slice(from, at));
          spaces += ' ';
          from = at + 1;
        } else {
          if (spaces !== '') {
            if (unit !== mark) parts.push(spaces);
            spaces = '';
            from = at;
          }
          quoted = unit === mark && (atStart || at === 0 || text.charCodeAt(at - 1) === mark);
          atStart = unit === separator || unit === 0x0a || unit === 0x0d;
        }
      }
      if (spaces === '') parts.push(text.slice(from));
      return parts.join('');
    },
    end: () => spaces,
  };
}

/** Leaves out the first `lines` lines. */
export function createLineSkipper(lines: number, newline: string): TextFilter {
  let left = lines;
  return {
    push(text) {
      let from = 0;
      while (left > 0) {
        const end = text.indexOf(newline, from);
        if (end < 0) return '';
        from = end + 1;
        left--;
      }
      return text.slice(from);
    },
    end: () => '',
  };
}
