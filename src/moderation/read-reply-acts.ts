/** What one sentence of a host does. A sentence that could be read two ways does nothing but raise doubt. */

import { type AskContext, readAsk } from './read-reply-ask.ts';
import { blank, consume, hasAny, hasDoubt, replaceSayings, thumbOf } from './read-reply-consume.ts';
import { contradicts } from './read-reply-contradicts.ts';
import { POLICY } from './read-reply-passable.ts';
import { fold, type Sentence } from './read-reply-sentences.ts';

export type Act =
  | { readonly kind: 'approve' }
  /** `reason` still to be judged: what stands after the verdict; `isLabelled` when the host marked it as meant for the applicant. */
  | { readonly kind: 'decline'; readonly reason: string | null; readonly isLabelled: boolean }
  | { readonly kind: 'ask'; readonly question: string }
  | { readonly kind: 'tell'; readonly text: string }
  | { readonly kind: 'undo' }
  /** Something that keeps any verdict from being certain. */
  | { readonly kind: 'doubt' }
  /** Politeness only. */
  | { readonly kind: 'courtesy' }
  | { readonly kind: 'remark'; readonly text: string };

const MAX_SENTENCE = 400;

const UNDO =
  /^(?:(?:please|wrong (?:button|one|person|request)|oops|sorry|ups|oh|no|wait|argh|bitte|pardon|scusa|aub)[\s,;:.!-]+){0,4}(?:undo|revert|undo (?:that|this|it|my (?:decision|approval|answer)|the (?:decision|approval))|(?:take|roll) (?:that|it|this) back|cancel (?:that|my (?:decision|approval|answer|vote)|the (?:decision|approval))|ongedaan maken|maak (?:dat |dit |het )?(?:maar )?ongedaan|terugdraaien|draai (?:dat |dit |het )?(?:maar )?terug|ruckgangig(?: machen)?|mach (?:das |es )?(?:bitte )?ruckgangig|zurucknehmen|annule[rz]?(?: (?:ca|cela|ma decision))?|annuler|annulla(?:re)?(?: (?:la )?(?:decisione|mia decisione))?)(?:[\s,.!]+(?:please|thanks|that was (?:a mistake|wrong)|wrong (?:button|person|one)|it was a mistake|sorry|my (?:mistake|bad)|aub|bitte|danke|merci|svp|grazie|per favore|bedankt))*[\s,.!]*$/u;

const INVERTED =
  /^(?:(?:is|are|can|could|should|shall|would|will|do|does|did|may|has|have|am)\s+(?:she|he|they|we|you|i|it|this|that|her|his|anyone)|(?:is|kan|mag|moet|zal|zou|heeft|hebben|wil|kunnen|zullen|ken|weet)\s+(?:ze|zij|hij|je|jij|jullie|we|wij|dit|dat|deze|er|u)|(?:ist|kann|darf|soll|hat|konnen|sollen|wollen|kennt|kennst)\s+(?:sie|er|du|ihr|wir|das|man|die)|est-ce|peut-on|peut-elle|peut-il|doit-on|connais-tu|(?:puo|possiamo|dobbiamo) )/u;

const TELL =
  /(?:^|[\s,;:.-])(?:please |pls |and |maar |bitte |merci de )?(?:tell|inform|let|write|explain to|say to|zeg|zeg tegen|laat|meld|schrijf|sag|sagt|teile?|schreib|dis|dites|ecris|ecrivez|expliquez|di|scrivi|rispondi)[ -](?:(?:tegen |a |an )?(?:her|him|them|the applicant|haar|hem|hen|ze|ihr|ihm|ihnen|lui|leur|le|gli|a lei|a lui)|(?:digli|dille|dile))(?: (?:know|maar|even|weten|bitte|mit))*(?: that| dat| dass| che| que|,? dass)?[\s,:]+(.{3,400})$/u;
const TELL_JOINED =
  /(?:^|[\s,;:.-])(?:digli|dille|scrivile|scrivigli)(?: pure| per favore)?(?: che)?[\s,:]+(.{3,400})$/u;

