/** What one sentence of a host does. A sentence that could be read two ways does nothing but raise doubt. */

import { isForSomebodyElse, isNameAlone } from './address.ts';
import { type AskContext, applicantAsHer, readAsk } from './ask.ts';
import { isBesideThePoint } from './beside.ts';
import { readByClauses } from './clauses.ts';
import { consume, hasAny, hasDoubt, thumbOf } from './consume.ts';
import { isToDesk } from './contradicts.ts';
import { readClause } from './grammar/grammar.ts';
import { replaceSayings } from './sayings.ts';
import { fold, type Sentence } from './sentences.ts';
import { signIn } from './signs.ts';
import { isUndo, slipOf } from './slips.ts';
import { NOT_TO_TELL, politelyIn, tellIn } from './tell.ts';
import { isForeign, isOtherScript } from './tongue.ts';
import { turns } from './turns.ts';
import { readVerdict, readWhole, type VerdictAct } from './verdict.ts';

export type Act =
  | VerdictAct
  | { readonly kind: 'ask'; readonly question: string }
  | { readonly kind: 'tell'; readonly text: string }
  | { readonly kind: 'undo' }
  /** Something sent before was wrong: `pressed` when it was an answer of the host's. */
  | { readonly kind: 'slip'; readonly what: 'pressed' | 'other' }
  /** "Yes, I saw it.": no answer, and nothing against a plain one behind it. */
  | { readonly kind: 'receipt' }
  /** A question, to whomever; `isOfVerdict` when it names one: "Refuse?" */
  | { readonly kind: 'question'; readonly isOfVerdict?: boolean }
  /** Something that keeps any verdict from being certain. */
  | { readonly kind: 'doubt' }
  /** Speaks for or against the person; keeps only the opposite verdict from being certain. */
  | { readonly kind: 'lean'; readonly to: 'approve' | 'decline' }
  /** "Maybe.", "Not sure.": leaves the request open, and so may stand beside a question. */
  | { readonly kind: 'hedge' }
  /** "Oh great, another investor": beside a no only. */
  | { readonly kind: 'irony' }
  /** "Pass.": a no where something is said against the person. */
  | { readonly kind: 'pass' }
  /** What a yes would depend on: "if it's someone we know then it's a yes". */
  | { readonly kind: 'condition' }
  /** Politeness, and words to the desk about its mails. */
  | { readonly kind: 'courtesy' }
  /** `isAside`: in parentheses, and so never meant for the applicant. */
  | { readonly kind: 'remark'; readonly text: string; readonly isAside?: boolean };

const MAX_SENTENCE = 400;

const INVERTED =
  /^(?:(?:is|are|can|could|should|shall|would|will|do|does|did|may|has|have|am)\s+(?:she|he|they|we|you|i|it|this|that|her|his|anyone)|(?:is|kan|mag|moet|zal|zou|heeft|hebben|wil|kunnen|zullen|ken|weet)\s+(?:ze|zij|hij|je|jij|jullie|we|wij|dit|dat|deze|u)|(?:ist|kann|darf|soll|hat|konnen|sollen|wollen|kennt|kennst)\s+(?:sie|er|du|ihr|wir|das|man|die)|est-ce|peut-on|peut-elle|peut-il|doit-on|connais-tu|(?:possiamo|dobbiamo) )/u;

export function readAct(spoken: Sentence, context: AskContext): Act {
  const sentence = withoutSigh(spoken);
  const { text } = sentence;
  // Nobody decides in a sentence of that length; whatever it says, it is not read for a verdict.
  if (text.length > MAX_SENTENCE || isOtherScript(sentence.folded)) return { kind: 'doubt' };
  if (INVITATION.test(sentence.folded)) return { kind: 'doubt' };
  if (WHY_REFUSE.test(sentence.folded)) return { kind: 'lean', to: 'approve' };
  const said = withoutLeadingNo(replaceSayings(sentence.folded), sentence.folded);
  const plain = RHETORICAL.test(sentence.folded) ? said.replace(/\?/g, ' ') : said;
  const folded = applicantAsHer(plain, context.applicant);
  if (/^\+\s?1(?: (?:from me|from my side|here|for (?:her|him)))?\W{0,3}$/.test(sentence.folded))
    return { kind: 'approve', isBare: false };
  const named = applicantAsHer(sentence.folded, context.applicant);
  if (isUndo(named) || takesBack(text, named, context)) return { kind: 'undo' };
  if (/^oh,? no(?!\p{L})/u.test(sentence.folded)) return { kind: 'doubt' };
  const thumb = thumbOf(text);
  if (thumb !== null)
    return thumb === 'up'
      ? { kind: 'approve', isBare: false }
      : { kind: 'decline', reason: null, isLabelled: false, isFirm: true, isBare: false };
  if (/[🤔🤷🙃🤨😬🙄😒]/u.test(text)) return { kind: 'doubt' };
  const ask = readAsk(text, sentence.folded, context);
  if (ask !== null) return ask === 'unclear' ? { kind: 'doubt' } : { kind: 'ask', question: ask.question };
  return readStatement(sentence, text, folded, context);
}

