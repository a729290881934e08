/** Where a page's photo may be, and what is one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { photoPlace, pictureType } from '../../src/calendar/photo.ts';

test('a page on the web points to the web, a page in a folder to its neighbours', () => {
  const web = 'https://lab.example/colloquium/index.md';
  const placed = (src: string, page: string) => {
    const place = photoPlace(src, page);
    return place === null ? null : place.kind === 'web' ? place.url.href : place.path;
  };
  assert.equal(placed('../people/ada.jpg', web), 'https://lab.example/people/ada.jpg');
  assert.equal(placed('{{ site.baseurl }}/img/ada.jpg', web), 'https://lab.example/img/ada.jpg');
  assert.equal(placed('https://other.example/a.png', '/srv/site/page.md'), 'https://other.example/a.png');
  assert.equal(placed('../people/ada.jpg', '/srv/site/page.md'), '/srv/people/ada.jpg');
  assert.equal(placed('/img/ada.jpg', '/srv/site/page.md'), '/srv/site/img/ada.jpg');
  for (const src of [
    '../../etc/passwd',
    '/../../../etc/passwd',
    'file:///etc/passwd',
    'data:image/png;base64,AA',
    '//a.example/b',
    '',
  ])
    assert.equal(placed(src, '/srv/site/page.md'), null, src);
});

test('a picture is told by its bytes, not by its name', () => {
  assert.equal(pictureType(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0])), 'image/jpeg');
  assert.equal(pictureType(Buffer.from('\x89PNG\r\n\x1a\n....', 'latin1')), 'image/png');
  assert.equal(pictureType(Buffer.from('GIF89a......')), 'image/gif');
  for (const text of ['<svg xmlns=', '<html>', '', 'RIFF....WEBP'])
    assert.equal(pictureType(Buffer.from(text)), null);
});
