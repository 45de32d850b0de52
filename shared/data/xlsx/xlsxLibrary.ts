/* The Excel reader, in a chunk of its own that loads with the first Excel file. */
import { zipSync } from 'fflate';

export { default as readWorkbook } from 'read-excel-file/universal';

/** `files` as a zip that is not packed. */
export function zipStored(files: Record<string, Uint8Array>): ArrayBuffer {
  return zipSync(files, { level: 0 }).buffer as ArrayBuffer;
}
