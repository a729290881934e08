/** A place beside the writer's own name: "Chidi Okafor from Cellwise", "Bakary Sanogo, CEA Cadarache", "Ada Byron (Analytical Engines)". */
import type { BodyLine } from '../../mail/quotes.ts';
import { type Found, found } from './evidence.ts';
import type { Institution } from './institutions.ts';
import { nameWeight } from './names.ts';
import { ROLE } from './words.ts';

const BEHIND =
  /^\s*(?:,|\(|–|—|-|\bhere\b,?)?\s*(?:(?:at|from|with|of|bij|van|von|vom|bei|aus|de|du|chez|da|di|del|från|fra|hos)\s+)?(?:the\s+|der\s+|het\s+)?/iu;
const WORD =
  "[\\p{Lu}\\d][\\p{L}\\p{M}\\p{N}&'’/-]*(?:\\.\\p{L}[\\p{L}\\p{N}]*)*(?:(?<=(?:\\p{Lu}|Ltd|Inc|Co|Univ|Dept|Inst))\\.)?";
const PHRASE = new RegExp(`^${WORD}(?:\\s+(?:(?:of|for|de|van|für|di|&|and)\\s+)?${WORD}){0,5}`, 'u');
const LOWER = /^[\p{L}\p{N}&'’-]{3,}(?:\s+[\p{L}\p{N}&'’-]+){0,3}?(?=\s*(?:[.,;(]|$))/u;

/** The phrase right behind the name; `null` where it is a post, a city after "from" alone, or nothing. */
export function findNamed(text: string, name: string | null): Institution | null {
  if (name === null || nameWeight(name) < 2) return null;
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  if (at === -1) return null;
  const behind = text.slice(at + name.length, at + name.length + 140);
  const lead = BEHIND.exec(behind)?.[0] ?? '';
  if (lead.trim() === '') return null;
  const isLower = !/\p{Lu}/u.test(text);
  const raw = (isLower ? LOWER : PHRASE)
    .exec(behind.slice(lead.length))?.[0]
    .replace(/\.\p{Ll}$|[.'’-]+$/u, '');
  if (raw === undefined || raw.length < 3 || ROLE.test(` ${raw} `) || NOT.test(raw)) return null;
  const isFrom = /(?:from|van|aus|de|da|di|från|fra)\s+$/iu.test(lead);
  const after = behind.slice(lead.length + raw.length, lead.length + raw.length + 4);
  const isAcronym = /^\p{Lu}{2}/u.test(raw);
  if (!(/^\s*(?:[.,;:()–—-]|$)/u.test(after) || isAcronym)) return null;
  const from = at + name.length + lead.length;
  // "from Laguardia", "Karel Smeets, Roermond": a city unless the mail's domain knows it.
  const isCity = /^\s*,\s*$/u.test(lead) && /^\p{Lu}\p{Ll}+$/u.test(raw);
  const isTold = (!isFrom && !isCity) || /^\s*\(/u.test(after) || /\s/u.test(raw) || isAcronym;
  return { from, to: from + raw.length, score: isTold ? 2.5 : 0.5 };
}

const NOT =
  /^(?:I|We|My|And|PhD|MSc|BSc|MD|Dr|Prof|Ing|Jr|she|he|they|i['’]?m?|and|my|currently|now|please|born|aged?|\d+)(?![\p{L}])/iu;

/** The line below the one that is the name and nothing else, if it is a proper noun: "Desmond Achebe" over "Shell Projects & Technology, Amsterdam". */
export function findBelow(lines: readonly BodyLine[], name: Found | null): Found | null {
  if (name === null || name.evidence.source !== 'text') return null;
  const at = lines.findIndex((line) => line.text.trim() === name.value && line.start <= name.evidence.start);
  const below = lines[at + 1];
  const value = below?.text.trim().replace(/[.,;]$/, '') ?? '';
  if (at === -1 || below === undefined || !PLACE_LINE.test(value) || ROLE.test(` ${value} `)) return null;
  const start = below.start + below.text.indexOf(value);
  return found(value, 'text', start, start + value.length, 'line below the name');
}

const PLACE_LINE = new RegExp(
  `^${WORD}(?:\\s+(?:(?:of|for|de|van|für|di|&|and)\\s+)?${WORD}){0,5}(?:,\\s*${WORD}(?:\\s+${WORD})?)?$`,
  'u',
);
