/** The block below a mail: who signs, and the institution named there. */
import type { BodyLine } from '../../mail/quotes.ts';
import { type Found, found } from './evidence.ts';
import { isInstitution, isOrganisation } from './institution-words.ts';
import { findInstitutions } from './institutions.ts';
import { nameAt, nameWeight, trimName } from './names.ts';
import { agreesWithDomain, isOfDomain } from './places.ts';
import { ROLE } from './words.ts';

/** What a signature gives; null where it is silent. */
export interface Signature {
  readonly name: Found | null;
  readonly affiliation: Found | null;
  /** How much the affiliation says: 3 an organisation, 2 a part of one, 1 an unmarked line under the name; 1 more where the mail's domain knows it. */
  readonly weight: number;
}

const NOISE =
  /@|https?:|www\.|\+?\d[\d\s()/.-]{6,}\d|^\W*(?:tel|phone|fax|mob)\s*[.:]|^\W*[tmpew]\s*[.:]\s*(?=[+\d(]|\S*@|\S*\.\p{Ll}{2,})|\broom\b|\bkamer\b|\bworking days\b|\bwerkdagen\b|\bp\.?\s?o\.?\s?box\b|\bpostbus\b|\b(?:she|he|they)\s*\/|["“”„«»]|\b(?:street|straße|strasse|straat|laan|weg|avenue|rue|via|calle|plaza|road|lane)\b|\b\d{4,5}\s?[A-Z]{0,2}\b/iu;
const LEAD =
  /^\s*(?:[-–—/~*•|]+\s*|(?:xx*|xo+|gr\.?|grt?s?\.?|groet(?:en|jes)?|best|cheers|thanks|regards|lg|vg|mfg|mvg|love|liefs|saludos|bises|mit freundlichen grüßen|viele grüße|kind regards|best regards|best wishes|many thanks|thank you|thx|merci|gracias|grazie|obrigad[oa]|danke|bedankt|dank)\s*[,.!]?\s+)?/iu;

/** Reads the sign-off lines (closing and signature) of a body. */
export function readSignature(lines: readonly BodyLine[], sender: string): Signature {
  const filled = lines.filter(
    (line) => line.text.trim() !== '' && (line.kind === 'signature' || line.kind === 'closing'),
  );
  const name = readName(filled);
  const { affiliation, weight } = readAffiliation(
    filled.filter((line) => line.kind === 'signature'),
    name,
    sender,
  );
  return { name, affiliation, weight };
}

function readName(lines: readonly BodyLine[]): Found | null {
  let best: Found | null = null;
  for (const line of lines.slice(0, 8)) {
    for (const candidate of namesIn(line)) {
      // Below "F.J. de Wit" a lone word is a town.
      if (
        best === null ||
        (nameWeight(candidate.value) > nameWeight(best.value) &&
          (nameWeight(candidate.value) >= 3 || nameWeight(best.value) < 1))
      )
        best = candidate;
    }
    if (best !== null && nameWeight(best.value) >= 3) break;
  }
  return best;
}

function namesIn(line: BodyLine): Found[] {
  const lead = line.kind === 'closing' ? closingLead(line.text) : (LEAD.exec(line.text)?.[0].length ?? 0);
  if (lead === -1) return [];
  const names: Found[] = [];
  let at = lead;
  const text = line.text.replace(/\s+(?:드림|올림|배상|拝|敬上)\s*$/u, '');
  for (const chunk of text.slice(lead).split(/(\s*[|·•]\s*|\s+[/–—-]\s+|\t)/)) {
    const trimmed = trimName(chunk);
    const span = trimmed === null ? null : nameAt(chunk.slice(0, trimmed.to), trimmed.from);
    const value = span === null ? '' : chunk.slice(span.from, span.to);
    const isWhole = trimmed !== null && span !== null && span.to >= trimmed.to - 1;
    if (span !== null && isWhole && !isInstitution(value) && !NOISE.test(value)) {
      const start = line.start + at + span.from;
      names.push(found(value, 'text', start, start + value.length, 'signature'));
    }
    at += chunk.length;
  }
  return names;
}

/** Where a name may begin in a closing line: "Thanks, Jane Doe"; -1 when the line is only the formula. */
function closingLead(text: string): number {
  const comma = /^\s*[^,!–—]{2,40}[,!–—]\s+(?=\p{Lu})/u.exec(text);
  if (comma) return comma[0].length;
  const short =
    /^\s*(?:gr\.?|grt?s?\.?|groet(?:en|jes)?|xx+|lg|vg|mfg|mvg|best|cheers|thanks)[,.]?\s+(?=\p{Lu})/iu.exec(
      text,
    );
  return short ? short[0].length : -1;
}

function readAffiliation(
  lines: readonly BodyLine[],
  name: Found | null,
  sender: string,
): { affiliation: Found | null; weight: number } {
  let best: { affiliation: Found | null; weight: number } = { affiliation: null, weight: 0 };
  lines.slice(0, 14).forEach((line, index) => {
    let at = 0;
    const chunks = line.text.split(/(\s+[|·•]\s+|\s*\|\s*|\t+|\s{3,}|\s+[–—]\s+)/);
    const isShared = chunks.some((chunk) => ROLE.test(chunk));
    for (const chunk of chunks) {
      const candidate =
        namesDomain(chunk, line.start + at, sender, name) ??
        judge(chunk, line.start + at, name, isShared ? Math.max(index, 1) : index);
      const value = candidate.affiliation?.value ?? '';
      // Of an institute and the university below it the university is the house.
      const weight =
        candidate.weight +
        (candidate.weight >= 2 && agreesWithDomain(value, sender) ? 1 : 0) +
        (candidate.weight === 3 && HOUSE.test(value) ? 0.5 : 0);
      if (candidate.affiliation !== null && weight > best.weight) best = { ...candidate, weight };
      at += chunk.length;
    }
  });
  return best;
}

/** Houses that hold institutes rather than being one. */
const HOUSE =
  /universi|üniversite|uniwersyt|univerzit|yliopisto|hochschule|hogeschool|högskol|polit[eé]c|polyte[ck]|college|gmbh|\bb\.?v\b|\bltd\b|\binc\b|\bs\.?p\.?a\b|\bs\.?a\b|\bllp\b|hospital|hôpital|ziekenhuis|klinikum|ospedale|ministr|ministè|minister/iu;

/** A piece that is the sender's own domain, "Deltares" below a unit of it: the employer. */
function namesDomain(
  chunk: string,
  start: number,
  sender: string,
  name: Found | null,
): { affiliation: Found; weight: number } | null {
  const value = chunk.trim();
  const isName = name !== null && nameWeight(name.value) >= 2 && name.value.includes(value);
  if (NOISE.test(value) || isName || !isOfDomain(value, sender)) return null;
  const at = start + chunk.indexOf(value);
  return { affiliation: found(value, 'text', at, at + value.length, 'signature'), weight: 3 };
}

/** One piece of a signature line as an affiliation. */
function judge(
  chunk: string,
  start: number,
  name: Found | null,
  index: number,
): { affiliation: Found | null; weight: number } {
  const none = { affiliation: null, weight: 0 };
  const text = withoutPost(withoutName(chunk, name));
  const value = text.value.trim();
  if (
    value.length < 2 ||
    value.length > 140 ||
    (name !== null && value.includes(name.value) && value.length < name.value.length + 12)
  )
    return none;
  const at = start + chunk.indexOf(value, text.from);
  if (isInstitution(value) && !ROLE.test(value.split(/[,|]/)[0] ?? '')) {
    const cut = value.replace(
      /\s*,?\s*(?:room|kamer|zimmer|bureau \d|office \d|building|gebouw|p\.?o\.? box)\b.*$/i,
      '',
    );
    const part = NOISE.test(cut) ? phraseOf(cut) : withoutStop(cut);
    if (part === null) return none;
    return {
      affiliation: found(
        part,
        'text',
        at + cut.indexOf(part),
        at + cut.indexOf(part) + part.length,
        'signature',
      ),
      weight: isOrganisation(part) ? 3 : 2,
    };
  }
  const phrase = isInstitution(value) ? phraseOf(value) : null;
  if (phrase !== null) {
    const from = at + value.indexOf(phrase);
    return {
      affiliation: found(phrase, 'text', from, from + phrase.length, 'signature'),
      weight: isOrganisation(phrase) ? 3 : 2,
    };
  }
  const isPlain =
    /^\p{Lu}[\p{L}\p{M}\p{N}&.'’-]*(?:\s+(?:of|for|van|de|für|di|&)?\s*\p{Lu}[\p{L}\p{M}\p{N}&.'’-]*){0,4}$/u.test(
      value,
    );
  const isBelowName = index >= 1 && index <= 3 && name !== null && !NOISE.test(value) && !ROLE.test(value);
  if (!isPlain || !isBelowName || nameWeight(name.value) < 1 || value.length < 3 || start < name.evidence.end)
    return none;
  return { affiliation: found(value, 'text', at, at + value.length, 'signature line'), weight: 1 };
}

/** "Sjoerd Wiarda, KNMI, R&D weather models", "Hilde Maes (Dept. of Photonics)" without the name; blanks keep the offsets. */
function withoutName(chunk: string, name: Found | null): string {
  const at = name === null ? -1 : chunk.indexOf(name.value);
  if (name === null || at === -1 || chunk.slice(0, at).trim() !== '') return chunk;
  const lead = /^(?:,|\s*\()\s*(?=\S)/u.exec(chunk.slice(at + name.value.length))?.[0];
  if (lead === undefined) return chunk;
  const from = at + name.value.length + lead.length;
  const rest = chunk.slice(from);
  return ' '.repeat(from) + (lead.includes('(') ? rest.replace(/\)\s*$/u, ' ') : rest);
}

/** "Reader in Soft Matter, Wexcombe University" without the post. */
function withoutPost(chunk: string): { value: string; from: number } {
  const comma = chunk.indexOf(',');
  if (comma === -1 || !ROLE.test(chunk.slice(0, comma))) return { value: chunk, from: 0 };
  return { value: chunk.slice(comma + 1), from: comma + 1 };
}

/** Without a closing stop, which an abbreviation keeps: "Windrose B.V." */
function withoutStop(value: string): string {
  return /\b(?:\p{Lu}\.)+\p{Lu}\.$|\b(?:inc|ltd|corp|co|univ|dept|inst)\.$/iu.test(value)
    ? value
    : value.replace(/[.;,]+$/, '');
}

function phraseOf(value: string): string | null {
  const best = findInstitutions(value).toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];
  return best === undefined ? null : value.slice(best.from, best.to);
}
