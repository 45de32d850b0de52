import type { Pause } from '../../runtime/pausing';
import type { BlobLike } from '../bytes/source';
import type { ReadOptions } from '../filePlan';
import type { TableSource } from '../tableSource';

/** A table of a binary file, and which sheet of it is read where it has several. */
export interface BinarySource extends TableSource {
  readonly sheets?: readonly string[];
  readonly sheet?: string;
}

/**
 * Opens a file of a format that is known by its first bytes.
 * @throws CodedError that says why it cannot be read.
 */
export type BinaryReader = (name: string, blob: BlobLike, options: ReadOptions, pause: Pause) => Promise<BinarySource>;
