/** Whether a sentence says yes, and to this request. */
import type { AskContext } from './ask.ts';
import { blank, consume, hasAny, hasDoubt } from './consume.ts';
import { fold } from './sentences.ts';
import { tellIn } from './tell.ts';

/** `lean`: it speaks for the person and is no answer by itself. `doubt`: there is a yes in it that may not be meant. */
export type Yes = 'yes' | 'lean' | 'doubt' | null;

export function readApprove(text: string, folded: string, context: AskContext): Yes {
  const read = consume(text, folded, ['approve'], true);
  if (!read.isStrong) return null;
  if (IRONY.test(folded) || OTHER_QUESTION.test(folded) || ACKNOWLEDGES.test(folded)) return 'doubt';
  if (WAITING_LIST.test(folded)) return 'doubt';
  const beside = blank(folded, 'approve');
  if (read.isAll) {
    if (BARE_YES.test(folded.slice(0, read.firstEnd)) && isOtherStatement(folded.slice(read.firstEnd)))
      return 'doubt';
    const isDoubted =
      hasDoubt(beside, folded) ||
      hasAny(beside, 'negative') ||
      hasAny(beside.replace(/\bne\b/g, ''), 'decline');
    return isDoubted || isNamedOther(read.names, folded, context) ? 'doubt' : 'yes';
  }
  const end = consume(text, folded, ['approve'], false).strongEnd;
  if (end > 0 && isYesWithMore(text, folded, end, context)) return 'yes';
  return isCalm(beside, folded) && !NOT_ABOUT_THEM.test(folded) ? 'lean' : 'doubt';
}

/** A yes, then what concerns the person or the desk: the verdict is out before it. */
function isYesWithMore(text: string, folded: string, end: number, context: AskContext): boolean {
  const beside = blank(folded, 'approve');
  const [head, rest] = [beside.slice(0, end), folded.slice(end)];
  return (
    isReasonForYes(head, rest, context) || isFreeRemark(head, rest, folded) || isToTell(head, rest, text)
  );
}

/** "Yes and tell her the talks are recorded" */
function isToTell(head: string, rest: string, text: string): boolean {
  const told = tellIn(rest, text.slice(text.length - rest.length));
  return (
    told !== null &&
    /^[\s,;.!-]*(?:and|but|en|maar|und|aber|et|mais|e|ma|y|pero|please|do|bitte|graag)?[\s,]*(?:please|bitte|do)?\s*$/u.test(
      told.before,
    ) &&
    isCalm(head, '')
  );
}

/** A yes that is nothing but one: "ok" and "fine" also answer a mail, "yes, approve" and "welcome" only the request. */
const PLAIN_YES =
  /^(?:yes|yep|yup|yea|yeah|ja|jawohl|oui|si|certo|definitely|absolutely|certainly|of course|approved?|accept(?:ed)?|welcome|add (?:her|him|them)|akkoord|toelaten|natuurlijk|zeker|welkom|aufnehmen|gerne?|einverstanden|naturlich|klar|willkommen|d'accord|bien sur|volontiers|avec plaisir|bienvenue|ok pour moi|va bene|approvat[oa]|benvenut[oa]|volentieri|d'accordo|claro|por supuesto|bienvenid[oa]|(?:helemaal |wat mij betreft )?prima)\b/u;
/** The host speaks of the moment, the mail, a date, or is not serious. */
const NOT_ABOUT_THEM =
  /\b(?:i'm|i am|i'll|i will|i was|i have|i've|i had|i need|i must|we'll|ik ben|ik heb|ik zit|ik kijk|ich bin|ich habe|ich schau\w*|je suis|j'ai|je vais|sono|ho|devo|estoy|voy|busy|queen|king|pope|santa|pigs?|moon|monkeys?|unicorns?|president|emperor|hell|dreams?|right|sure|meeting|call|train|phone|office|reminder|mails?|e-?mails?|messages?|look|looking|read|reading|check\w*|minute|hour|today|tonight|weekend|week|lunch|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|lunedi|martedi|mercoledi|giovedi|venerdi|lunes|martes|miercoles|jueves|viernes|\d{1,2}[:.h]\d\d|vandaag|vanavond|straks|heute|ce soir|oggi|stasera|hoy|thanks|same|another|more (?:of|spam|mails?|sales\w*)|yet|exactly|just what|needed|why|what for|boss|worry|whatever|exam|deadline|still|alive|here|hello|tell me|let me|give me|send me|remind|as long as|had (?:she|he|they)|were (?:she|he|they)|should (?:she|he|they)|condition|provided|vorausgesetzt|patto|siempre que|con tal|mache|doe ik|faccio|i'd|i would|ik zou|ich wurde|je voudrais|vorrei|love to|like to|my|your)\b/u;

