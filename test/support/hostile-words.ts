/** What somebody could write to get at more than their own words, and the list of naughty strings where it lies beside this checkout. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const shared = join(import.meta.dirname, '../../../shared/data/mime/blns.json');

/** Why the list is missing; false when it is there. */
export const naughtyMissing = existsSync(shared)
  ? false
  : 'the list of naughty strings is not beside this checkout';

export function naughtyStrings(): string[] {
  return naughtyMissing === false ? (JSON.parse(readFileSync(shared, 'utf8')) as string[]) : [];
}

/** Header and body breaks, the end of a message and another behind it, markup, template languages, direction marks. */
export const hostileWords: readonly string[] = [
  'name\r\nBcc: mallory@evil.example',
  'name\nTo: mallory@evil.example\n\nbody',
  'name\rSubject: other',
  'name\u2028Bcc: mallory@evil.example',
  'name\u0085X-Evil: 1',
  'word\r\n.\r\nMAIL FROM:<x@evil.example>\r\nRCPT TO:<mallory@evil.example>\r\nDATA\r\nSubject: second\r\n\r\nhi\r\n.\r\n',
  'word\n.\nMAIL FROM:<x@evil.example>',
  'word\r.\rMAIL FROM:<x@evil.example>',
  'word\r\n.\rRSET',
  '.',
  '..\r\n.\r\n',
  '--convoke-0-Part_1--',
  '--\r\nContent-Type: text/html\r\n\r\n<b>part</b>',
  '-- \r\nsignature',
  'a\u0000b\u001b[31mc\u0007\u007f',
  '\u202eedam nigeb\u202c \u2066isolated\u2069 \u200fmark',
  'zero\u200bwidth\ufeff joined\u2060',
  'lone \ud800 surrogate',
  'END:VEVENT\r\nEND:VCALENDAR',
  'x\\nATTENDEE:mailto:mallory@evil.example',
  'x;PARTSTAT=ACCEPTED:mailto:mallory@evil.example',
  '=?utf-8?Q?Ada=0D=0ABcc:_mallory@evil.example?=',
  '=0D=0A.=0D=0A',
  '"Ada" <mallory@evil.example>, Bo',
  '</td></tr></table><h1>Free tickets</h1>',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<style>*{display:none}</style>',
  '<!-- hidden',
  '--><p>shown',
  '<![endif]--><b>',
  '<mj-raw><script></mj-raw>',
  '</mj-text></mj-column></mj-section></mj-body></mjml>',
  '<mj-include path="/etc/passwd" type="css" />',
  '{{ 7 | times: 191 }}',
  '{% assign x = 1 %}{{ colloquium.name }}',
  '{% raw %}',
  "{% part 'head' %} [[dear]]",
  '[[lang]]',
  '\ue000elastic\ue001',
  'javascript:alert(1)',
  'https://evil.example/login',
  'mallory@evil.example',
  'x'.repeat(20_000),
  'Å\u030a'.repeat(3000),
  '👩‍🔬'.repeat(300),
  '   ',
];
