/*
 * Which addresses are pages. The app is one page for all its addresses, so the server and the service worker both
 * answer a navigation with it; neither may do so where data or a file was asked for.
 */

/** Answered with data or an error. */
export const API_ADDRESS = /^\/(?:(?:api|v1alpha1|\$discovery)(?:[/?]|$)|(?:health|ready|metrics)(?:\?|$))/;

/** A name with a dot, or anything among the built assets: a file, or missing. */
export const FILE_ADDRESS = /^\/(?:assets\/|(?:[^?]*\/)?[^/?]*\.[^/?]*(?:\?|$))/;

/**
 * True if a navigation to `address` shows the app.
 * @param address path of a URL, with or without its query.
 */
export function isPageAddress(address: string): boolean {
  return !API_ADDRESS.test(address) && !FILE_ADDRESS.test(address);
}

/**
 * Whether a path can be an address at all. A broken escape ("/data/%E0%A4%A") cannot be decoded, and browsers read
 * "//host/data" and "/\\host/data" as addresses of another site.
 */
export function isWellFormedPath(path: string): boolean {
  if (path.startsWith('//') || path.includes('\\')) return false;
  try {
    const decoded = decodeURIComponent(path);
    return decoded !== '' && !decoded.includes('\0');
  } catch {
    return false; // A URIError.
  }
}
