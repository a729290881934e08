/** How the writer stands to a place named in their text: there now, there once, there soon, or somebody else's. */
import type { Span } from './names.ts';
import { BELONGS, FOREIGN, FUTURE, PAST, PRESENT } from './standing-words.ts';
import { ROLE } from './words.ts';

/** `unsaid` where nothing before the place tells. */
export type Standing = 'present' | 'ending' | 'past' | 'future' | 'other' | 'unsaid';

/** How far back, in characters, a word still speaks of a place. */
const REACH = 130;

/** Reads the standing: of the words before the place in its sentence the nearest decides. */
export function standingOf(text: string, span: Span): Standing {
  const before = sentenceBefore(text, span.from);
  if (ENDS.test(text.slice(span.to, span.to + 34))) return 'past';
  const at = (pattern: RegExp) => lastIndex(pattern, before);
  const [past, present, future, belongs] = [at(PAST), at(PRESENT), at(FUTURE), at(BELONGS)];
  const foreign = lastIndex(FOREIGN, before.slice(-60)) + Math.max(0, before.length - 60);
  const isForeign = foreign >= Math.max(0, before.length - 60) && lastIndex(FOREIGN, before.slice(-60)) >= 0;
  if (isForeign && foreign > Math.max(past, present, future, belongs) && !/[,;:]/.test(before.slice(foreign)))
    return 'other';
  if (THEIRS.test(before)) return 'other';
  if (PERSON.test(before) && !(belongs >= 0 && UNDER.test(before))) return 'other';
  if (past > present && past > future) return 'past';
  if (UNTIL.test(before)) return 'ending';
  if (future > present && future > past) return 'future';
  return present >= 0 || belongs >= 0 ? 'present' : 'unsaid';
}

/** "… until August", "… (until 2024)". */
const ENDS =
  /^\s*[,(]?\s*(?:until|till|up to last|bis (?!zu )|tot (?!nu)|jusqu['’]|hasta|fino a|até|which (?:has )?(?:ended|expired)|(?:has |was )?(?:just )?(?:ended|expired|finished|ran out|closed|is over|came to an end)|endete|(?:ist|lief) (?:\p{L}+ )?(?:aus|abgelaufen|beendet)|(?:is|liep) (?:\p{L}+ )?af(?:gelopen)?|(?:s['’]est|est) (?:terminé|fini|achevé)\p{L}*|terminó|(?:è|si è) (?:terminat|scadut|finit)\p{L}+|terminou|acabou)(?=[\s.,;!)])/iu;
/** "My doctor at …": somebody else's, unless what is mine is work. */
const THEIRS =
  /(?<![\p{L}])(?:my|mijn|mein\p{L}{0,2}|mon|ma|mi|il mio|la mia|(?:o )?meu|(?:a )?minha|min)\s+(?!(?:\p{L}+\s+)?(?:work|job|post|position|ph\.?d|thesis|project|research|group|lab|laboratory|team|stud(?:y|ies)|degree|master['’]?s?|bachelor['’]?s?|postdoc|internship|institute|department|office|desk|company|employer|time|days?|career|contract|fellowship|chair|unit|home|base|address|account|mail|mailbox|e-?mail|name|role|work|year|werk|baan|promotie\p{L}*|proefschrift|onderzoek|groep|afdeling|studie|opleiding|stage|arbeit|stelle|promotion|doktorarbeit|masterarbeit|studium|gruppe|abteilung|travail|poste|thèse|équipe|labo\p{L}*|groupe|mémoire|études|trabajo|puesto|tesis|grupo|estudios|doctorado|máster|lavoro|tesi|dottorato|gruppo|studi|trabalho|doutora\p{L}*|mestrado|tese|estudos|jobb|forskning|arbejde)(?![\p{L}]))\p{L}+\s+(?:\p{L}+\s+)?(?:at|from|bij|van|aan|bei|an der|chez|presso|hos|vid|på|u)\s+(?:the\s+|de\s+|het\s+|der\s+)?$/iu;

/** "Until Christmas I am still a postdoc at …": there now, and soon no longer. */
const UNTIL =
  /(?<![\p{L}])(?:until|till|up to|tot|bis|jusqu['’](?:à|au|en)|hasta|fino (?:a|al)|até)\s+(?!now|nu\b|jetzt|ahora|ora\b|agora)(?:\p{L}+ ){0,3}[\p{L}\d]+,?\s(?:I|ik|ich|je|j['’]|yo|sono|estoy|soy|estou|sou|am|ben|bin)[^.?!;]{0,60}$/iu;

/** "Prof. Andrews (University of …": another person's. */
const PERSON =
  /(?:prof(?:essor)?|dr|mr|mrs|ms|frau|herrn?|mme|señora?|dott(?:oressa)?)\.?\s+(?:\p{Lu}[\p{L}.'’-]*\s*){1,3}\(\s*(?:\p{L}{1,5}\s+){0,2}$/iu;

/** "… with Prof. Albers (University of …": one's own group. */
const UNDER =
  /(?<![\p{L}])(?:with|under|by|bei|bij|onder|chez|avec|con|com|hos|u|у)\s+(?:frau\s+|herrn?\s+)?(?:prof|dr|frau|herrn?|mme)/iu;

/** The part of the sentence before an offset, at most `REACH` characters. */
function sentenceBefore(text: string, to: number): string {
  const before = text.slice(Math.max(0, to - REACH), to);
  const stop = [...before.matchAll(/[.!?…](?=\s+[^\p{Ll}])|[。！？]/gu)].filter(
    (match) =>
      !/(?:^|[\s(])(?:\p{Lu}|dr|prof|st|mr|ms|mrs|univ|dept|ing|ir|drs)$/iu.test(
        before.slice(Math.max(0, match.index - 5), match.index),
      ),
  );
  return before.slice((stop.at(-1)?.index ?? -1) + 1);
}

function lastIndex(pattern: RegExp, text: string): number {
  let last = -1;
  for (const match of text.matchAll(pattern)) last = match.index;
  return last;
}

const POINTS: Readonly<Record<Standing, number>> = {
  present: 2,
  ending: -0.5,
  future: 1,
  unsaid: 0,
  past: -5,
  other: -5,
};

/** Points for a place: its standing, a post before it, a preposition, an apposition to a name. */
export function pointsFor(text: string, span: Span): number {
  const before = sentenceBefore(text, span.from);
  const standing = standingOf(text, span);
  let points = POINTS[standing];
  if (standing === 'past' || standing === 'other' || standing === 'ending') return points;
  if (ROLE.test(before.slice(-60))) points += 2;
  if (AT.test(before)) points += 1;
  if (/[\p{Lu}][\p{L}'’-]+\s*(?:\([^()]*\)|<[^<>]*>)?,\s*$/u.test(before)) points += 1;
  if (/^\s*(?:colloqui|seminar|lecture|talk|list)/i.test(text.slice(span.to, span.to + 14))) points -= 4;
  return points;
}

/** A preposition of place right before. */
const AT =
  /(?:^|[\s,(])(?:at|with|from|in|of|bij|aan|am|an der|bei|beim|von der|vom|der|au|à l['’]|à|chez|du|de la|en(?: la| el)?|presso|del(?:la)?|all['’]|na|no|da|do|dal|the|het|på|vid|hos|ved|w|na|v|στο|στην|в|на)\s*(?:the\s|de\s|het\s|la\s|el\s)?$/iu;
