import { TEXT_FORMATS, type TextFormat } from './index';
import { TEXT_READERS } from './readers';
import { EVIDENCE, type TextHead } from './textReader';

/**
 * A guess at the format of a text: the first that knows it by its surest evidence. What is left is lines: comments hold
 * commas, tabs and bars too.
 */
export function guessTextFormat(head: TextHead): TextFormat {
  for (const evidence of EVIDENCE) {
    const found = TEXT_FORMATS.find((format) => TEXT_READERS[format].recognises[evidence]?.(head) === true);
    if (found !== undefined) return found;
  }
  return 'lines';
}
