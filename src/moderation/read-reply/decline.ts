/** Whether a sentence says no, how firmly, and what stands in it that could be its reason. */

import { isBesideThePoint } from './beside.ts';
import { blank, blankPhrases, consume, hasAny, hasDoubt } from './consume.ts';
import { AT_PRESENT, isToDesk } from './contradicts.ts';
import { OUR_RULE, POLICY } from './passable.ts';
import { signIn } from './signs.ts';
import { NOT_TO_TELL, tellIn } from './tell.ts';

export interface No {
  readonly kind: 'no';
  /** Still to be judged: what stands after the verdict. */
  readonly reason: string | null;
  /** The host marked it as meant for the applicant. */
  readonly isLabelled: boolean;
  /** A deciding verb, or a no with regret: no kind word beside it softens it. */
  readonly isFirm: boolean;
}

/** Words of doubt that are ordinary words in a reason: "students only". */
export const ONLY =
  /\b(?:only|alleen maar|alleen|nur|seulement|solo|already|wrong|most|some|what|which|who|where|al|noch|deja|gia|before|after|until|or|of|ou|o|oder|come|how|at the moment|moment|now|once)\b/gu;

const FIRM =
  /\b(?:declin\w*|reject\w*|refus\w*|den(?:y|ied)|afwij\w*|afgewezen|wijs \w+ (?:\w+ )?af|weiger\w*|ablehn\w*|abgelehnt|lehne?n? \w+ ab|absage\w*|rejet\w*|rifiut\w*|resping\w*|respint\w*|turn \w+ down|(?:no|nee|nein|non)[\s,]+(?:sorry|thanks?|thank you|unfortunately|helaas|bedankt|dank(?:e| je)?|leider|merci|desolee?|grazie|purtroppo|way)|(?:sorry|unfortunately|sadly|afraid|helaas|leider|malheureusement|helas|purtroppo)[\s,]+(?:but |maar |aber |mais |ma )?(?:no|not|nee|niet|nein|nicht|non))\b/u;

