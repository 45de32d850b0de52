import type { Readable } from 'node:stream';

/** What is kept as bytes: models and datasets, each called by a SHA-256. */
export type BlobKind = 'models' | 'datasets' | 'results';

/** Bytes by kind and name. What was put is whole, or it is not there. */
export interface BlobStore {
  /**
   * Stores what `source` yields. The name is known only when everything has come, so it is asked for at the end;
   * putting what is there already changes nothing.
   * @throws CodedError `storage-full`; whatever `source` or `nameOf` throws. Then nothing is kept.
   */
  put(kind: BlobKind, source: AsyncIterable<Uint8Array>, nameOf: (whole: StoredBytes) => Promise<string>): Promise<Put>;
  has(kind: BlobKind, name: string): Promise<boolean>;
  /** The whole of it, or null. */
  read(kind: BlobKind, name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Its bytes in order with their number, or null. */
  open(kind: BlobKind, name: string): Promise<{ bytes: number; stream: Readable } | null>;
  /** A file with its bytes, for threads that read it in pieces, or null. Release it after use. */
  file(kind: BlobKind, name: string): Promise<LocalFile | null>;
  /** Removes it; what is not there is no error. */
  remove(kind: BlobKind, name: string): Promise<void>;
  /** The names of everything that is kept. */
  list(kind: BlobKind): AsyncIterable<string>;
  /** Removes what uploads left behind that ended more than `olderThanMs` ago. Returns how many there were. */
  sweep(olderThanMs: number): Promise<number>;
  /** Resolves if the store can be used. */
  ping(): Promise<void>;
}

/** What has arrived, before it has a name. */
export interface StoredBytes {
  readonly bytes: number;
  /** SHA-256 in lower-case hexadecimal digits. */
  readonly sha256: string;
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

export interface LocalFile {
  readonly path: string;
  release(): Promise<void>;
}

export interface Put {
  readonly name: string;
  readonly bytes: number;
  /** False if it was there before. */
  readonly added: boolean;
}
