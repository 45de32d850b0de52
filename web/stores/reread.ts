/**
 * Reads something again and again, so that what is shown is never older than what was shown before: one reading is under
 * way at a time, and calls that come meanwhile share one more, which begins after it.
 *
 * @param readOnce reads and shows it.
 * @returns a function whose promise settles once a reading has ended that began after the call, or was begun by it.
 */
export function createReread(readOnce: () => Promise<void>): () => Promise<void> {
  let reading: Promise<void> | null = null;
  let again = false;
  const read = async () => {
    try {
      do {
        again = false;
        await readOnce();
      } while (again);
    } finally {
      reading = null;
    }
  };
  return () => {
    if (reading === null) reading = read();
    else again = true;
    return reading;
  };
}