/** A refusal as a whole sentence says it, wherever it stands: "I do not think that we should admit companies". */
const FORMAL =
  /\b(?:(?:i|we) (?:do not|don't|don't really|really don't) (?:think|believe|feel|see)(?: that)? (?:we|he|she|they|this|it|that)(?: \w+)? (?:should|ought to|can|could|is|are|fits?|belongs?|qualif\w+|would fit)(?!.{0,20}\b(?:declin|reject|refus|problem|wrong|bad))|(?:suggest|propose|recommend|prefer|would rather|'d rather|advise|vote|move)\b[^.]{0,25}\b(?:(?:do not|don't|not to|not) (?:honou?r|admit|accept|add|approve|grant|include|take|let)|(?<!not to )(?:declin\w+|reject\w*|refus\w*|turn \w+ down))|(?:i|we) (?:do not|don't|would not|wouldn't|cannot|can't) (?:want|wish|intend)(?: to)? (?:add|accept|admit|have|include|honou?r|(?:her|him|them) (?:here|in|on))\b|ik denk niet dat (?:we|dit|ze|hij|zij)|(?:ik )?zou (?:ik )?(?:haar|hem|ze|deze|dit|die)? ?(?:maar )?niet (?:toelaten|toevoegen|doen|opnemen)|ich (?:denke|glaube|finde) nicht,? dass (?:wir|sie|er|das)|ich wurde (?:sie|ihn|das|den|die) (?:lieber )?nicht (?:aufnehmen|zulassen)|je ne (?:pense|crois) pas (?:que|qu'))/u;

/** "Sorry, but no", "no, but thanks", "no, but be nice about it": that but changes nothing. */
const POLITE_BUT =
  /(?<=\b(?:sorry|thanks|thank you|unfortunately|helaas|leider|tut mir leid|desolee?|merci|mi dispiace|grazie)[\s,]{1,3})(?:but|maar|aber|mais|ma)(?= (?:no|nee|nein|non)\b)|(?<=\b(?:no|nee|nein|non)[\s,]{1,3})(?:but|maar|aber|mais|ma)(?= (?:thanks|thank you|bedankt|dank|danke|merci|grazie|be (?:nice|kind|gentle|polite)|please be|keep it|politely|nicely|friendly|wel (?:aardig|netjes|vriendelijk)|bitte (?:nett|freundlich|hoflich)|gentiment|poliment|con gentilezza|gentilmente)\b)/gu;
/** How the refusal is to be worded: nothing for the applicant. */
const MANNERS =
  /^[\s,;:.!-]*(?:(?:and|but|please|though|maar|en|und|aber|et|mais|e|ma)[\s,]+)*(?:be (?:nice|kind|gentle|polite|friendly)|keep it (?:polite|short|friendly|kind)|politely|nicely|kindly|gently|wel (?:aardig|netjes|vriendelijk)|netjes|vriendelijk|bitte (?:nett|freundlich|hoflich)|nett|freundlich|hoflich|gentiment|poliment|gentilmente|con gentilezza)(?: (?:about it|please|though|brengen|afwijzen|formulieren|verwoorden|sagen))*[\s.!,)-]*(?=:|$)/u;
/** "no, because …": the decision mail says that what follows becomes the reason. */
const BECAUSE = /^[\s,;:.-]*(?:because|omdat|weil|parce que|perche)\b/u;
const PAUSE =
  /^\s?(?:[,;:.!(-]|\s(?=because|since|as |omdat|want|weil|denn|car|parce|perche|poiche))|^\s(?=-|leider|helaas|purtroppo|malheureusement|sorry|desole)/u;

/** "Please do not decline": two noes. */
const NOT_DECLINE =
  /(?:\b(?:not|never|nicht|niet|pas|non|ne|nie|kein\w*|geen|nessun)|n't)\b[^,;:.!-]{0,14}\b(?:declin|reject|refus|den(?:y|ied)|turn \w+ down|afwij|weiger|ablehn|abgelehnt|rejet|rifiut|resping)/u;

/** "Reject please, not academic" */
const POLITELY =
  /^(?: (?:please|pls|sorry|thanks|aub|graag|bitte|leider|svp|merci|grazie|per favore|gracias|this one|this|her|him|helaas))+(?=[,;:.(-])/u;

/** "Ik kan niet": the host, on that day. */
const CANNOT_COME =
  /\b(?:i|ik|ich|je) (?:can't|cannot|can not|kan (?:helaas )?niet|kann (?:leider )?nicht|ne peux pas)(?: (?:komen|kommen|come|make it|venir))?\W*$/u;

/** "I'd rather not say", "no sé", "No. 3 is my office": no answer at all. */
const NO_ANSWER =
  /\b(?:rather|prefer|better) not(?: to)? (?:say|decide|comment|answer|vote|judge|be|get|take part|have an opinion|influence|interfere)\b|^no (?:lo )?se\b|^(?:oh|ah|uh),? no+\W*$|\bin decline\b|\b(?:one|half a|a single) vote\b|\b(?:kind|sort) of (?:a )?no\b|^no (?:vote|opinion|comment|preference|idea|decision|answer|reply|feelings?)\b|^no\.? ?\d|^no need to\b|\b(?:por que no|para nada|keine sorge|geen zorgen|don't worry|no worries|pas d'inquietude|tranquill[aoi]|non dico di no|je ne dis pas non|ich sage? nicht nein|ik zeg geen nee|(?:not saying|wouldn't say) no)\b/u;

export function readDecline(text: string, folded: string): No | 'words' | 'doubt' | null {
  const calm = folded.replace(POLITE_BUT, (but) => ' '.repeat(but.length));
  const read = consume(text, calm, ['decline'], false);
  if (CANNOT_COME.test(calm)) return 'words';
  if (NOT_DECLINE.test(calm) || NO_ANSWER.test(calm)) return 'doubt';
  if (isSorryNone(calm)) return { kind: 'no', reason: null, isLabelled: false, isFirm: true };
  if (!read.isStrong) return readFormal(calm);
  if (hasAny(blank(calm.slice(0, read.strongEnd), 'decline'), 'positive')) return 'doubt';
  // "Reject - not eligible for this series": the second no is the reason for the first.
  const end = PAUSE.test(calm.slice(read.firstEnd)) && !read.isAll ? read.firstEnd : read.strongEnd;
  const start = end + (POLITELY.exec(calm.slice(end))?.[0].length ?? 0);
  const [rest, foldedRest] = [text.slice(start), calm.slice(start)];
  const isFirm = FIRM.test(calm.slice(0, end)) || (FIRM.test(calm) && read.isAll);
  const manners = readManners(text.slice(read.firstEnd), calm.slice(read.firstEnd));
  if (manners !== null) return manners;
  if (read.isAll) {
    const beside = blank(foldedRest, 'decline');
    const said = blankPhrases(calm, 'decline').replace(ONLY, ' ');
    const isDoubted = hasAny(beside, 'positive') || hasAny(beside, 'approve') || signIn(said, calm) !== null;
    return isDoubted ? 'doubt' : { kind: 'no', reason: null, isLabelled: false, isFirm };
  }
  return (
    readWithReason(
      rest,
      foldedRest,
      isFirm,
      BARE_NO.test(calm.slice(0, end)),
      // "No: …", "decline please: …" label what follows; "je suis contre : …" explains it.
      (calm.slice(0, start).match(/\p{L}+/gu)?.length ?? 0) < 3,
    ) ??
    readFormal(calm) ??
    'words'
  );
}

/** "Sorry, no journalists." */
function isSorryNone(folded: string): boolean {
  const length = SORRY.exec(folded)?.[0].length ?? 0;
  const rest = folded.slice(length);
  const isShort = rest.split(/\s+/).length < 7;
  return length > 0 && isShort && NONE_OF_THEM.test(rest) && (BAD.test(rest) || UNWANTED.test(rest));
}

const SORRY =
  /^\W*(?:(?:sorry|please|unfortunately|helaas|leider|desolee?|malheureusement|purtroppo|spiacente|mi dispiace|lo siento)\W+)+/u;

/** What follows the no: words for the applicant, or a reason. Null: nothing that makes it certain. */
function readWithReason(
  text: string,
  folded: string,
  isFirm: boolean,
  isBare: boolean,
  isBrief: boolean,
): No | 'doubt' | null {
  const told = tellIn(folded, text);
  // "No, and please don't tell her why"
  if (told !== null && NOT_TO_TELL.test(told.before))
    return { kind: 'no', reason: null, isLabelled: false, isFirm };
  if (told !== null && !hasAny(told.before, 'positive') && !hasDoubt(told.before))
    return { kind: 'no', reason: told.text, isLabelled: true, isFirm };
  // "No students please", "no idea", "no rush": only a pause after the no makes it an answer.
  if (TURNS.test(folded) && !isToDesk(folded) && !isBesideThePoint(folded)) return 'doubt';
  const pause = PAUSE.exec(folded)?.[0].trim();
  if (pause === undefined) return null;
  if (
    signIn(folded.replace(AT_PRESENT, ' '), folded, ['irony', 'unease']) !== null ||
    hasAny(folded, 'positive')
  )
    return 'doubt';
  const isLabelled = (pause.startsWith(':') && isBrief) || BECAUSE.test(folded);
  // "No, she is my student", "no, this is the third time": who knows what that answers. A reason for a no sounds like one.
  const isElse = isBare && (ABOUT_ONESELF.test(folded) || isBesideThePoint(folded));
  const isReason =
    (isFirm && !isElse) ||
    pause === '(' ||
    isLabelled ||
    folded.split(/[,;:]\s+/u).some((part) => isReasonForNo(part));
  if (isReason) return { kind: 'no', reason: text, isLabelled, isFirm };
  return isBare ? 'doubt' : null;
}

/** "Decline, but check with Elias" */
const TURNS =
  /^[\s,;:.-]*(?:but|although|though|however|maar|hoewel|aber|obwohl|mais|bien que|ma|anche se|pero|aunque|men|mas|ale)(?!\p{L})/u;

/** "No, but be nice about it: we are full": what stands after the colon is meant to be told. */
function readManners(text: string, folded: string): No | null {
  const length = MANNERS.exec(folded)?.[0].length ?? 0;
  if (length === 0) return null;
  const said = text.slice(length).trim();
  return { kind: 'no', reason: said.length > 1 ? said : null, isLabelled: true, isFirm: true };
}

function readFormal(folded: string): No | null {
  if (!FORMAL.test(folded)) return null;
  const isSoftened =
    /\b(?:if|unless|maybe|perhaps|ask|wait|yet|before|until|sure whether|tenzij|misschien|eerst|wenn|vielleicht|erst|si|sauf|se|forse)\b/u.test(
      folded,
    ) || /\bbut\b/u.test(folded);
  return isSoftened ? null : { kind: 'no', reason: null, isLabelled: false, isFirm: true };
}

const ABOUT_ONESELF = /^[\s,;:.!(-]*(?:i|i'm|i've|i'd|ik|ich|je|j'|io)(?![\p{L}\d])/u;
const NOT_FOR_US =
  /^[\s,;:.!-]*(?:(?:this|that|it|we|the list|this list) (?:isn't|aren't|is not|are not)\b|(?:dit|dat|het|we|wij|de lijst|deze lijst) (?:is|zijn) (?:geen|niet)\b|(?:das|dies|wir|der verteiler|die liste|es) (?:ist|sind) (?:kein\w*|nicht)\b|(?:ce|on|nous|la liste|elle) (?:n'est|ne sommes|n'est) pas\b|(?:la lista |noi |questo |questa )?non (?:e|siamo)\b|(?:la lista |esto )?no (?:es|somos)\b)|^[\s,;:.!-]*(?:because |since |as |omdat |want |weil |denn |car |parce que |perche |sorry,? |helaas |leider |desolee?,? |purtroppo |this is |that is |it is |it's |that's |das ist |dit is |dat is |c'est |e |ce n'est |non e )*(?:not|too|wrong|no|outside|isn't|niet|geen|te|verkeerd\w*|buiten|nicht|kein\w*|zu|falsch\w*|ausserhalb|pas|trop|mauvais\w*|hors|non|troppo|sbagliat\w*|fuori)\b/u;
/** What the host did to find out says nothing by itself. */
const LOOKED =
  /^[\s,;:.!(-]*i(?:'ve| have)? (?:looked at|checked|googled|visited|read|saw) (?:the|her|his|their)(?: \w+)? (?:and|:|-)\s*/u;
/** "No, not on Monday" */
const ON_A_DAY =
  /^[\s,;:.!-]*(?:not|niet|nicht|pas|non|no) (?:on|op|am|le|il|el|this|next|before|at)? ?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|lunedi|martedi|mercoledi|giovedi|venerdi|lunes|martes|miercoles|jueves|viernes|\d)/u;
/** "No, non l'ho visto": the host tells what they did. */
const OWN_DOINGS =
  /^[\s,;:.!-]*(?:(?:it|that|this) was|das war|dat was|c'etait|era)(?!\p{L})|^[\s,;:.!-]*no?n? (?:lo conosco|la conosco|li conosco|lo conozco|la conozco|l'ho|lo ho|la ho|li ho|ho|l'abbiamo|ne so|lo so|so|lo he|la he|he|ci sono|posso|vengo|j'ai|je)(?!\p{L})/u;
/** "Das hat mit uns nichts zu tun", "encore un chasseur de têtes", "slechte ervaringen" */
const NOTHING_TO_DO =
  /\b(?:nichts zu tun|nothing to do with|niets te maken|niks te maken|rien a voir|(?:nulla|niente) a che (?:fare|vedere)|nada que ver|ne (?:nous )?concerne pas|gehort (?:hier )?nicht|hoort (?:hier|er) niet|(?:doesn't|does not) belong|(?:enough|plenty) of (?:those|them|these)|genug davon|zat van die|bad experiences?|slechte ervaring\w*|schlechte erfahrung\w*|mauvaises? experiences?)\b|^[\s,;:.!-]*(?:(?:yet )?another|one more|weer een|nog een|(?:schon )?wieder ein\w*|noch ein\w*|encore une?|ancora un\w*|otr[oa])\s\p{L}/u;
/** "No, the conference is off" */
const OF_AN_EVENT =
  /^\W*(?:\p{L}+ \p{L}+, )?(?:the|de|het|der|die|das|le|la|les|l'|il|lo|i|el)\s?(?:\p{L}+ )?(?:conference|meeting|lecture|talk|workshop|course|class|room|conferentie|vergadering|lezing|cursus|zaal|tagung|konferenz|sitzung|vortrag|vorlesung|sitzungszimmer|conference|reunion|cours|expose|salle|convegno|conferenza|riunione|lezione|relazione|aula|sala)(?!\p{L})/u;
/** "No recruiters": a rule. */
const NONE_OF_THEM =
  /^[\s,;:.!-]*(?:please )?(?:no|geen|kein\w*|pas d(?:e|es|')|nessun\w*|ningun\w*|plus de)(?: more| meer| mehr)? /u;
/** "Daar is de lijst niet voor", "this is a scientific list" */
const OF_THE_LIST =
  /\b(?:list|lijst|liste|verteiler|lista|colloquium|kolloquium|seminar|colloque|group|groep|gruppe|groupe|gruppo)\b.{0,30}(?:\b(?:not|niet|geen|nicht|kein\w*|pas|non|no)\b|n't)|^[\s,;:.!-]*(?:this is|it's|dit is|het is|das ist|c'est|questa e|e|esta es) (?:an?|our|een|onze|eine?|unser\w*|une|notre|una|la nostra) (?:\p{L}+ ){0,2}(?:list|lijst|liste|verteiler|lista|colloquium|seminar|seminarreihe|group|groep)\b/u;
/** Trades and errands that a list of researchers does not serve. */
const UNWANTED =
  /\b(?:consult\w*|agenc(?:y|ies)|agents?|estate|insurance|investors?|start-?ups?|business\w*|customers?|clients?|leads|journalis\w*|press|reporters?|head ?hunt\w*|brokers?|traders?|sponsors?|influencers?|product|products|software|services|network(?:ing|ers?)|lobby\w*|marketing\w*|industry|industrie|commerciaux|chasseurs? de tetes|cacciator\w* di teste|shops?|stores?|sellers?|influencer\w*|vertreter\w*|laden|winkel\w*|boutique|negozio|tienda|reklam\w*|rappresentant\w*|representant\w*|politician\w*|makelaar\w*|verzekering\w*|adviseurs?|adviesbureau\w*|bedrij\w*|klanten|journalist\w*|pers|werving|acquisitie\w*|kunden|versicherung\w*|makler\w*|berater\w*|beratung\w*|unternehm\w*|firma|firmen|presse|jobborse|marktplatz|demarch\w*|prospect\w*|vendre|vend|vends|entreprise\w*|agences?|assuranc\w*|journaliste\w*|conseil|consulent\w*|agenzi\w*|client[ei]|aziend\w*|assicura\w*|giornalist\w*|vende|vendono|empresas?|periodist\w*|agencias?|seguros|vende)\b/u;
/** "No, she never answered my mail", "no, that's not my student" */
const OF_MINE =
  /\b(?:my|mine|(?<!(?:for|from|by|with|to) )me|mijn|(?<!(?:voor|van) )mij|mein\w*|mir|mich|mon|ma|mes|moi|mia|mio|mi|mail|mails|slides|answered|replied|wrote|phoned|called|arrived|been here|coming|yet|different|same|(?:this|last|next) time)\b/u;
/** "No, your umbrella is not here" */
const OF_YOURS =
  /\b(?:your|yours|dein\w*|euer\w*|eure\w*|jouw|jullie|ton|ta|tes|votre|vos|(?:il|la|i|le) (?:tu[oaie]|vostr[oaie])|tus?|vuestr\w+)(?= \p{L})/u;
const ABOUT_A_PERSON =
  /^[\s,;:.!(-]*(?:she|he|they|this (?:person|guy|one)|ze|zij|hij|sie|er|elle|il|lei|lui)\b/u;
const ONLY_WORDS =
  /\b(?:only|full|closed|restricted|outside|too|alleen|vol|besloten|buiten|nur|voll|ausserhalb|seulement|reserve|complet|hors|solo|riservat\w|pieno|fuori)\b/u;

/** "No, thanks": nothing but a no. */
export const BARE_NO =
  /^\W*(?:(?:oh|ah|no|nope|nah|nay|nee|neen|nein|ne|non|nej|nei|nao|nie|hoor|please|sorry|thanks?|thank you|bitte|danke|bedankt|merci|grazie|gracias)(?!\p{L})[\s,.!:-]*)+$/u;

/** What one does not want on a list. */
export const BAD =
  /\b(?:spam\w*|scam\w*|fake|fraud\w*|crank|crackpot|bots?|sales\w*|selling|sells?|vendors?|marketing|advert\w*|ads?|recruiters?|headhunters?|seo|promot\w*|commercial\w*|reclame|commercieel|verko\w*|oplicht\w*|nep|werbung|vertrieb\w*|verkauf\w*|betrug\w*|kommerziell\w*|publicite|pub|demarchage|vendeur\w*|arnaque|commerciale?s?|pubblicita|publicidade?|anuncio\w*|vendedor\w*|venditor\w*|truffa\w*|vendere)\b/u;
export const NOT_BAD =
  /(?:\b(?:not|no|never|niet|geen|nicht|kein\w*|pas|non|nessun\w*)|n't)\b.{0,20}\b(?:spam|scam|fake|fraud|crank|crackpot|bot|sales|vendor|marketing|advert|recruiter|promot|reclame|verkoper|werbung|betrug|pub|publicite|arnaque|pubblicita|truffa)/u;

export function isReasonForNo(written: string): boolean {
  const rest = written.replace(LOOKED, ' ');
  if (isBesideThePoint(rest) || OWN_DOINGS.test(rest) || ON_A_DAY.test(rest) || OF_AN_EVENT.test(rest))
    return false;
  if (NOTHING_TO_DO.test(rest)) return true;
  if (OUR_RULE.test(rest)) return true;
  if (ABOUT_ONESELF.test(rest))
    return (
      ONLY_WORDS.test(rest) ||
      ((UNWANTED.test(rest) || BAD.test(rest)) && /\b(?:no|not|geen|kein\w*|nicht|pas|non)\b|n't/u.test(rest))
    );
  if (NONE_OF_THEM.test(rest) && (BAD.test(rest) || UNWANTED.test(rest))) return true;
  if (NOT_BAD.test(rest) || OF_MINE.test(rest) || OF_YOURS.test(rest)) return false;
  return (
    BAD.test(rest) ||
    UNWANTED.test(rest) ||
    OF_THE_LIST.test(rest) ||
    ONLY_WORDS.test(rest) ||
    (POLICY.test(rest) &&
      !ABOUT_A_PERSON.test(rest) &&
      !/\b(?:my|mijn|meine?|mon|ma|mia|mio)\b/u.test(rest)) ||
    NOT_FOR_US.test(rest) ||
    (ABOUT_A_PERSON.test(rest) && hasAny(rest, 'negative'))
  );
}
