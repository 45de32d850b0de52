import { CodedError } from '../../base/errors';
import type { TextSink } from '../delimited/plainLines';
import { firstJsonError } from './jsonSyntax';
import { isTooDeep, parseJson } from './relaxed';
import { recordsOf } from './shapes';

/** Characters of a file that is one JSON value: it is parsed as a whole, which takes several times its size. */
const OBJECT_LIMIT = 256 * 1024 * 1024;

/**
 * Reads a file that is one JSON value, in any of the shapes that `recordsOf` knows. The whole text is held in memory.
 *
 * @param take called with each record and its number from 1: where a record is in the text is not known.
 * @throws CodedError from `push` `file-too-large`; from `end` `json-broken` and `json-not-a-list`.
 */
export function createJsonObject(name: string, take: (value: unknown, line: number) => void): TextSink {
  const parts: string[] = [];
  let length = 0;
  return {
    push(text) {
      parts.push(text);
      length += text.length;
      if (length > OBJECT_LIMIT) {
        throw new CodedError('file-too-large', { name, bytes: null, limitBytes: OBJECT_LIMIT });
      }
    },
    end() {
      const text = parts.join('');
      parts.length = 0;
      let record = 0;
      for (const value of recordsOf(parsed(text, name), name)) take(value, ++record);
    },
  };
}

/** Whether a text is one JSON value within which there are several records. */
export function holdsRecords(text: string, name: string): boolean {
  try {
    return [...recordsOf(parsed(text, name), name)].length > 1;
  } catch (error) {
    if (error instanceof CodedError) return false; // it is a record itself, or no JSON
    throw error;
  }
}

function parsed(text: string, name: string): unknown {
  const fault = (at: number) => {
    const before = text.slice(0, at);
    const line = before.split('\n').length;
    return new CodedError('json-broken', { name, line, column: at - before.lastIndexOf('\n') });
  };
  if (isTooDeep(text)) throw fault(0);
  try {
    return parseJson(text);
  } catch {
    throw fault(Math.max(0, firstJsonError(text))); // it is the only thing JSON.parse throws for
  }
}
