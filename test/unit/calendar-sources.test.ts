/** Where a calendar comes from: a file, a folder's file, an address; within limits, and never from our own network unasked. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fetchPicture, fetchSource } from '../../src/calendar/fetch-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'convoke-sources-'));
const closing: (() => void)[] = [];
after(() => {
  for (const close of closing) close();
  rmSync(folder, { recursive: true, force: true });
});

async function site(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  closing.push(() => server.closeAllConnections());
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const from = (source: string, allowPrivate = true, etag: string | null = null) =>
  fetchSource({ source, baseDir: folder, allowPrivate, etag });

test('a page is fetched once: with its ETag the server may say that it is the same', async () => {
  const url = await site((request, response) => {
    if (request.headers['if-none-match'] === '"7"') return response.writeHead(304).end();
    return response.writeHead(200, { etag: '"7"' }).end('## Next Colloquium\n');
  });
  const first = await from(`${url}/site/page.md`);
  assert.deepEqual(first, {
    kind: 'content',
    text: '## Next Colloquium\n',
    etag: '"7"',
    fileName: 'page.md',
  });
  assert.deepEqual(await from(`${url}/site/page.md`, true, '"7"'), { kind: 'same' });
});

test('redirects are followed, but not round and round', async () => {
  const url = await site((request, response) => {
    if (request.url === '/a') return response.writeHead(302, { location: '/b' }).end();
    if (request.url === '/b') return response.end('b');
    return response.writeHead(302, { location: '/again' }).end();
  });
  const found = await from(`${url}/a`);
  assert.equal(found.kind === 'content' ? found.text : '', 'b');
  const round = await from(`${url}/again`);
  assert.match(round.kind === 'unreadable' ? round.why : '', /redirects more than 3 times/);
});

test('too much is refused while it comes, and an error page is no calendar', async () => {
  const url = await site((request, response) => {
    if (request.url === '/gone') return response.writeHead(404).end('not here');
    return response.end('x'.repeat(1024 * 1024 + 1));
  });
  const large = await from(`${url}/large`);
  assert.match(large.kind === 'unreadable' ? large.why : '', /sends more than 1 MB/);
  const gone = await from(`${url}/gone`);
  assert.match(gone.kind === 'unreadable' ? gone.why : '', /answered 404/);
  const picture = { kind: 'web', url: new URL(`${url}/large`) } as const;
  const photo = await fetchPicture(picture, { allowPrivate: true, mostBytes: 1000 });
  assert.match(photo.kind === 'unreadable' ? photo.why : '', /sends more than 1 KB/);
});

test('this machine and private networks are refused unless allowed, by name, by number and by redirect', async () => {
  const url = await site((_, response) => response.end('secret'));
  const { port } = new URL(url);
  for (const address of [
    url,
    `http://localhost:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://0x7f000001/',
    'http://2130706433/',
  ]) {
    const refused = await from(address, false);
    assert.match(refused.kind === 'unreadable' ? refused.why : 'it was read', /private network/, address);
  }
  const picture = { kind: 'web', url: new URL(url) } as const;
  const photo = await fetchPicture(picture, { allowPrivate: false, mostBytes: 1000 });
  assert.match(photo.kind === 'unreadable' ? photo.why : 'it was read', /private network/);
});

test('a file beside the configuration, a whole path, and one that is not there', async () => {
  writeFileSync(join(folder, 'talks.yml'), '- title: On light\n');
  const beside = await from('talks.yml');
  assert.equal(beside.kind === 'content' ? beside.fileName : '', 'talks.yml');
  assert.equal((await from(join(folder, 'talks.yml'))).kind, 'content');
  const none = await from('nothing.yml');
  assert.match(none.kind === 'unreadable' ? none.why : '', /there is no file/);
  writeFileSync(join(folder, 'large.md'), 'x'.repeat(1024 * 1024 + 1));
  assert.equal((await from('large.md')).kind, 'unreadable');
});
