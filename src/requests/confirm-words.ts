/**
 * Whether an answer to our confirmation confirms. A person writes yes, or a few words, or nothing at all; a responder that does not
 * say what it is thanks for the message and promises to read it, and must not confirm for its owner (threat 1). Pure.
 */
import { readLines } from '../mail/quotes.ts';

const yes =
  /(?:^|[^\p{L}])(?:yes|yep|yeah|ok|okay|sure|correct|confirm\p{L}*|agree\p{L}*|that was me|it was me|that is me|it is me|i did|i do|want(?:ed)? to (?:join|be)|subscribe|ja|jawel|jawohl|klopt|akkoord|inderdaad|bevestig\p{L}*|dat was ik|stimmt|best(?:ä|ae)tig\p{L}*|das war ich|oui|d['’]accord|c['’]est bien moi|c['’](?:é|e)tait moi|s[iì]|conferm\p{L}*|sono io|sono stat[oa] io)(?=[^\p{L}]|$)/iu;
const promise =
  /\b(?:thank(?:s| you) for (?:your|the) (?:message|mail|e-?mail|letter)|will (?:read|reply|answer|respond|get back)|received your|bedankt voor (?:uw|je) (?:bericht|mail)|(?:danke|vielen dank) f(?:ü|ue)r (?:ihre|deine) (?:nachricht|mail|e-mail)|merci (?:de|pour) votre (?:message|mail|courriel)|grazie per (?:il|la) (?:suo|sua|tuo|tua))/iu;
/** Characters; whoever writes more without a yes writes about something else. */
const longestNod = 40;

export function confirms(text: string): boolean {
  const own = readLines(text)
    .filter((line) => line.kind === 'own' || line.kind === 'greeting' || line.kind === 'closing')
    .map((line) => line.text)
    .join(' ')
    .trim();
  if (promise.test(own)) return false;
  return own.length <= longestNod || yes.test(own);
}