/** "I feel like a policeman, maar ja": oh well. */
function withoutSigh(sentence: Sentence): Sentence {
  const length = /,? maar (?:ja|goed|enfin)\W*$/u.exec(sentence.folded)?.[0].length ?? 0;
  const end = sentence.folded.length - length;
  return length === 0 || end < 12
    ? sentence
    : { ...sentence, text: sentence.text.slice(0, end), folded: sentence.folded.slice(0, end) };
}

/** A clause that takes an answer back, and none that gives a new one. */
function takesBack(text: string, asked: string, { applicant }: AskContext): boolean {
  const folded = REQUESTS.test(asked) ? asked.replace(/\?/g, ' ') : asked;
  if (signIn(folded) === 'condition') return false;
  const whole = { start: 0, end: folded.length };
  const pieces = piecesOf(folded);
  const verdicts = (pieces.length > 1 ? [whole, ...pieces] : [whole]).map(({ start, end }) =>
    readClause(text.slice(start, end), folded.slice(start, end), applicant !== null),
  );
  return verdicts.includes('undo') && !verdicts.includes('approve') && !verdicts.includes('decline');
}

/** "Could it be reversed please?" wishes it; "should I undo it?" does not. */
const REQUESTS =
  /^\W*(?:\p{L}+,? )?(?:can|could|would|will|may)(?! (?:i|we)\b)\b|^\W*(?:\p{L}+,? )?(?:kan|kun\w*|zou\w*|kann|konn\w*|wurd\w*|peu[xt]|pouvez|pourr\w*|on peut|si puo|puo|puoi|potet\w*|potrest\w*)(?! (?:ik|ich|je|io)\b)\b/u;

function piecesOf(folded: string): { start: number; end: number }[] {
  const pieces: { start: number; end: number }[] = [];
  let start = 0;
  for (const mark of folded.matchAll(/[,;:!-]+\s+|$/gu)) {
    if (mark.index > start) pieces.push({ start, end: mark.index });
    start = mark.index + mark[0].length;
  }
  return pieces;
}

/** "Nee, geen bezwaar", "no, I don't mind at all": the no belongs to the objection that the saying denies. */
function withoutLeadingNo(said: string, folded: string): string {
  const no = /^\W*(?:no|nope|nee|neen|nein|non)(?: hoor| no| nee)?[\s,.-]+/u.exec(said)?.[0] ?? '';
  const clause = /^[^,;:.!?]*/u.exec(said.slice(no.length))?.[0] ?? '';
  const isSaying =
    no !== '' &&
    /\byes\b/.test(clause) &&
    !/\byes\b/.test(folded.slice(no.length, no.length + clause.length));
  return isSaying ? ' '.repeat(no.length) + said.slice(no.length) : said;
}

function readStatement(sentence: Sentence, text: string, folded: string, context: AskContext): Act {
  // It leans on the yes beside it.
  if (/^in[\s.!]*$/.test(folded)) return { kind: 'lean', to: 'approve' };
  const slip = slipOf(folded);
  if (slip !== null) return { kind: 'slip', what: slip };
  if (SAYS_NOTHING.test(sentence.folded)) return { kind: 'doubt' };
  if (HEDGE.test(folded)) return { kind: 'hedge' };
  if (PASS.test(folded)) return { kind: 'pass' };
  if (IRONY_ALONE.test(folded)) return { kind: 'irony' };
  const desk = deskAct(text, folded);
  if (desk !== null) return desk;
  if (WHY_NOT.test(folded) || isNameAlone(sentence.folded, context)) return { kind: 'courtesy' };
  if (!isForeign(sentence.folded) && isForSomebodyElse(text, sentence.folded, context, sentence.isAside))
    return { kind: 'courtesy' };
  const isQuestion = sentence.isQuestion && !RHETORICAL.test(sentence.folded) && !isRecalled(sentence.folded);
  if (isQuestion || INVERTED.test(folded)) return { kind: 'question' };
  if (CONDITION.test(folded)) return { kind: 'condition' };
  const polite = readPolite(folded, text);
  if (polite !== null) return polite;
  // Before sayings are replaced: "hab kein Problem damit" is a clause as it stands.
  const own = withoutQuotes(applicantAsHer(sentence.folded, context.applicant));
  const whole = own.length === text.length ? readWhole(text, own, context) : null;
  if (whole !== null) return whole;
  const said = withoutQuotes(folded);
  const act = readVerdict(text, said, context);
  if (act !== null && act !== 'doubt') return act;
  const found = readByClauses(text, said, context, act === 'doubt');
  if (found !== null) return found;
  return act === 'doubt' ? { kind: 'doubt' } : (readTell(text, folded) ?? readRemark(text, folded));
}

