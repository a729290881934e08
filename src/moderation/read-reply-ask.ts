import { hasAny, hasDoubt } from './read-reply-consume.ts';
import { fold } from './read-reply-sentences.ts';

/** "Ask her affiliation": what a host wants the applicant to be asked, in the hosts' languages. */

export interface AskContext {
  /** The applicant's name, or null: only the applicant may be asked by name. */
  readonly applicant: string | null;
}

const LABEL =
  /^(?:please )?(?:ask(?: her| him| them)?|question|vraag|frage|frag|demander?|demandez|question pour elle|chiedi|chiedere|domanda)\s*:\s*|^(?:please |bitte |graag |yes,? |ok,? |but |maar |aber |mais |could you |can you |kun je |kannst du |peux-tu |puoi )*(?:ask|vraag|frage?|fragt|demande[rz]?|demandez|chiedi\w*|chiedere)(?: (?!about|for|if|whether|where|what|who|why)[^\s:,.]+){1,4} ?:\s*/u;

/** What may stand before the verb without changing that it is a request to ask. */
const BEFORE =
  "(?:(?:please|pls|plz|can you|could you|kindly|first|just|let's|i'd|i would|we should|yes|ok|okay|sure|fine|but|then|maybe|perhaps|also|and|no idea who (?:she|he|this|they) (?:is|are)|ja|oke|akkoord|goed|graag|maar|eerst|kun je|kan je|kunt u|wil je|wilt u|even|misschien|in ordnung|gut|aber|bitte|erst|zuerst|kannst du|konnen sie|konntest du|vielleicht|oui|d'accord|mais|d'abord|peux-tu|pouvez-vous|pourriez-vous|pourrais-tu|il faut|si|va bene|ma|prima|per favore|puoi|potresti|potete|bisogna)[\\s,;:.!-]+){0,6}";

const PERSON =
  '(?:her|him|them|the applicant|the person|this person|the candidate|haar|hem|ze|hen|de aanvrager|de kandidaat|sie|ihn|ihr|ihm|den bewerber|die bewerberin|lui|leur|elle)';

/** Verb, person and preposition; the rest is the question. */
const VERB_FIRST: readonly RegExp[] = [
  new RegExp(
    `^${BEFORE}(?:ask|enquire|inquire|request|query|find out|check with|get)(?:\\s+${PERSON}(?=\\s))?(?:\\s+(?:please|first|also|again))?\\s+(?:(?:for|about|after|from ${PERSON})\\s+)?(?=\\S)`,
    'u',
  ),
  new RegExp(
    `^${BEFORE}(?:vraag|vragen|informeer|navragen)(?:\\s+(?:het\\s+)?${PERSON}(?=\\s))?(?:\\s+(?:even|eerst|nog|aub|alsjeblieft|graag|maar|ook))*\\s+(?:(?:naar|om|over|na)\\s+)?(?=\\S)`,
    'u',
  ),
  new RegExp(
    `^${BEFORE}(?:frag|frage|fragt|fragen)(?:\\s+sie)?(?:\\s+${PERSON}(?=\\s))?(?:\\s+(?:bitte|erst|zuerst|noch|mal|doch|auch))*,?\\s+(?:(?:nach|um|uber)\\s+)?(?=\\S)`,
    'u',
  ),
  new RegExp(
    `^${BEFORE}(?:demande|demander|demandez|demandons)(?:-(?:lui|leur))?(?:\\s+(?:lui|leur|d'abord|aussi|svp|s'il (?:vous|te) plait))*\\s+(?=\\S)`,
    'u',
  ),
  new RegExp(`^${BEFORE}(?:lui|leur)\\s+demander\\s+(?=\\S)`, 'u'),
  new RegExp(
    `^${BEFORE}(?:chied[ieo]|chiedere|chiedete|chiediamo|domanda|domandare|chiedi|chieder)(?:le|gli|lo|la)?(?:\\s+(?:a (?:lei|lui)|prima|anche|per favore|pure))*\\s+(?:(?:per|circa)\\s+)?(?=\\S)`,
    'u',
  ),
  new RegExp(
    `^${BEFORE}(?:(?:we|i|you|i'd|i would|we'd|we would)\\s+)?(?:still\\s+)?(?:need|want|would like|like)\\s+(?:to (?:know|see|have)\\s+)?(?=(?:her|his|their|the|an?|more|some)\\s+(?:about (?:her|his|their)\\s+)?(?:\\w+\\s+)?(?:affiliation|motivation|info\\w*|details?|university|institut\\w*|name|full name|background)\\b|(?:where|what|which|who)\\s+(?:she|he|they)\\b)`,
    'u',
  ),
];

/** Dutch and German put the verb last: "naar haar affiliatie vragen". */
const VERB_LAST = new RegExp(
  `^${BEFORE}(?:${PERSON}\\s+)?(?:(?:bitte|eerst|even|nog|noch|erst)\\s+)*(?:naar|om|nach)\\s+(.{2,120}?)\\s+(?:te\\s+)?(?:vragen|navragen|fragen|nachfragen)\\W*$`,
  'u',
);

/** One word and a question mark: a field of the request. */
const FIELD_QUESTION =
  /^(?:(?:and |her |his |their |which |what |ok(?:ay)?,? but |yes,? but |maar |en |welke |welche |und |quelle? |et |quale |e )*(?:affiliation|affiliatie|affiliazione|zugehorigkeit|institution|institute|institut|university|universiteit|universitat|universite|universita|motivation|motivatie|motivazione|full name|surname|department|group|lab)(?: please)?)\s*\?+$/u;

