/** The three joined sources of one mail in one language, before anything is compiled. */
import type { Language } from '../calendar/format-date.ts';
import { type Fault, type Joined, joinTemplate, parseWords, type Words } from './render-join.ts';

export interface MailSource {
  readonly body: Joined;
  readonly text: Joined;
  readonly subject: Joined;
  readonly faults: readonly Fault[];
}

/** Joins `kind` in `language`; a sentence the mail does not have itself comes from the layout's words. */
export function mailSource(
  read: (name: string) => string | null,
  kind: string,
  language: Language,
): MailSource {
  const faults: Fault[] = [];
  const words: Words = new Map([
    ['lang', language],
    ...wordsIn(read, `layout/words-${language}.txt`, faults),
    ...wordsIn(read, `${kind}/words-${language}.txt`, faults),
  ]);
  const body = joinTemplate(`${kind}/body.mjml`, { read, words, form: 'mjml' });
  const text = joinTemplate(`${kind}/body.txt`, { read, words, form: 'txt' });
  const subject = joinTemplate(`${kind}/subject.txt`, { read, words, form: 'txt' });
  return { body, text, subject, faults: [...faults, ...body.faults, ...text.faults, ...subject.faults] };
}

function wordsIn(read: (name: string) => string | null, file: string, faults: Fault[]): Words {
  const source = read(file);
  if (source === null) return new Map();
  const parsed = parseWords(file, source);
  faults.push(...parsed.faults);
  return parsed.words;
}
