import { createPlainLines, type TextSink } from '../delimited/plainLines';
import { checkFieldCount } from './fieldCount';
import { isTooDeep, parseJson } from './relaxed';

/**
 * Reads JSON Lines: a value to each line, blank lines aside.
 *
 * @param take called with each value and the number of its line, from 1.
 * @param refuse called with the number of a line that is no JSON. (The next line starts afresh, so the file goes on.)
 * @param refuseDeep called with the number of a line whose brackets are nested too deeply.
 * @throws CodedError `csv-field-too-large` for a line that is too long, `file-too-many-columns`.
 */
export function createJsonLines(
  name: string,
  take: (value: unknown, line: number) => void,
  refuse: (line: number, text: string) => void,
  refuseDeep: (line: number) => void,
): TextSink {
  return createPlainLines('\n', (text, line) => {
    if (text.trim() === '') return;
    if (isTooDeep(text)) {
      refuseDeep(line);
      return;
    }
    checkFieldCount(name, text);
    let value: unknown;
    try {
      value = parseJson(text);
    } catch {
      refuse(line, text); // it is the only thing JSON.parse throws for
      return;
    }
    take(value, line);
  });
}