/** The person, or how the host knows them. */
const OF_THEM =
  /\b(?:she|he|they|she's|he's|they're|her|him|them|his|their|zij|ze|hij|haar|hem|hen|sie|er|ihn|ihm|ihr|elle|il|lui|leur|lei|ella|gli|le|girl|guy|person|people|we met|we know each other|wir kennen uns|we kennen elkaar|on se (?:connait|connais)|on s'est|ci conosciamo|nos conocemos|poor|lucky|brave)\b/u;

/** "Yes, poor girl, send her the recordings" */
function isFreeRemark(head: string, rest: string, folded: string): boolean {
  return (
    PLAIN_YES.test(folded.replace(/^[\s,.!¡]+/u, '')) &&
    /^\s?[,;:.!-]+\s/u.test(rest) &&
    rest.length < 140 &&
    !NOT_ABOUT_THEM.test(rest) &&
    !NOT_THE_REQUEST.test(rest) &&
    OF_THEM.test(rest) &&
    !hasDoubt(rest) &&
    isCalm(head, rest)
  );
}

/** Nothing beside the yes refuses, doubts or waits. */
function isCalm(head: string, rest: string): boolean {
  const calm = rest.replace(SOFT, ' ');
  return !(
    hasAny(head, 'negative') ||
    hasAny(head, 'decline') ||
    hasAny(calm, 'negative') ||
    hasAny(blank(calm, 'approve'), 'decline') ||
    hasDoubt(head, rest) ||
    hasDoubt(calm, rest)
  );
}

const IRONY =
  /\byea?h,? (?:right|sure)\b|\baccept (?:my|our|that i|that we)\b|^ja,? ja\W*$|^(?:oh,? )?(?:great|wonderful|lovely|fantastic|just great),? (?:another|just what|more|yet)\b|\byet another\b/u;

/** "Put her on the waiting list": there is none here. */
const WAITING_LIST =
  /\b(?:waiting ?list|wachtlijst|warteliste|liste d'attente|lista d'attesa|lista de espera)\b/u;

const BARE_YES = /^\W*(?:yes|yeah|yep|ok|okay|ja|oui|si|sure|fine|great)\W*$/u;

