/** Which address to subscribe: one the text asks for, before one beside a person's name, before From. */
import { addressKey, parseAddress } from '../../mail/address.ts';
import type { Message } from '../../mail/message.ts';
import { type Found, found } from './evidence.ts';

/** An address in a text, cleaned of `mailto:` and punctuation. */
export interface AddressHit {
  readonly address: string;
  readonly from: number;
  readonly to: number;
}

const ADDRESS = /[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}@[\p{L}\p{N}.-]{3,190}/gu;
/** Disguises people use against harvesters. */
const DISGUISED =
  /([\p{L}\p{N}._+-]{2,40})\s*[([{]\s*(?:at|arroba|@)\s*[)\]}]\s*([\p{L}\p{N}.-]{2,60}(?:\s*[([{]\s*(?:dot|punt|punkt|point)\s*[)\]}]\s*[\p{L}\p{N}-]{2,20})*)/giu;

/** All addresses in a text that pass the strict grammar. */
export function findAddresses(text: string): AddressHit[] {
  const hits: AddressHit[] = [];
  for (const match of text.matchAll(ADDRESS)) {
    const lead = /^(?:mailto:|['`*_|/=.!?-]+)+/i.exec(match[0])?.[0].length ?? 0;
    const address = match[0].slice(lead).replace(/[.\-'’*_]+$/, '');
    if (parseAddress(address) !== null)
      hits.push({ address, from: match.index + lead, to: match.index + lead + address.length });
  }
  return hits;
}

/** Whether the text disguises an address (`jane [at] uni [dot] example`), which is read but not literal. */
function findDisguised(text: string): AddressHit | null {
  const match = DISGUISED.exec(text);
  DISGUISED.lastIndex = 0;
  if (match === null) return null;
  const domain = (match[2] ?? '').replace(/\s*[([{]\s*(?:dot|punt|punkt|point)\s*[)\]}]\s*/gi, '.');
  const address = `${match[1]}@${domain}`.replace(/\.+$/, '');
  return parseAddress(address) === null
    ? null
    : { address, from: match.index, to: match.index + match[0].length };
}

const WANTED =
  /(?:\b(?:use|to|at|under|with|via|add|subscribe|register|put|send|instead|prefer\w*|reach(?:ed)?|work|private|personal|institut\w*|university|new|other|following|correct|please|his|her|their|list|mailing|lijst|liste|verteiler|lista|haar|zijn|hem|hun|sturen|stuur|mailen|ihr\p{L}*|ihm|sein\p{L}*|schicken|senden|son|sa|lui|leur|envoyer|envoyez|su|suyo|enviar|manden|suo|sua|inviare|mandare|dele|dela|naar|op|gebruik|adres|volgende|liever|an|unter|adresse|bitte|folgende|lieber|à|adresse|suivante|plutôt|utiliser|a|dirección|correo|siguiente|indirizzo|seguente|endereço|para|adres\w*)\b[^.?!]{0,60}$)/iu;
const UNWANTED =
  /(?:\b(?:not|no longer|instead of|rather than|old|former|previous|don['’]t use|never|contact|questions?|cc|supervisor|told me|forwarded|wrote|from|niet|oude|statt|nicht|alte|pas|ancienne|no\b.{0,6}|antigua|non|vecchi\w*|antigo)\b[^.?!,;]{0,25}$)/iu;
const REPLY_TO =
  /\breply-?to\b|\b(?:my )?(?:work|institutional|university|office|other) (?:e-?mail|address|account|mail)|\bwerk(?:mail|adres)|\bdienstadresse|\badresse professionnelle|\bantwortadresse|\breply address/iu;

/** An address in the writer's own text that it asks to use, or null. `sender` is From's address. */
export function findWantedAddress(
  text: string,
  sender: string,
  isOurs: (address: string) => boolean,
): AddressHit | null {
  const hits = findAddresses(text).filter(
    (hit) => !isOurs(hit.address) && addressKey(hit.address) !== addressKey(sender),
  );
  const wanted = hits.filter((hit) => {
    const before = text.slice(Math.max(0, hit.from - 90), hit.from).replace(/\s+/g, ' ');
    const after = text.slice(hit.to, hit.to + 50);
    if (/^[\s).,]*(?:is|was|will be)?\s*(?:no longer|not|bounces|closed|old)/i.test(after)) return false;
    return (
      !UNWANTED.test(before) &&
      (WANTED.test(before) || /\binstead\b|\band not (?:mine|this)|statt\b|plutôt|in plaats/i.test(after))
    );
  });
  return wanted[0] ?? (hits.length === 0 ? disguisedWanted(text) : null);
}

function disguisedWanted(text: string): AddressHit | null {
  const hit = findDisguised(text);
  return hit !== null && WANTED.test(text.slice(Math.max(0, hit.from - 90), hit.from)) ? hit : null;
}

/** The sender's address: Reply-To when the text says so, else From. */
export function senderAddress(message: Message, own: string): Found | null {
  const from = message.from.find((box) => parseAddress(box.address) !== null)?.address;
  const reply = message.replyTo.find((box) => parseAddress(box.address) !== null)?.address;
  const isAsked = reply !== undefined && reply !== from && REPLY_TO.test(`${message.subject}\n${own}`);
  const address = isAsked ? reply : from;
  if (address === undefined) return null;
  return found(address, 'header', 0, address.length, isAsked ? 'Reply-To, as the text asks' : 'From');
}