/** `She writes: "Bertrand agrees, approve me."`: what somebody else said. */
function withoutQuotes(folded: string): string {
  // Folded quotes are straight. One that opens behind a colon may close in a later sentence.
  return folded.replace(/"[^"]{0,200}\s[^"]{1,200}"|(?<=:\s*)"[^"]{1,400}$/gu, (quote) =>
    '~'.repeat(quote.length),
  );
}

/** "Yes - and can the desk send these at nine?": the part before the words to the desk counts. */
function deskAct(text: string, folded: string): Act | null {
  if (OTHER_BUSINESS.test(folded) || isToDesk(folded)) return { kind: 'courtesy' };
  const cut = AND_THE_DESK.exec(folded);
  // "Can she join, and can the desk …?" asks twice.
  if (cut === null || INVERTED.test(folded)) return null;
  const rest = folded.slice(cut.index);
  if (!isToDesk(rest) && !isBesideThePoint(rest)) return null;
  const act = readVerdict(text.slice(0, cut.index), folded.slice(0, cut.index), { applicant: null });
  return act === 'doubt' ? { kind: 'doubt' } : act;
}

const AND_THE_DESK =
  /(?:\s-+\s+|[\s,;.-]+(?:and|but|also|en|und|et|e)[\s,]+)(?:please|can|could|would|kan|kun|konn|kann|peut|peux|pouvez|puo|puoi)\b/u;

/** "Please decline my other meeting requests": the same verbs about something else. */
const OTHER_BUSINESS =
  /\b(?:declin|accept|approv|reject|cancel|confirm)\w* (?:my|our|all my|all our|your|the other|his|her)(?: \w+){0,2} (?:meetings?|invitations?|invites?|appointments?|papers?|calls?|reviews?|expenses?|lunch|dinner|travel|leave|slots?|bookings?)\b|\b(?:accept|approv|sign|grant)\w* (?:the|that|this) (?:\p{L}+ )?(?:travel|trip|laptop|budget|invoice|expenses?|leave|minutes|order|purchase|booking|form|slides|room|claim|contract|agenda)\b|\b(?:declaratie\w*|reiskosten|onkosten|verlof\w*|spesen\w*|reisekosten\w*|urlaubsantrag|rechnung\w*|notes? de frais|ordre de mission|rimbors\w*)\b/u;

