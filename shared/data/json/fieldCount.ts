import { CodedError } from '../../base/errors';
import { COLUMNS_LIMIT } from '../filePlan';

/** A shorter record cannot have so many fields that parsing it takes long. */
const LONG_RECORD = 1024 * 1024;
/** A record may have this many fields, those of objects in lists among them. */
const FIELDS_LIMIT = 200_000;

/**
 * Refuses a record of very many fields before it is parsed, which would take seconds.
 * @throws CodedError `file-too-many-columns`
 */
export function checkFieldCount(name: string, record: string): void {
  if (record.length < LONG_RECORD) return;
  let fields = 0;
  for (let at = record.indexOf('":'); at >= 0 && fields <= FIELDS_LIMIT; at = record.indexOf('":', at + 2)) fields++;
  if (fields > FIELDS_LIMIT)
    throw new CodedError('file-too-many-columns', { name, columns: fields, limit: COLUMNS_LIMIT });
}
