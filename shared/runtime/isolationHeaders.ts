/**
 * What makes a page cross-origin isolated, which SharedArrayBuffer needs. Sent with every reply of the server, of
 * `npm run dev` and of the tests' server, and added by the service worker to what a static host sends without them.
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;
