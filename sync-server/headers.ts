import { isolationHeaders } from '#shared/runtime/isolationHeaders';

/**
 * Only this origin's own files run, load and connect: what the app reads cannot be sent anywhere else, even by a
 * mistake. Trusted types are not required: Solid builds its templates, all of them constants, with innerHTML.
 * @param connectOrigins other servers that the app may connect to, because whoever runs this one chose them.
 */
const contentSecurityPolicy = (connectOrigins: readonly string[]) =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    ["connect-src 'self'", ...connectOrigins].join(' '),
    "img-src 'self' data: blob:",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'none'",
  ].join('; ');

const unusedFeatures = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'midi'];

/** The headers of a server whose app may also connect to `connectOrigins`. */
export const securityHeadersFor = (connectOrigins: readonly string[]) =>
  ({
    ...isolationHeaders,
    'Content-Security-Policy': contentSecurityPolicy(connectOrigins),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': unusedFeatures.map((feature) => `${feature}=()`).join(', '),
  }) as const;

/** Sent with every reply, also with those that Node would send by itself. */
export const securityHeaders = securityHeadersFor([]);
