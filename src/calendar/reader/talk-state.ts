/** Words about a talk's state in what hosts write: not yet known, called off, moved, no meeting at all, a break. */
import { isOpenSlot } from './open-slot.ts';
import { isFullName } from './person-words.ts';
import { divide } from './speaker-line.ts';

const ITEM =
  '(?:the\\s+)?(?:titles?|speakers?|abstracts?|date|time|place|location|room|details|bio|affiliation|topic|name|spreker|titel)';
const WHAT = `${ITEM}(?:\\s*(?:and|&|/|,|en|und|\\+)\\s*${ITEM}){0,3}`;
const OPEN =
  'to\\s+be\\s+(?:announced|confirmed|determined|decided|defined|added|specified|fixed|scheduled|continued|filled(?:\\s+in)?|found|chosen|invited|arranged|advised|published|provided|completed|posted|agreed|set)|t\\.?\\s?b\\.?\\s?[acd]\\.?|nog\\s+(?:niet\\s+bekend|te\\s+(?:bepalen|bevestigen)|onbekend|in\\s+te\\s+vullen|open)|n\\.?n\\.?b?\\.?|n\\.?t\\.?b\\.?|nader\\s+(?:te\\s+bepalen|bekend)(?:\\s+te\\s+maken)?|volgt(?:\\s+(?:later|nog|snel))?|wird\\s+(?:noch\\s+)?bekannt\\s?gegeben|folgt|noch\\s+offen|(?:will\\s+be\\s+)?announced\\s+(?:soon|later|shortly)|(?:will\\s+be\\s+)?(?:announced|added)|(?:coming|follows|available)\\s+soon|to\\s+(?:follow|come)|(?:more\\s+)?(?:info(?:rmation)?|details)\\s+(?:soon|later|to\\s+follow|follows?|volgt)|pending|soon|à\\s+(?:confirmer|annoncer|venir|préciser)|por\\s+(?:anunciar|confirmar|definir)|da\\s+(?:definire|annunciare)|unknown|(?:no|nog\\s+geen)\\s+(?:speaker|title|name|spreker|titel)(?:\\s+(?:yet|so\\s+far))?|no(?:body|\\s+one)\\s+yet|not\\s+(?:yet\\s+)?(?:known|available|announced|confirmed|decided|fixed)(?:\\s+yet)?|(?:is\\s+)?still\\s+(?:open|unknown)|open|n\\/a|none|open\\s+slot|reserved|on\\s+hold|unclear|under\\s+discussion|gereserveerd|reserviert|(?:first)?name\\s+(?:last|sur)name|speaker\\s+name|name\\s+(?:of\\s+)?(?:the\\s+)?speaker|vacant|empty|free(?:\\s+slot)?|slot\\s+free|available|(?:will\\s+)?follows?(?:\\s+(?:soon|later|shortly))?|nog\\s+vrij|frei';
const UNKNOWN = new RegExp(
  `^(?:${WHAT}\\s*(?:is|are|:|-|–)?\\s*)?\\(?(?:still\\s+)?(?:${OPEN})(?:\\s*[-,/(]\\s*(?:${OPEN})\\)?)?\\)?[\\s.!…]*$`,
  'iu',
);
const CANCELLED =
  /\b(?:cancel?led|called off|afgelast|geannuleerd|gaat niet door|(?:komt te )?vervall?(?:t|en)|abgesagt|entf[äa]llt|f[äa]llt\s(?:\p{L}+\s)?aus|ausgefallen|annulé\w*|cancelado|annullato)(?!\p{L})/iu;
const POSTPONED =
  /\b(?:postponed|moved to|verplaatst naar|verlegt auf|rescheduled|uitgesteld|verschoben|verplaatst|reporté\w*|aplazado|rinviato)(?!\p{L})/iu;
