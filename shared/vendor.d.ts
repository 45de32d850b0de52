/** The part of papaparse that we use. Its own types pull in all of Node's. */
declare module 'papaparse' {
  export interface ParserConfig {
    delimiter: string;
    newline: '\n' | '\r' | '\r\n';
    quoteChar?: string;
    fastMode?: boolean;
    /** Called for each row as it closes, with `data` holding that row alone; what it throws leaves `parse`. */
    step?: (row: ParserResult) => void;
  }
  export interface ParserError {
    type: string;
    code: string;
    message: string;
    row: number;
    /** Offset in the input where the field's text starts (after its quote). */
    index: number;
  }
  export interface ParserResult {
    data: string[][];
    errors: ParserError[];
    /** `cursor`: characters consumed, counted from the base index given to `parse`. */
    meta: { cursor: number; delimiter: string; linebreak: string; aborted: boolean; truncated: boolean };
  }
  /** The parser under `Papa.parse`, documented for those who feed it themselves. */
  export class Parser {
    constructor(config: ParserConfig);
    parse(input: string, baseIndex: number, ignoreLastRow: boolean): ParserResult;
    abort(): void;
    getCharIndex(): number;
  }
  const Papa: { Parser: typeof Parser };
  export default Papa;
}
