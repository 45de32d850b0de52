/**
 * `fields` as one line of CSV, without a line end (RFC 4180): a field is quoted if it holds the delimiter, a quote or
 * a line end, and its quotes are doubled. Two more are quoted so that every reader gives them back: a single empty
 * field, which would be a blank line, and one that starts with U+FEFF, which would be a byte order mark.
 */
export function csvLine(fields: readonly string[], delimiter = ','): string {
  if (fields.length === 1 && fields[0] === '') return '""';
  return fields
    .map((field) => (needsQuotes(field, delimiter) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(delimiter);
}

function needsQuotes(field: string, delimiter: string): boolean {
  return (
    field.includes(delimiter) ||
    field.includes('"') ||
    field.includes('\n') ||
    field.includes('\r') ||
    field.startsWith('\ufeff')
  );
}
