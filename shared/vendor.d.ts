/** The part of papaparse that we use. Its own types pull in all of Node's. */
declare module 'papaparse' {
  export interface ParserConfig {
    delimiter: string;
    newline: '\n' | '\r' | '\r\n';
    quoteChar?: string;
    escapeChar?: string;
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
  export interface UnparseConfig {
    delimiter: string;
    newline: string;
    /** Which fields to quote though nothing in them asks for it. */
    quotes?: boolean | ((value: unknown, column: number) => boolean);
  }
  const Papa: {
    Parser: typeof Parser;
    /** Rows as CSV, with no line end after the last. */
    unparse(rows: readonly (readonly (string | number)[])[], config: UnparseConfig): string;
  };
  export default Papa;
}

/*
 * The parts of natural that we use, by path: its root pulls in database clients and Node's own modules, and its types
 * stand for whole folders.
 */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(token: string): string };
  export default stemmer;
}
declare module 'natural/lib/natural/stemmers/porter_stemmer_ru.js' {
  const stemmer: { stem(token: string): string };
  export default stemmer;
}
declare module 'natural/lib/natural/util/stopwords.js' {
  const list: { readonly words: readonly string[] };
  export default list;
}
declare module 'natural/lib/natural/util/stopwords_ru.js' {
  const list: { readonly words: readonly string[] };
  export default list;
}
declare module 'natural/lib/natural/brill_pos_tagger/data/English/tr_from_posjs.json' {
  const transformations: { readonly rules: readonly string[] };
  export default transformations;
}

/** Lemmas from WordNet's exception lists and rules of detachment; each takes a lower-case word. */
declare module 'wink-lemmatizer' {
  const lemmatizer: {
    noun(word: string): string;
    verb(word: string): string;
    adjective(word: string): string;
  };
  export default lemmatizer;
}

/** Morphology of Russian, by OpenCorpora's dictionary. */
declare module 'az' {
  /** Grammemes that a reading has: its part of speech by name, and others by being true. */
  interface Tag {
    readonly POS?: string;
    readonly Apro?: true;
    readonly Name?: true;
    readonly Surn?: true;
    readonly Patr?: true;
    readonly Geox?: true;
    readonly Orgn?: true;
  }
  interface Parse {
    readonly tag: Tag;
    /** `Dictionary`, or how a word that the dictionary lacks was read. */
    readonly parser: string;
    /** How likely it is among the readings of its kind. */
    readonly score: number;
    /** The dictionary form, whose `toString` is the word. */
    normalize(): { toString(): string };
  }
  interface Morph {
    /** All readings of a lower-case word. */
    (word: string): readonly Parse[];
    init(path: string, callback: (error: unknown) => void): void;
  }
  const az: {
    load: (url: string, type: 'json' | 'arraybuffer', callback: (error: unknown, data?: unknown) => void) => void;
    readonly Morph: Morph;
  };
  export default az;
}

/** Full-batch gradient ascent, one classifier per class. */
declare module 'ml-logistic-regression' {
  type Matrix = import('ml-matrix').Matrix;
  interface TwoClassClassifier {
    /** @param target one column of 0 and 1. */
    train(features: Matrix, target: Matrix): void;
    /** One row. */
    readonly weights: Matrix;
  }
  export default class LogisticRegression {
    constructor(options: { numSteps: number; learningRate: number });
    /** Brings back what `toJSON` gave. */
    static load(saved: {
      name: 'LogisticRegression';
      numberClasses: number;
      classifiers: { numSteps: number; learningRate: number; weights: null }[];
    }): LogisticRegression;
    /** @param target one column: classes 0, 1, ... Classifier i learns to tell the others from class i. */
    train(features: Matrix, target: Matrix): void;
    readonly classifiers: readonly TwoClassClassifier[];
  }
}

/** Decompressors for Parquet, by path; each gives `length` bytes. */
declare module 'hyparquet-compressors/src/brotli.js' {
  export function decompressBrotli(packed: Uint8Array, length: number): Uint8Array;
}
declare module 'hyparquet-compressors/src/gzip.js' {
  export function gunzip(packed: Uint8Array, output: Uint8Array): Uint8Array;
}
declare module 'hyparquet-compressors/src/lz4.js' {
  export function decompressLz4(packed: Uint8Array, length: number): Uint8Array;
  export function decompressLz4Raw(packed: Uint8Array, length: number): Uint8Array;
}

/** The part of pino-roll that is used here; the package has no types. */
declare module 'pino-roll' {
  import type { DestinationStream } from 'pino';

  interface Options {
    readonly file: string;
    readonly extension: string;
    readonly size: string;
    readonly limit: { readonly count: number };
  }
  export default function roll(options: Options): Promise<DestinationStream>;
}
