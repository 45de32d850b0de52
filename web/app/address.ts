/** Where an address leads that no page can have. */
const NOWHERE = '/not-found';

/**
 * The path to show for the path of the address: itself, or one that no page has if it is malformed. The router would throw at
 * a broken escape ("/data/%E0%A4%A") and take "//host/data" for an address of another site.
 */
export function readablePath(path: string): string {
  if (path.startsWith('//') || path.includes('\\')) return NOWHERE;
  try {
    // The result is used, because the minifier removes a call whose result is not.
    return decodeURIComponent(path) === '' ? NOWHERE : path;
  } catch {
    return NOWHERE; // A URIError: nothing here has such an address.
  }
}
