/** The only importer of hono here: routing, escaped HTML, cookies, server-sent events, and the server under them. */

export { serve } from '@hono/node-server';
export { getConnInfo } from '@hono/node-server/conninfo';
export { type Context, Hono, type MiddlewareHandler } from 'hono';
export { bodyLimit } from 'hono/body-limit';
export { getCookie, setCookie } from 'hono/cookie';
export { html, raw } from 'hono/html';
export { streamSSE } from 'hono/streaming';

import type { html as htmlTag } from 'hono/html';

/** A piece of a page: what `html` made, escaped already. */
export type Html = ReturnType<typeof htmlTag>;