/** "Yes, I have that", "ok, about this request", "yes, you are right": a yes to something else. */
function isOtherStatement(rest: string): boolean {
  const isStatement =
    /^[\s,.:;!-]*(?:i|we|you|that|it|about|here|will|would|this|there|so (?:that|this|it|she|he)|ik|we|jij|dat|ich|wir|das|je|nous|io|noi)(?![\p{L}'])/u.test(
      rest,
    );
  return isStatement && !hasAny(rest, 'approve');
}

/** "Ok, thanks", "ok, on it": the mail was read. */
const ACKNOWLEDGES =
  /^check\W*$|^(?:perfect|parfait|perfetto|perfecto|prima|super|top)[\s,.!-]+(?:thanks?(?: you)?(?: for the mail)?|thx|danke|merci|grazie|bedankt|dank je|gracias)\W*$|^(?:yes|ja|oui|si),? they all\b|^(?:yes|yeah|ja|oui|si|ok|okay),? (?:exactly|indeed|right|correct|true|quite|precisely|precies|klopt|inderdaad|dat klopt|genau|stimmt|so ist (?:das|es)|exactement|exact|en effet|esatto|esattamente|infatti|exacto)\W*$|^(?:ok|okay|k|ok[ae]y?|alright|all right)[\s,.!-]+(?:thanks?(?: you| a lot| so much)?|many thanks|thx|tnx|cheers|danke|merci|grazie|bedankt|dank je|gracias|on it|got it|noted)\W*$|^you(?:'re| are) (?:very |most )?welcome\W*$|^no worries\W*$|^(?:yes|ja|oui|si),? (?:i think|i guess|denk ik|glaube ich|je crois|credo)\W*$|\bon my (?:list|to-?do|desk|radar|way)\b/u;

/** "Yes I do", "Yes, that's him": the answer to some other question. */
const OTHER_QUESTION =
  /^(?:yes|yeah|ja|oui|si),? (?:(?:i|we|she|he|it|they|you) (?:do|does|have|has|is|are|am|will|would|can|could|did|was)\W*$|(?:that's|that is|it's|it is|this is) (?:him|her|them|me|us|it|right|correct|true|the one)\b)/u;

/** "Approve Linda" under Mirjam's request, "Sure, and I am the Queen of England": the yes is not to this request. */
function isNamedOther(names: readonly string[], folded: string, context: AskContext): boolean {
  if (names.length === 0) return false;
  const applicant = context.applicant === null ? null : fold(context.applicant);
  const isOther = applicant !== null && !names.some((name) => applicant.includes(name.replace(/\.$/, '')));
  const isBoast =
    applicant === null
      ? /\b(?:i am|i'm|of|ik ben|ich bin|je suis|sono)\b/u.test(folded)
      : /\b(?:and|en|und|et|e|y) (?:i am|i'm|ik ben|ich bin|je suis|io sono|soy)\b/u.test(folded);
  return isOther || names.length > 3 || isBoast;
}

const PAUSE = /^\s?[,;:.!()-]/u;

/** What one says of people one wants: "she gave a good talk", "I know her", "Hettinga's PhD student". */
export const RECOMMENDS =
  /\b(?:know|knows|met|read|worked|works?|work with|colleague|student|phd|postdoc|professor|prof|teacher|researcher|supervisor|group|lab|field|talk|paper|preprint|thesis|motivation|interesting|interested|relevant|convincing|impressive|good|great|excellent|nice|strong|happy|glad|welcome|add|fits?|qualified|expert|useful|smart|legit|genuine|serious|asset|addition|exactly|ken|kent|kennen|werkt|zit bij|collega|promovend\w*|begeleid\w*|lezing|goede?|goeie|leuke?|leuk|sterke?|mooie?|interessante?|nuttig|aanvulling|aanwinst|kenne|kennt|arbeitet|forscht|kollegin|kollege|kollegen|doktorand\w*|vortrag|gute[rsn]?|tolle?[rsn]?|spannend\w*|interessant\w*|sympathisch\w*|connais|travaille|collegue|doctorant\w*|excellente?|bonne?|utile|interessante?|sympa\w*|serieu\w*|conosco|lavora|dottorand\w*|brav[ao]|bell[ao]|ottim[ao]|utile|interessante|gentile)\b/u;
/** "she …", "c'est …": a statement about the person. */
const ABOUT_THEM =
  /^[\s,;:.!()-]*(?:(?:and|because|since|as|for|en|want|und|denn|weil|et|car|e|perche)\s+)?(?:she|he|they|she's|he's|they're|her|his|their|this (?:one|person)|ze|zij|hij|haar|zijn|die|deze|sie|er|ihre?|seine?|elle|il|c'est|sa|son|ses|lei|lui|e)\s/u;
/** The yes answers a mail, not the request: "Yes, I saw it", "Ok, thanks for letting me know", "Yes, she told me". */
const NOT_THE_REQUEST =
  /\b(?:warned|told|tell|mentioned|already|about this|letting|let me|inform\w*|remind\w*|will|i'll|saw|seen|noticed|noted|got|received|remember|heard|read (?:it|this|that|your)|know (?:that|this|it|what|about)|understand|reputation|keeps?|every(?:one|body|body|where| day| week| month| year)|they all|the one (?:who|that|from)|notorious|infamous|known for|those people|strange|weird|odd|suspicious|iedereen|immer wieder|alle|jede\w* (?:woche|monat|jahr)|tout le monde|toutes les|tutti|ogni|works for me|(?:mon|tues|wednes|thurs|fri|satur|sun)day works|asked|did|done|said|your (?:mail|message|e-?mail)|gezien|gelezen|gehoord|gekregen|verteld|zal|weet|gesehen|gelesen|gehort|bekommen|gesagt|werde|weiss|vu|lu|recu|entendu|sais|vais|dit|visto|letto|ricevuto|sentito|detto|so che|faro)\b/u;

/** "Yes, after her talk" */
const LIMITS =
  /^[\s,;:.!()-]*(?:but |and |en |und |et |e )?(?:after|when|once|only|before|first|not|wenn|nur|erst|nach|als|alleen|pas|eerst|na|quand|apres|seulement|solo|quando|dopo|prima|despues|cuando)\b/u;

/** "Yes, she gave a good talk in Delft" says yes and why; "Sure, and I'm the queen" does not. */
function isReasonForYes(head: string, rest: string, context: AskContext): boolean {
  if (!PAUSE.test(rest) || NOT_THE_REQUEST.test(rest) || LIMITS.test(rest)) return false;
  const named =
    context.applicant !== null &&
    fold(context.applicant)
      .split(/\s+/)
      .some((part) => part.length > 2 && rest.includes(part));
  if (!RECOMMENDS.test(rest) && !ABOUT_THEM.test(rest) && !named) return false;
  return isCalm(head, rest);
}

/** Words of doubt that doubt nothing in a reason: "she works on what we discuss", "he was here before". */
const SOFT =
  /\b(?:what|which|who|where|how|when|first|before|after|again|only|both|most|some|even|al|nog|ook|wat|wie|waar|noch|was|wer|wo|wie|nur|deja|qui|quoi|comment|gia|come|cosa|chi|dove)\b/gu;