/** Words of doubt that are ordinary words in a reason: "students only". */
const ONLY =
  /\b(?:only|alleen|nur|seulement|solo|already|wrong|most|some|what|which|who|where|al|noch|deja|gia|before|after|until|or|of|ou|o|oder|come|how|at the moment|moment|now)\b/gu;

export function readAct(sentence: Sentence, context: AskContext): Act {
  const { text } = sentence;
  // Nobody decides in a sentence of that length; whatever it says, it is not read for a verdict.
  if (text.length > MAX_SENTENCE) return { kind: 'doubt' };
  const folded = replaceSayings(sentence.folded);
  if (/^\+\s?1\W{0,3}$/.test(sentence.folded)) return { kind: 'approve' };
  const thumb = thumbOf(text);
  if (thumb !== null)
    return thumb === 'up' ? { kind: 'approve' } : { kind: 'decline', reason: null, isLabelled: false };
  if (UNDO.test(sentence.folded)) return { kind: 'undo' };
  if (/[🤔🤷🙃🤨😬]/u.test(text)) return { kind: 'doubt' };
  const ask = readAsk(text, sentence.folded, context);
  if (ask !== null) return ask === 'unclear' ? { kind: 'doubt' } : { kind: 'ask', question: ask.question };
  if (sentence.isQuestion || INVERTED.test(folded)) return { kind: 'doubt' };
  const act = readDecline(text, folded) ?? readApprove(text, folded, context);
  if (act !== null && act.kind !== 'doubt') return act;
  return readLastClause(text, folded, context) ?? act ?? readTell(text, folded) ?? readRemark(text, folded);
}

function readApprove(text: string, folded: string, context: AskContext): Act | null {
  const read = consume(text, folded, ['approve'], true);
  if (!read.isStrong) return null;
  if (
    /\byea?h,? (?:right|sure)\b|\baccept (?:my|our)\b|^ja,? ja\W*$/u.test(folded) ||
    OTHER_QUESTION.test(folded)
  )
    return { kind: 'doubt' };
  const beside = blank(folded, 'approve');
  if (
    hasDoubt(beside, folded) ||
    hasAny(beside, 'negative') ||
    hasAny(beside.replace(/\bne\b/g, ''), 'decline')
  )
    return { kind: 'doubt' };
  if (read.isAll) return isNamedOther(read.names, folded, context) ? { kind: 'doubt' } : { kind: 'approve' };
  // "Yes, she gave a good talk in Delft" says yes and why; "Sure and I'm the queen" does not.
  const rest = folded.slice(consume(text, folded, ['approve'], false).strongEnd);
  const isReasoned =
    REASONED.test(rest) &&
    RECOMMENDS.test(rest) &&
    !/\b(?:warned|told|already|about this|letting|let me|inform\w*|remind\w*|will)\b/u.test(rest);
  return isReasoned ? { kind: 'approve' } : { kind: 'doubt' };
}

