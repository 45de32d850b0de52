/**
 * The buffers under the typed arrays of plain data, each once: what to transfer with a message instead of copying it.
 * A transferred buffer is detached as a whole, for every view of it.
 */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const seen = new Set<object>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    seen.add(part);
    if (ArrayBuffer.isView(part)) {
      if (part.buffer instanceof ArrayBuffer) buffers.add(part.buffer);
    } else if (part instanceof ArrayBuffer) buffers.add(part);
    else for (const inner of Object.values(part)) visit(inner);
  };
  visit(value);
  return [...buffers];
}
