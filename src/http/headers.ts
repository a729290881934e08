/** What every answer carries, whatever it is. */
import type { MiddlewareHandler } from './hono.ts';

export const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "script-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** A page that shows a mail in a frame of our own. */
export const framingPolicy = `${pagePolicy}; frame-src 'self'`;

/** The mail in that frame: no script, nothing fetched, no form; its styles are its own. */
export const framedPolicy =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/** `no-store` unless a page says otherwise: most of them hold a token or a person. */
export function securityHeaders(isHttps: boolean): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const set = (name: string, value: string) => {
      if (!context.res.headers.has(name)) context.header(name, value);
    };
    set('Content-Security-Policy', pagePolicy);
    set('Referrer-Policy', 'no-referrer');
    set('X-Content-Type-Options', 'nosniff');
    set('X-Frame-Options', 'DENY');
    set('Cross-Origin-Opener-Policy', 'same-origin');
    set('Cross-Origin-Resource-Policy', 'same-origin');
    set('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
    set('Cache-Control', 'no-store');
    if (isHttps) set('Strict-Transport-Security', 'max-age=31536000');
  };
}
