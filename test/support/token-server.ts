/**
 * The token side of a mail provider: sells access tokens for a refresh token, and tells a mail server whose a token is
 * (the way Dovecot asks). Tokens end when the story says so.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TokenServer {
  readonly tokenUrl: string;
  /** Dovecot appends the token. */
  readonly introspectionUrl: string;
  /** How many tokens were sold, and what each was asked with. */
  readonly sales: readonly URLSearchParams[];
  /** Tokens sold until now are good no more. */
  endAll(): void;
  /** Every request for a token is answered so from now on; null: sold again. */
  answerWith(answer: { status: number; body: string } | null): void;
  close(): Promise<void>;
}

export async function openTokenServer(user: string, refreshToken: string): Promise<TokenServer> {
  const sales: URLSearchParams[] = [];
  const good = new Set<string>();
  let fault: { status: number; body: string } | null = null;
  const sell = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    if (fault !== null) return reply(response, fault.status, fault.body);
    if (form.get('refresh_token') !== refreshToken || form.get('grant_type') !== 'refresh_token')
      return reply(response, 400, JSON.stringify({ error: 'invalid_grant' }));
    sales.push(form);
    const token = `token-${sales.length}`;
    good.add(token);
    return reply(
      response,
      200,
      JSON.stringify({ access_token: token, expires_in: 3600, token_type: 'Bearer' }),
    );
  };
  const server = createServer((request, response) => {
    if (request.method === 'POST') return void sell(request, response);
    const token = URL.parse(request.url ?? '', 'http://here')?.searchParams.get('access_token') ?? '';
    if (good.has(token)) return reply(response, 200, JSON.stringify({ email: user, active: true }));
    return reply(response, 401, JSON.stringify({ error: 'invalid_token' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    tokenUrl: `${base}/token`,
    introspectionUrl: `${base}/whose?access_token=`,
    sales,
    endAll: () => good.clear(),
    answerWith(answer) {
      fault = answer;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function reply(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}