/** A question put to the applicant as "you" about what a request has in it. */
const TO_APPLICANT =
  /\b(?:your (?:affiliation|university|institut\w*|motivation|full name|name|background|field|group|department|supervisor|position|research)|(?:which|what) (?:university|institut\w*|group|lab|department|field)\b.{0,40}\byou\b|where (?:do|are) you (?:work|study|based|affiliated)|who are you|je (?:affiliatie|universiteit|motivatie|naam)|ihre (?:zugehorigkeit|universitat|motivation)|(?:votre|ton|ta) (?:affiliation|universite|motivation|nom)|(?:tua|sua) (?:affiliazione|universita|motivazione)\b.{0,30}\?)/u;

const NOT_THE_APPLICANT =
  /^(?:\d|(?:me|us|around|away|for it|nicely|someone|somebody|anyone|everyone|my|our|again|later|tomorrow|yourself|the (?:other|others|rest|team|board|host|hosts|committee|organi[sz]ers?|secretary|supervisor|group)|rid|back|over|mij|ons|mijn|rond|de (?:ander\w*|rest)|mich|uns|mal die|meine|die anderen|den anderen|moi|nous|mon|ma|aux? |les autres|me lo|noi|mio|mia|agli|altri)\b)/u;

/** The question, as written; null when the sentence asks for none; `unclear` when somebody else is to be asked. */
export function readAsk(
  text: string,
  folded: string,
  context: AskContext,
): { question: string } | 'unclear' | null {
  // The grammar that the decision mail offers: "ask: which university is yours?"
  const label = LABEL.exec(folded)?.[0];
  if (label !== undefined && label.length < folded.length) return { question: text.slice(label.length) };
  const start = lastClause(folded);
  return (
    readAskAt(text, folded, context) ??
    (start > 0 ? readAskAt(text.slice(start), folded.slice(start), context) : null)
  );
}

function readAskAt(
  text: string,
  folded: string,
  context: AskContext,
): { question: string } | 'unclear' | null {
  if (FIELD_QUESTION.test(folded)) return { question: text };
  if (/\?\W*$/.test(folded) && !/^(?:please )?(?:ask|vraag|frage?|demande[rz]?|chiedi)\b/u.test(folded)) {
    const isForApplicant =
      TO_APPLICANT.test(folded) &&
      !/\b(?:she|he|they|her|his|do you (?:know|think|agree|mind)|haar|hij|zij|elle|lui)\b/u.test(folded);
    return isForApplicant
      ? { question: text }
      : askVerb(
          text.replace(/\?\W*$/, ''),
          folded.replace(/\?\W*$/, ''),
          context,
          /^(?:please\s+)?(?:can|could|kun|kunt|wil|wilt|kannst|konn|peux|pouvez|pourr|puoi|potr|pot)/u.test(
            folded.replace(/^(?:yes|ok|ja|oui|si)\W+(?:but|maar|aber|mais|ma)?\s*/u, ''),
          ),
        );
  }
  return askVerb(text, folded, context, true);
}

/** "I never heard of Wadlab, could you ask her …": the request stands after the comma. */
function lastClause(folded: string): number {
  const found =
    /^[^,;]{3,160}[,;] (?=(?:and |so |but |maar |aber |mais |ma )?(?:please|pls|could you|can you|kindly|so ask|ask (?:her|him|them|for)|kun je|vraag|kannst du|bitte|frag|peux-tu|pouvez-vous|demande|puoi|chiedi))/u.exec(
      folded,
    );
  const before = found?.[0] ?? '';
  return found === null || hasAny(before, 'decline') || hasDoubt(before) ? 0 : before.length;
}

function askVerb(
  text: string,
  folded: string,
  context: AskContext,
  isRequest: boolean,
): { question: string } | 'unclear' | null {
  if (!isRequest) return null;
  const last = VERB_LAST.exec(folded);
  if (last?.[1] !== undefined) {
    const start = folded.indexOf(last[1], last.index);
    return { question: text.slice(start, start + last[1].length) };
  }
  const named =
    context.applicant === null
      ? folded
      : folded.replace(applicantName(context.applicant), (name) => 'her'.padEnd(name.length, ' '));
  for (const pattern of VERB_FIRST) {
    const head = pattern.exec(named)?.[0];
    if (head === undefined) continue;
    const rest = text.slice(head.length).trim();
    const foldedRest = named.slice(head.length).trim();
    if (rest === '' || NOT_THE_APPLICANT.test(foldedRest) || isName(rest)) return 'unclear';
    return { question: stripOwner(rest, foldedRest) };
  }
  return null;
}

/** "her affiliation" → "affiliation": the applicant is spoken to, not about. */
function stripOwner(rest: string, folded: string): string {
  const owner =
    /^(?:her|his|their|haar|zijn|hun|ihrer|seiner|ihre|seine)\s+(?=\p{Ll})/u.exec(folded)?.[0] ?? '';
  return rest.slice(owner.length);
}

/** A capitalised word that is no German noun after an article: somebody else's name. */
function isName(rest: string): boolean {
  return (
    /^(?:\p{Lu}\p{Ll}+)(?:\s|$|[,.!])/u.test(rest) &&
    !/^(?:I|Affiliation|Motivation|University|Institut\w*|Name|Zugehörigkeit|Universit\w*)\b/u.test(rest)
  );
}

function applicantName(applicant: string): RegExp {
  const parts = fold(applicant.normalize('NFC'))
    .split(/\s+/)
    // Letters, hyphens and apostrophes only: nothing that means something in a pattern.
    .filter((part) => /^[\p{L}'-]{2,40}$/u.test(part))
    .slice(0, 6);
  const any = parts.join('|');
  return parts.length === 0 ? /$^/ : new RegExp(`\\b(?:${any})(?:\\s+(?:${any})){0,3}(?![\\p{L}\\d])`, 'u');
}