/** Politeness that would pass for a yes. */
const SAYS_NOTHING =
  /^aye,? right\W*$|^(?:no worries|you(?:'re| are) (?:very |most )?welcome)(?: (?:at all|then|mate))?[\s.!]*$/u;
const HEDGE =
  /^(?:maybe|perhaps|possibly|hard to say|difficult|undecided|who(?:'s| is) (?:this|that|he|she)(?= *\?)|wie is (?:dit|dat|hij|zij)(?= *\?)|wer ist (?:das|er|sie)(?= *\?)|qui est-ce(?= *\?)|chi e(?= *\?)|i am not sure|i'm not sure|not sure|not so sure|unsure|i don't know|don't know|dunno|no idea|misschien|weet (?:ik )?niet|niet zeker|geen idee|twijfel|vielleicht|weiss nicht|nicht sicher|keine ahnung|schwierig|peut-etre|je ne sais pas|pas sure?|aucune idee|forse|non so|non saprei|non sono sicur[oa]|boh|quizas|no se)(?: (?:about (?:this|that|her|him|it)(?: one)?|yet|here|who (?:this|she|he|that) is|wie dit is|wer das ist))*[\s.!?…]*$/u;
const PASS = /^(?:i )?pass[\s.!]*$/u;
const IRONY_ALONE =
  /^(?:oh,? )?(?:genial|super|formidable|chouette|toll|klasse|prima|geweldig|leuk|fantastisch|ottimo|fantastico|che bello|bene|perfetto),? (?:encore|noch (?:so )?ein|schon wieder|wieder|nog een|weer een|alweer|ancora un|un altro|un'altra)\b|^(?:oh,? )?(?:great|wonderful|lovely|fantastic|joy|super|just great|brilliant|hooray|yay),? (?:another|yet another|one more|more|just what|exactly what)\b(?!.*\b(?:yes|ok|approve\w*|accept|welcome|please)\b)|^(?:another|yet another) (?:\w+ )?(?:investor|recruiter|headhunter|salesman|salesperson|vendor|spammer|marketer|seo\w*|crank|consultant|startup|fund|bot)s?\b[^.?!]{0,60}[.!…]*$|^(?:just|exactly) what we (?:need|needed)[.!…]*$/u;

/** "Declined: Colloquium planning @ Tue 14:00": a calendar's answer. */
const INVITATION =
  /^\W*(?:accepted|declined|tentative\w*|cancell?ed|geaccepteerd|geweigerd|zugesagt|abgesagt|accepte|refuse|accettato|rifiutato) ?:.{0,100}(?:@|\d{1,2}[:.h]\d\d)/u;

/** "Why would we say no?": it leans on what stands beside it. */
const WHY_REFUSE =
  /^(?:en |und |et |e |and |but |maar |aber )?(?:why|waarom|warum|wieso|pourquoi|perche|por que) (?:on earth |ever )?(?:would|should|zouden|zou|sollten|sollte|dirions|dirais|la|le|lui|dovremmo|dovrei|ibamos)\b[^?]{0,30}\b(?:no|nee|nein|non|refuse|decline|reject|object|refuser|rifiutare|weigeren|ablehnen|rechazar|negar)\b[^?]{0,20}\?+\W*$/u;

/** "How could I refuse?" asks nothing. */
const RHETORICAL =
  /[\s,.-](?:why (?:are you|do you|would you)(?: even)? ask(?:ing)?|do you (?:even )?(?:have|need) to ask|need you ask|what a question|waarom vraag je (?:dat|het)(?: nog)?|was fur eine frage|quelle question|che domanda) ?\?*\W*$|[\s,.-](?:why not|why wouldn't (?:she|he|they|we|i)|waarom (?:ook )?niet|warum (?:auch |denn |eigentlich )?nicht|pourquoi pas|perche no|por que no) ?\?+\W*$|^^(?:oh,? )?(?:how|who) (?:can|could|would|am) (?:i|we|anyone|one) ?(?:to |possibly |ever )*(?:refuse|say no|object|resist)[^?]{0,60}\?+\W*$|^who (?:can|could|would) (?:possibly |ever )?(?:refuse|say no|object|resist)[^?]{0,60}\?+\W*$/u;

export function isRhetorical(folded: string): boolean {
  return RHETORICAL.test(folded);
}

/** "The guy who filmed us, Ruben, remember?" tells a fact; "we had agreed to take her, remember?" a decision. */
function isRecalled(folded: string): boolean {
  return RECALLED.test(folded) && !AGREED.test(folded);
}

const RECALLED =
  /^(?:.{12,200}),? (?:remember|do you remember|you remember|weet je nog|weisst du noch|erinnerst du dich|tu te souviens|ti ricordi|te acuerdas) ?\?\W*$/u;
const AGREED =
  /\b(?:agree\w*|said|say|decid\w*|promis\w*|told|want\w*|we|us|our|who (?:is|was)|vote\w*|wij|wir|nous|on|noi|abbiamo|hemos|afgesproken|beslo\w+|versprochen|gesagt|gezegd)\b/u;

/** "Why not.": it leans on what stands beside it. */
const WHY_NOT =
  /^(?:why (?:on earth |ever |the hell )?not|waarom (?:ook )?niet|warum (?:auch )?nicht|pourquoi pas|perche no|comment (?:refuser|dire non)|come dire di no)[\s.!?]*$/u;

const CONDITION =
  /^(?:if|wenn|falls|als|indien|si|s'il|se)\b.{3,80}\b(?:yes|ok|okay|approve|fine|ja|oui|si|va bene|akkoord|einverstanden|d'accord)\W*$/u;

/** "I do not want to offend him, so be polite: we are full": how to say it, and what. */
function readPolite(folded: string, text: string): Act | null {
  const told = politelyIn(folded, text);
  return told === null ||
    hasAny(told.before, 'approve') ||
    /^(?:sorry,? |please )?(?:no|nee|neen|nein|non|nope|decline|reject)\b/u.test(told.before)
    ? null
    : { kind: 'tell', text: told.text };
}

function readTell(text: string, folded: string): Act | null {
  const told = tellIn(folded, text);
  if (told === null) return null;
  // "dont tell him": nothing is to be told, and nothing is said against a verdict.
  if (NOT_TO_TELL.test(told.before))
    return { kind: turns(fold(told.text), 'approve') ? 'doubt' : 'courtesy' };
  // "Please tell her she's welcome"
  const meant = readVerdict(told.text, fold(told.text), { applicant: null });
  if (meant !== null && meant !== 'doubt' && meant.kind === 'approve')
    return { kind: 'approve', isBare: false };
  return hasDoubt(told.before) ? null : { kind: 'tell', text: told.text };
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
