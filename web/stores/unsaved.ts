/*
 * What a reload would lose: a comment being written, a file that was opened and is not imported yet, a share that waits
 * for an answer. While there is any, no new version is loaded without asking.
 */

const checks = new Set<() => boolean>();

/** Adds a check of whether something would be lost. Each store with such data registers one, once. */
export function registerUnsaved(check: () => boolean): void {
  checks.add(check);
}

/** Whether a reload would lose something. Reactive where the checks are. */
export function hasUnsaved(): boolean {
  // All of them, so that each is followed.
  return [...checks].map((check) => check()).includes(true);
}
