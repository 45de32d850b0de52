import { CodedError } from '../../base/errors';
import { FIELD_LIMIT_BYTES } from './csvRows';
import type { Newline } from './dialect';

/** Turns text, in order and cut anywhere, into lines, rows or records, which are emitted. */
export interface TextSink {
  push(text: string): void;
  /** The end of the text: emits what no line end closed. */
  end(): void;
}

/**
 * Emits the lines of a text, without their ends. With newline '\n' a line may end in '\r\n' too. What follows the last
 * line end is no line if it is empty.
 *
 * @param take called with each line and its number, from 1.
 * @throws CodedError `csv-field-too-large` for a line over FIELD_LIMIT_BYTES.
 */
export function createPlainLines(newline: Newline, take: (line: string, number: number) => void): TextSink {
  let held: string[] = []; // the start of a line whose end has not come; joined once, so that time stays linear
  let heldLength = 0;
  let number = 1;

  const emit = (line: string) => {
    take(newline === '\n' && line.endsWith('\r') ? line.slice(0, -1) : line, number);
    number++;
  };

  return {
    push(text) {
      let start = 0;
      for (let end = text.indexOf(newline); end >= 0; end = text.indexOf(newline, start)) {
        const rest = text.slice(start, end);
        start = end + 1;
        emit(held.length === 0 ? rest : held.join('') + rest);
        held = [];
        heldLength = 0;
      }
      if (start === text.length) return;
      held.push(text.slice(start));
      heldLength += text.length - start;
      if (heldLength > FIELD_LIMIT_BYTES) {
        throw new CodedError('csv-field-too-large', { line: number, limitBytes: FIELD_LIMIT_BYTES });
      }
    },
    end() {
      if (heldLength > 0) emit(held.join(''));
      held = [];
      heldLength = 0;
    },
  };
}