const NO_MEETING =
  /^\W*(?:(?:we\s+(?:will\s+)?skip|we(?:\s+are|['’]re)\s+(?:away|closed|off)|we\s+(?:do\s+not|don['’]t|won['’]t|will\s+not)\s+meet|free\s+day|(?:the\s+)?(?:university|building|campus|institute)\s+(?:is\s+)?closed|skipp(?:ed|ing)|skip this)\b|no\s+(?:colloqui\w+|seminars?|talks?|meetings?|lectures?|sessions?|class)|geen\s+(?:colloquium|seminar|lezing|bijeenkomst)|(?!.{60}).*\bno\s+(?:colloqui\w+|seminar|talk|meeting|lecture)\b|kein\w*\s+(?:kolloquium|seminar|vortrag)|pas\s+de\s+séminaire|(?:(?:public|bank|national|university|summer|winter|spring|fall|autumn|christmas|easter|thanksgiving|reading|semester|mid-?term)\s+)*(?:holidays?|vacations?|break|recess|week off)|(?:(?:vervalt|geen|cancel?led|ausfall|entfällt|kein)\W{1,4})?(?:\p{L}*vakantie|meivakantie|\p{L}*ferien|reces|vacances|pasen|kerst(?:mis)?|ostern|weihnachten|pâques|noël|bank holiday|exam(?:s| week)?|tentamenweek)|(?:liberation|ascension|labou?r|independence|national|boxing|king'?s|new year'?s)\s+day|bevrijdingsdag|hemelvaart\w*|pinksteren|koningsdag|good friday|(?:easter|whit)\s+monday|feiertag|ferien|vakantie|zomerstop|(?:christmas|easter|thanksgiving)(?!\s+(?:special|lecture|talk|edition|colloqui|seminar|session|party|drinks))|pfingsten|king'?s day|reading week)\b|^\W*(?:\p{L}[\p{L}-]*\s){1,2}week\W*$/iu;
const BREAK =
  /\b(?:(?:will\s+)?(?:restart|resume|return|continue|be\s+back|start\s+again)s?\s+(?:in|on|after|next|from|with)\b|(?:summer|winter|christmas|holiday|easter|spring)\s+(?:break|recess|pause|stop|vacation|holidays?)\b|on\s+(?:a\s+)?(?:break|hiatus)\b|zomerstop|zomerpauze|sommerpause|winterpause|pause\s+estivale|no\s+(?:more\s+)?(?:colloqui\w+|talks?|seminars?)\s+(?:planned|scheduled|until|in|this)\b)/iu;

/** "To be announced", "TBA", "tbc.", "wird bekanntgegeben", "-", "?" or nothing at all. */
export function isUnknown(text: string): boolean {
  const near = text.trim();
  if (near.length > 80) return false;
  return /^[\s\-–—?.…*_|]*$/.test(near) || UNKNOWN.test(near) || isOpenSlot(near);
}

/** `rescheduled from 24 February`: it takes place on the day it stands under. */
const MOVED_HERE =
  /\b(?:moved|postponed|rescheduled|verplaatst|uitgesteld|verschoben|verlegt|reporté\w*)\s+(?:from|van|von|vom|du)\b/giu;

/** The text, or null where it only says that it is not known. */
export function known(text: string | null): string | null {
  return text === null || isUnknown(text) ? null : text;
}

export function calledOff(written: string): 'cancelled' | 'postponed' | null {
  const text = written.replace(MOVED_HERE, ' ');
  if (CANCELLED.test(text)) return 'cancelled';
  return POSTPONED.test(text) ? 'postponed' : null;
}

/** The words that call a talk off, wherever a remark may stand. */
const OFF =
  '(?:cancel?led|called off|postponed|rescheduled|afgelast|geannuleerd|uitgesteld|vervalt|gaat niet door|abgesagt|entf[äa]llt|f[äa]llt aus|ausgefallen|verschoben|annulé|reporté)';
const SET_OFF = '(?:^|[-–—·•:,;)(~*_|]\\s*)';
/** `– moved to 8 April` at the end. */
const MOVED = new RegExp(
  String.raw`${SET_OFF}(?:(?:moved|postponed|rescheduled|delayed)\s(?:to|until|till)|verplaatst naar|verlegt auf)\s[^()]{2,40}\)?[\s*_]*$`,
  'iu',
);
/** `– CANCELLED (speaker ill)`, `postponed, new date follows`: set off before and explained behind. */
const EXPLAINED = new RegExp(
  String.raw`${SET_OFF}${OFF}(?!\p{L})[*_\s]*[,:;(–—-]\s*[^()]{0,80}\)?[\s*_]*$`,
  'iu',
);
/** `cancelled (Ana Bell)`, `cancelled: talk by Ana Bell`; what stands there may as well be the reason. */
const OFF_WHO = new RegExp(
  String.raw`^\W*${OFF}[\s*_]*[(:–—-]\s*(?:(?:talk|lecture)\s(?:by|of)\s)?([^()]{5,60}(?:\([^()]{2,80}\))?)\)?[\s*_]*$`,
  'iu',
);
/** `Ana Bell cancelled due to illness` */
const REASONED = new RegExp(
  String.raw`^((?:\S+\s+){1,5}?)[*_(]{0,3}(?:is |was |has been )?${OFF}\s(?:due|because|owing|since|until|wegens|vanwege|wegen|as (?:she|he|the))\b[^()]{0,80}\)?[\s*_]*$`,
  'iu',
);
const BRACKETED = new RegExp(String.raw`[([]\s*${OFF}[^)\]]{0,80}[)\]]`, 'giu');
/** `**CANCELLED** Ana Bell`: the mark goes with the word. */
const MARKED_OFF = new RegExp(String.raw`(?<=^\W*)(\*\*|__|\*|_)(${OFF})\1\s+(?=\S)`, 'iu');
/** "Cancelled debts" is a title; with capitals, a mark, a name or nothing behind it, the word is a remark. */
const IN_CAPITALS = new RegExp(String.raw`^\W*${OFF.toUpperCase()}(?!\p{L})\s*[:!–—-]*`, 'u');
const IN_FRONT = new RegExp(String.raw`^\W*${OFF}(?!\p{L})(?:\s*[:!–—-]+|\W*$)`, 'iu');
const AT_END = new RegExp(String.raw`\s*[-–—·•:,]?\s*${OFF}[\s!.]*$`, 'iu');

/** `(CANCELLED) Ana Bell` without the remark; `CANCELLED` alone is empty. */
export function withoutCallOff(text: string): string {
  const near = text.slice(0, 2000).replace(MARKED_OFF, '$2 – ');
  const who = OFF_WHO.exec(near)?.[1];
  if (who !== undefined && isFullName(divide(who).name)) return who.trim();
  return near
    .replace(EXPLAINED, ' ')
    .replace(REASONED, '$1')
    .replace(MOVED, ' ')
    .replace(BRACKETED, ' ')
    .replace(IN_CAPITALS, ' ')
    .replace(IN_FRONT, ' ')
    .replace(AT_END, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A row that says that nothing takes place: "No seminar", "Holiday - Merry Christmas!". */
export function isNoMeeting(text: string): boolean {
  return NO_MEETING.test(text) || /^\W*(?:(?:we are )?closed|gesloten|geschlossen)\W*$/iu.test(text);
}

/** In so many words: `no colloquium (Ana Bell is ill)`. */
export function saysNoMeeting(text: string): boolean {
  return /^\W*(?:no|geen|kein\w*|pas de|we (?:will )?skip|skip\w*)\b/iu.test(text);
}

/** A notice that the series pauses: "will restart in September", "summer break". */
export function isBreakNotice(text: string): boolean {
  return BREAK.test(text.slice(0, 1000)) || (text.length < 80 && NO_MEETING.test(text));
}

/** "This meeting was not recorded." */
export function isNotRecorded(text: string): boolean {
  return (
    text.length < 200 &&
    /\b(?:not\s+(?:be\s+)?recorded|no\s+recording|not\s+available|niet\s+opgenomen)\b/i.test(text)
  );
}