/** "Approve Linda" under Mirjam's request, "Sure, and I am the Queen of England": the yes is not to this request. */
function isNamedOther(names: readonly string[], folded: string, context: AskContext): boolean {
  if (names.length === 0) return false;
  const applicant = context.applicant === null ? null : fold(context.applicant);
  const isOther = applicant !== null && !names.some((name) => applicant.includes(name.replace(/\.$/, '')));
  return isOther || names.length > 3 || /\b(?:i am|i'm|of|ik ben|ich bin|je suis|sono)\b/u.test(folded);
}

/** "Yes I do", "Yes she has": the answer to some other question. */
const OTHER_QUESTION =
  /^(?:yes|yeah|ja|oui|si),? (?:i|we|she|he|it|they|you) (?:do|does|have|has|is|are|am|will|would|can|could|did|was)\W*$/u;

const REASONED = /^\s?[,;:.!()-]/u;

/** What one says of people one wants: "she gave a good talk", "I know her", "Hettinga's PhD student". */
const RECOMMENDS =
  /\b(?:know|knows|met|read|worked|work with|colleague|student|phd|postdoc|professor|researcher|talk|paper|preprint|thesis|motivation|interesting|relevant|convincing|impressive|good|great|excellent|nice|strong|happy|glad|welcome|add|fits?|qualified|expert|ken|kent|collega|promovend\w*|lezing|goede?|leuke?|sterke?|kenne|kennt|kollegin|kollege|doktorand\w*|vortrag|gute[rsn]?|interessant\w*|connais|collegue|doctorant\w*|bonne?|interessante?|conosco|dottorand\w*|brav[ao]|ottim[ao]|interessante)\b/u;

function readDecline(text: string, folded: string): Act | null {
  const calm = folded.replace(POLITE_BUT, (but) => ' '.repeat(but.length));
  const read = consume(text, calm, ['decline'], false);
  if (!read.isStrong) return null;
  if (hasAny(blank(calm.slice(0, read.strongEnd), 'decline'), 'positive')) return { kind: 'doubt' };
  // "Reject - not eligible for this series": the second no is the reason for the first.
  const end = PAUSE.test(calm.slice(read.firstEnd)) && !read.isAll ? read.firstEnd : read.strongEnd;
  const rest = text.slice(end);
  const foldedRest = calm.slice(end);
  const beside = blank(foldedRest, 'decline');
  if (read.isAll) {
    const isDoubted =
      hasAny(beside, 'positive') || hasAny(beside, 'approve') || hasDoubt(calm.replace(ONLY, ' '));
    return isDoubted ? { kind: 'doubt' } : { kind: 'decline', reason: null, isLabelled: false };
  }
  const told = tellIn(foldedRest, rest);
  // "No, and please don't tell her why"
  if (told !== null && NOT_TO_TELL.test(told.before))
    return { kind: 'decline', reason: null, isLabelled: false };
  if (told !== null && !hasAny(told.before, 'positive') && !hasDoubt(told.before))
    return { kind: 'decline', reason: told.text, isLabelled: true };
  // "No students please", "no idea", "no rush": only a pause after the no makes it an answer.
  const pause = PAUSE.exec(foldedRest)?.[0].trim();
  if (pause === undefined) return { kind: 'doubt' };
  if (hasDoubt(foldedRest.replace(ONLY, ' ')) || hasAny(foldedRest, 'positive')) return { kind: 'doubt' };
  // "No, she is my student": who knows what that answers.
  // "No, she is my student", "no, this is the third time": who knows what that answers. A reason for a no sounds like one.
  if (pause !== '(' && pause !== ':' && !BECAUSE.test(foldedRest) && !isReasonForNo(foldedRest))
    return { kind: 'doubt' };
  return { kind: 'decline', reason: rest, isLabelled: pause.startsWith(':') || BECAUSE.test(foldedRest) };
}

/** "Sorry, but no", "no, but thanks": that but changes nothing. */
const POLITE_BUT =
  /(?<=\b(?:sorry|thanks|thank you|unfortunately|helaas|sorry|leider|tut mir leid|desolee?|merci|mi dispiace|grazie)[\s,]{1,3})(?:but|maar|aber|mais|ma)(?= (?:no|nee|nein|non)\b)|(?<=\b(?:no|nee|nein|non)[\s,]{1,3})(?:but|maar|aber|mais|ma)(?= (?:thanks|thank you|bedankt|dank|danke|merci|grazie)\b)/gu;
/** "no, because …": the decision mail says that what follows becomes the reason. */
const BECAUSE = /^[\s,;:.-]*(?:because|omdat|weil|parce que|perche)\b/u;
const PAUSE =
  /^\s?(?:[,;:.!(-]|\s(?=because|since|as |omdat|want|weil|denn|car|parce|perche|poiche))|^\s(?=-|leider|helaas|purtroppo|malheureusement|sorry|desole)/u;
const ABOUT_ONESELF = /^[\s,;:.!(-]*(?:i|i'm|i've|i'd|ik|ich|je|j'|io)(?![\p{L}\d])/u;
const NOT_FOR_US =
  /^[\s,;:.!-]*(?:because |since |as |omdat |want |weil |denn |car |parce que |perche |sorry,? |helaas |leider |desolee?,? |purtroppo |this is |that is |it is |it's |that's |das ist |dit is |dat is |c'est |e |ce n'est |non e )*(?:not|too|wrong|no|outside|isn't|niet|geen|te|verkeerd\w*|buiten|nicht|kein\w*|zu|falsch\w*|ausserhalb|pas|trop|mauvais\w*|hors|non|troppo|sbagliat\w*|fuori)\b/u;
const ABOUT_A_PERSON =
  /^[\s,;:.!(-]*(?:she|he|they|this (?:person|guy|one)|ze|zij|hij|sie|er|elle|il|lei|lui)\b/u;

function isReasonForNo(rest: string): boolean {
  if (ABOUT_ONESELF.test(rest)) return ONLY_WORDS.test(rest);
  return (
    ONLY_WORDS.test(rest) ||
    (POLICY.test(rest) && !/\b(?:my|mijn|meine?|mon|ma|mia|mio)\b/u.test(rest)) ||
    NOT_FOR_US.test(rest) ||
    (ABOUT_A_PERSON.test(rest) && hasAny(rest, 'negative'))
  );
}

/** "She would be a good addition, so yes": reasons first, the verdict as the last clause. */
function readLastClause(text: string, folded: string, context: AskContext): Act | null {
  const cut = LAST_CLAUSE.exec(folded) ?? praisedClause(folded);
  if (cut === null) return null;
  const before = folded.slice(0, cut.index);
  const start = cut.index + cut[0].length;
  const clause = { text: text.slice(start), folded: folded.slice(start) };
  const act = readDecline(clause.text, clause.folded) ?? readApprove(clause.text, clause.folded, context);
  if (act?.kind === 'approve') return contradicts(before, 'approve') ? null : act;
  return act?.kind === 'decline' &&
    act.reason === null &&
    !contradicts(before, 'decline') &&
    !hasDoubt(before.replace(ONLY, ' '))
    ? act
    : null;
}

/** "Sounds like a nice person, happy to add": praise, then the yes. */
function praisedClause(folded: string): RegExpExecArray | null {
  const cut = /,\s+(?=[^,;:]{1,40}$)/u.exec(folded);
  return cut !== null && RECOMMENDS.test(folded.slice(0, cut.index)) ? cut : null;
}

const LAST_CLAUSE =
  /[,;:-]\s*(?:(?:so|dus|also|donc|quindi|hence|therefore|thus|->|=>)[\s,:]+(?=[^,;:]{1,30}$)|(?=(?:please |i |i'd |graag |bitte )?(?:decline|reject|approve|accept|refuse|afwijzen|toelaten|goedkeuren|ablehnen|aufnehmen|zulassen|refuser|accepter|rifiuta|rifiutare|accetta|approva)\W*$))/u;

const ONLY_WORDS =
  /\b(?:only|full|closed|restricted|outside|too|alleen|vol|besloten|buiten|nur|voll|ausserhalb|seulement|reserve|complet|hors|solo|riservat\w|pieno|fuori)\b/u;

function readTell(text: string, folded: string): Act | null {
  const told = tellIn(folded, text);
  return told === null || hasDoubt(told.before) || NOT_TO_TELL.test(told.before)
    ? null
    : { kind: 'tell', text: told.text };
}

const NOT_TO_TELL = /\b(?:don't|do not|dont|not|never|no need|niet|nicht|ne|non)\b/u;

function tellIn(folded: string, text: string): { before: string; text: string } | null {
  const found = TELL.exec(folded) ?? TELL_JOINED.exec(folded);
  if (found?.[1] === undefined) return null;
  return { before: folded.slice(0, found.index), text: text.slice(folded.length - found[1].length) };
}

const COURTESY =
  /\b(?:thanks|thank|thx|cheers|hi|hello|hey|sorry|apologies|dank|bedankt|dankjewel|danke|merci|grazie|hallo|bonjour|ciao)\b/u;

function readRemark(text: string, folded: string): Act {
  const reason =
    /^(?:reason|reden|grund|begrundung|raison|motif|motivo|because|omdat|weil|parce que|perche)\s*[:,]?\s+/u.exec(
      folded,
    );
  if (reason !== null && /:/.test(reason[0])) return { kind: 'tell', text: text.slice(reason[0].length) };
  if (consume(text, folded, [], false).isAll && COURTESY.test(folded))
    return hasDoubt(folded) ? { kind: 'doubt' } : { kind: 'courtesy' };
  return { kind: 'remark', text };
}
