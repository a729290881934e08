/** Sentences in which people say who and where they are, which is not why. */
import { ROLE } from './words.ts';

/** Phrases that only introduce, per language. */
const INTRODUCES =
  /(?:\bmy name(?:['’]s| is)|\bis my name|\p{L}[\p{L}-]+ here,|\bmyself \p{Lu}|\bI (?:work|am based|am employed|study) (?:as|at|for|in)\b|\bI (?:teach|lecture)\b[^.?!]{0,30}\b(?:at|in)\b|^(?:i['’]m|i am) (?:at|with|from)\b|\babout me\b|mijn naam|\bik (?:heet|werk (?:als|bij|aan (?:de|het)|voor|op)|ben verbonden)|\bmet wie\b|mein name|\bkurz zu mir|\bich (?:heiße|heisse|leite|arbeite (?:am|an der|bei|als|im)|promoviere (?:am|an|bei|seit|gerade)|studiere)(?![\p{L}])|je m['’]appelle|mon nom|moi c['’]est|je (?:travaille|bosse) (?:à|au|chez|pour|dans|comme)(?![\p{L}])|me llamo|mi nombre|trabajo (?:en|para|como)\b|mi chiamo|lavoro (?:in|presso|per|come|a|al|alla|all['’])(?![\p{L}])|chamo-me|me chamo|meu nome|trabalho (?:em|no|na|para|como)\b|adım|ismim|araştırmacıyım|öğrencisiyim|nazywam się|jmenuji se|jag heter|jag (?:jobbar|arbetar) (?:på|vid|som|hos|i)(?![\p{L}])|jeg heter|jeg hedder|jeg (?:jobber|arbeider|arbejder) (?:på|ved|som|hos|i|for)(?![\p{L}])|nimeni on|olen \p{L}+|меня зовут|με λένε|ονομάζομαι|我是|我叫|本人|と申します|입니다|이라고 합니다|اسمي|אני)/iu;

/** "I am …", which introduces only before a name or a post. */
const AM =
  /(?:\bI(?:['’]m| am)|\b[Ii]k ben|\bben ik|\b[Ii]ch bin|\b[Jj]e suis|\b[Ss]oy|\b[Ss]ono|\b[Ss]ou|\b[Ee]stou|\b[Tt]his is|^[Bb]en|\b[Jj]estem|\b[Jj]sem|\b[Jj]ag är|\b[Jj]eg er|Είμαι|είμαι)\s+((?:\S+\s*){1,6})/gu;

/** Whether a text introduces somebody. `hasPlace` tells whether it names the writer or an institution. */
export function introduces(text: string, hasPlace: (text: string) => boolean): boolean {
  if (INTRODUCES.test(text) || hasPlace(text)) return true;
  return [...text.matchAll(AM)].some(
    (match) => /^(?:\p{Lu}\p{Ll}|\p{Lu}\.)/u.test(match[1] ?? '') || ROLE.test(` ${match[1]} `),
  );
}
