import { isWellFormedPath } from '#shared/runtime/addresses';

/** Where an address leads that no page can have. */
const NOWHERE = '/not-found';

/**
 * The path to show for the path of the address: itself, or one that no page has if it is malformed. The router would throw at
 * a broken escape ("/data/%E0%A4%A") and take "//host/data" for an address of another site.
 */
export function readablePath(path: string): string {
  return isWellFormedPath(path) ? path : NOWHERE;
}
