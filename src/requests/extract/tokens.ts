/** A text as tokens that tell where a phrase with capitals, a connector or an institution's word stands. */

import { isInstitutionWord } from './institution-words.ts';
import { ROLE } from './words.ts';

/** `key` an institution's word, `cap` a capital, `conn` a preposition or article, `lower` any other word. */
export interface Token {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly kind: 'key' | 'cap' | 'conn' | 'lower' | 'comma' | 'open' | 'close' | 'stop';
}

const CONNECTOR =
  /^(?:of|for|and|the|de|du|des|la|le|les|l|van|voor|der|den|het|'t|’t|en|und|für|fuer|di|del|della|dell|delle|dei|degli|per|e|y|do|da|das|dos|para|pour|et|à|in|at|&|bei|beim|te|zu|zum|zur|von|vom|im|am|an|aan|em|na|no|sur|sul|ve|och|af|og|d|–|los|las|el|της|του|των|και|și|şi|és|та|и|і|й|im\.|imienia|им\.|имени|lo|gli|il|\+)$/iu;
/** The South, "del Sur" and "do Sul", which no preposition is. */
const SOUTH = /^(?:Sur|Sul)$/u;
const ELIDED = /^(?:d|l|dell|dall|all|nell|sull|un|qu)['’][\p{Lu}\p{Ll}]/iu;
/** Months follow a place ("at TU Delft in January") and are no part of it. */
const MONTH =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|januar[iy]?|februar[iy]?|märz|maart|mai|juni|juli|augustus|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|octobre|novembre|décembre|spring|summer|autumn|fall|winter)$/iu;

/** Cuts a text into tokens. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(
    /(?<=\s)-\p{Ll}{4,}|[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’.\-‐‑/&]*|[&+–]|\S/gu,
  )) {
    const raw = match[0];
    const isAbbreviation =
      /^(?:univ|dept|inst|fac|st|s\.r\.l|b\.v|n\.v|inc|ltd|co|corp|\p{Lu}(?:\.\p{Lu})*)\.$/iu.test(raw);
    const word = isAbbreviation ? raw : raw.replace(/[.'’-]+$/, '');
    tokens.push({ text: word, from: match.index, to: match.index + word.length, kind: kindOf(word) });
    if (word !== raw)
      tokens.push({ text: '.', from: match.index + word.length, to: match.index + raw.length, kind: 'stop' });
  }
  return tokens;
}

function kindOf(word: string): Token['kind'] {
  // "Materialforschung und -prüfung"
  if (/^-\p{Ll}/u.test(word)) return 'cap';
  if (word === ',') return 'comma';
  if (word === '(') return 'open';
  if (word === ')') return 'close';
  if (isInstitutionWord(word)) return 'key';
  if (MONTH.test(word)) return 'stop';
  if ((CONNECTOR.test(word) || word === 'i') && !SOUTH.test(word)) return 'conn';
  if (
    /^(?:I|I['’].*|My|We|Our|She|He|They|Ich|Wir|Je|Yo|Io|Eu|And|But|Olen|Soy|Sono|Sou|Estoy|Estou|Trabajo|Lavoro|Trabalho|Jestem|Pracuję|Jsem|Pracuji|Jag|Jeg|Ich|Wir|Ik|Я|Мы|Работаю|Είμαι|Εργάζομαι|Ben|Sunt|Lucrez|Please|Could|Can|The|This|Is|Am|Are|At|In|From|With|For|On|By|As|It|Our|Your|Und|Der|Die|Das|Den|Dem|Bei|Am|Im|Ik|Wij|Het|Een|Bij|En|Le|Les|Au|Chez|Nous|On|El|Los|Las|Il|Lo|Gli|Presso|Os|Jag|Vi|Jeg|Besök|Tel|Room|We['’].*|You|How|What|When|Where|Why|Since|Because|If|Do|Does|Would|May|Hi|Hello|Hallo|Dear|Beste|Thanks|Thank)$/.test(
      word,
    )
  )
    return 'stop';
  if (ELIDED.test(word)) return /['’]\p{Lu}/u.test(word) ? 'cap' : 'lower';
  if (/^[\p{Lu}\p{Lt}]|^\d+[\p{Lu}]|^\p{Ll}{1,2}\p{Lu}|^\p{Script=Han}/u.test(word)) return 'cap';
  return /^\p{Ll}/u.test(word) ? 'lower' : 'stop';
}

/** Whether a word is a post or trade, which belongs to no institution's name. */
export function isPost(word: string): boolean {
  return ROLE.test(` ${word} `) && !/^(?:research|medical|graduate|master|doctor)$/i.test(word);
}
