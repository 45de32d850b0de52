import { isWellFormedPath } from '#shared/runtime/addresses';

/** A path that no page has. */
const NOWHERE = '/not-found';

/**
 * The path to show for the path of the address: itself, or one that no page has if it is malformed. The router would
 * throw at a broken escape ("/data/%E0%A4%A") and read "//host/data" as an address of another site.
 */
export function readablePath(path: string): string {
  return isWellFormedPath(path) ? path : NOWHERE;
}
