import { hasAny, hasDoubt } from './consume.ts';
import { askLength } from './grammar/grammar.ts';
import { fold } from './sentences.ts';

/** "Ask her affiliation": what a host wants the applicant to be asked, in the hosts' languages. */

export interface AskContext {
  /** The applicant's name, or null: only the applicant may be asked by name. */
  readonly applicant: string | null;
}

const LABEL =
  /^(?:please |pls |bitte |graag |a |da |zu |te |but |maar |aber |mais |ma |first |eerst |erst |noch |even )*(?:ask(?: back)?(?: her| him| them)?|q|question(?: (?:for|to) (?:her|him|them|the applicant|\p{L}+))?|vraag(?: (?:aan|voor) (?:haar|hem|\p{L}+))?|wedervraag|frage|frag|fragen|ruckfrage|nachfrage|nachfragen|rucksprache|demander?|demandez|question pour (?:elle|lui)|chiedi|chiedere|chiedile|chiedigli|domanda(?: per (?:lei|lui))?|pregunta(?: para (?:ella|el))?|preguntar|preguntale|preguntadle)\s*:\s*|^(?:please |bitte |graag |yes,? |ok,? |but |maar |aber |mais |could you |can you |kun je |kannst du |peux-tu |puoi )*(?:ask|vraag|frage?|fragt|demande[rz]?|demandez|chiedi\w*|chiedere)(?: (?!about|for|if|whether|where|what|who|why)[^\s:,.]+){1,4} ?:\s*/u;

/** What may stand before the verb without changing that it is a request to ask. */
const BEFORE =
  "(?:(?:merci de|veuillez|priere de|before (?:i|we) (?:say (?:yes|anything)|decide|approve|answer)|(?:could|can|would) (?:someone|somebody|anyone|we|the desk|convoke|nour|you (?:please|kindly)|you be an angel and|you be so kind (?:as to|and))|(?:can|could|would|will|won't) (?:you|u|ya)(?: (?:please|kindly|also|just))?|i(?:'d| would) be (?:grateful|glad|happy) if you(?: (?:could|would))?|(?:would|will) it be (?:all right|ok|okay|possible|too much) to|somebody|someone|do|(?:write|mail)(?: back)?(?: to (?:her|him|them))? and|drop (?:her|him|them) a (?:line|note|mail) and|prima di (?:decidere|rispondere|dire (?:di )?si|accettare)|voordat (?:we|wij|ik) (?:beslissen|beslis|iets doen|ja zeggen|zeggen)|voor we (?:beslissen|ja zeggen)|bevor (?:wir|ich) (?:entscheiden|entscheide|zusagen|ja sagen)|avant de (?:decider|repondre|dire oui|trancher)|kunnen jullie|zou(?:den)? (?:u|je|jij|jullie|iemand)(?: (?:even|misschien|willen|kunnen))*|wilt u|mail (?:haar|hem)(?: even)? en|schreib(?:t|en sie)? (?:ihr|ihm|ihnen)(?: (?:kurz|bitte|mal))* und|konntet ihr|konnten sie|wurdest du|wurdet ihr|freundlich|hoflich|(?:tu peux|vous pouvez|vous pourriez|tu pourrais|il faudrait|j'aimerais|on devrait|faudrait)|(?:ecri[st]|ecrivez)[- ](?:lui|leur) (?:pour|et)|(?:potreste|potresti|vi pregherei di|ti pregherei di|vi chiedo di|bisognerebbe)|konnen wir|on pourrait|pourrait-on|konnte[nt]? (?:jemand|wir|ihr|du|sie)|kannst du|konnt ihr|kan iemand|kunnen we|zou je|peut-on|on peut|on pourrait|quelqu'un peut|possiamo|qualcuno puo|sarebbe bene|podrias|puedes|please|pls|plz|can you|could you|kindly|first|just|let's|i'd|i would|we should|yes|ok|okay|sure|fine|but|then|maybe|perhaps|also|and|no idea who (?:she|he|this|they) (?:is|are)|ja|oke|akkoord|goed|graag|maar|eerst|kun je|kan je|kunt u|wil je|wilt u|even|misschien|in ordnung|gut|aber|bitte|erst|zuerst|kannst du|konnen sie|konntest du|vielleicht|oui|d'accord|mais|d'abord|peux-tu|pouvez-vous|pourriez-vous|pourrais-tu|il faut|si|va bene|ma|prima|per favore|puoi|potresti|potete|bisogna)[\\s,;:.!-]+){0,6}";

const PERSON =
  '(?:her|him|them|the applicant|the person|this person|the candidate|haar|hem|ze|hen|de aanvrager|de kandidaat|sie|ihn|ihr|ihm|den bewerber|die bewerberin|lui|leur|elle)';

/** Verb, person and preposition; the rest is the question. */
const VERB_FIRST: readonly RegExp[] = [
  new RegExp(
    `^${BEFORE}(?:stel|stell|stellt|pose[rz]?|fate|fai|poni|fagli|falle|put|pose)[- ]?(?:${PERSON}\\s+)?(?:even|maar|bitte|mal|svp|nog)?\\s*(?:de vraag|die frage|la question|la domanda|the question)(?: to ${PERSON})?\\s*[,:]?\\s+(?=\\S)`,
    'u',
  ),
  new RegExp(
    `^${BEFORE}(?:asked|ask|enquire|inquire|request(?= (?:her|his|their|more|an?|the|some|for|information)\\b)|find out|check with|get(?! (?:her|him|them) (?:in|on|to|aboard|today|now|up)\\b))(?:\\s+${PERSON}(?=\\s))?(?:\\s+(?:please|first|also|again))?\\s+(?:(?:for|about|after|from ${PERSON})\\s+)?(?=\\S)`,
    'u',
  ),
  // nl: "informeren aan welke instelling", "laat hem eerst uitleggen"
  new RegExp(
    `^${BEFORE}(?:willen |even |eerst )*(?:terugvragen|navragen|informeren|uitzoeken|achterhalen)(?:\\s+(?:bij|aan) ${PERSON})?\\s+(?:naar\\s+)?(?=(?:waar|wat|wie|welk\\p{L}*|bij|aan|hoe|of|waarom|haar|zijn)\\b)`,
    'u',
  ),
  // de: "herausfinden, was sie sich davon verspricht", "erkundigt euch nach seiner Tätigkeit", "hakt nach, was …"
  new RegExp(
    `^${BEFORE}(?:(?:herausfinden|heraus ?finden|ruckfragen|klaren|in erfahrung bringen)|(?:erkundig\\w*)(?: sie)? (?:sich|dich|euch)(?: bei ${PERSON})?(?= nach\\b)|ha(?:k|kt|ken sie)(?: bitte| mal| doch)* nach)(?:\\s+nach)?,?\\s+(?=\\S)`,
    'u',
  ),
  // fr: "qu'elle nous explique un peu", "renseignez-vous sur son activité"
  new RegExp(
    `^${BEFORE}(?:qu'(?:il|elle)|que (?:her|le candidat|la candidate))\\s+(?:nous\\s+)?(?=(?:explique|envoie|dise|precise|raconte|decrive|indique)\\s+\\S)`,
    'u',
  ),
  new RegExp(
    `^${BEFORE}(?:vous renseigner|te renseigner|se renseigner|renseigne[rz]?-(?:toi|vous))(?: aupres (?:de |d'|du )?(?:${PERSON}))?\\s+(?:sur\\s+|pour savoir\\s+)?(?=\\S)`,
    'u',
  ),
  new RegExp(
    `^${BEFORE}savoir\\s+(?=(?:qui|ou|comment|pourquoi|quel\\w*|si|ce qu|d'ou|dans quel\\w*)\\b)`,
    'u',
  ),
  // it: "sentite da lui se è dottorando", "che ci spieghi come"
  new RegExp(
    `^${BEFORE}(?:sent(?:i|ite)(?: un po')? da (?:lui|lei|her)|che (?:lui |lei )?ci (?=(?:spieghi|dica|mandi|racconti|spiegasse|dicesse)\\b)|farci spiegare|fatevi (?:spiegare|dire))\\s*(?=\\S)`,
    'u',
  ),
  // "Have him explain what he wants": what he is to say is the question.
  new RegExp(
    `^${BEFORE}(?:have|let|get|make|i(?:'d| would) (?:first )?like)\\s+${PERSON}\\s+(?:first\\s+)?(?:to\\s+)?(?=(?:explain|tell us|say|confirm|clarify|specify|describe|write|name|state)\\s+\\S)`,
    'u',
  ),
  // "Could you confirm her affiliation with her?", "request further particulars from her"
  new RegExp(
    `^${BEFORE}(?:confirm|verify|clarify|check|request|obtain|get)\\s+(?=(?:her|his|their|further|more|a|an|the)\\s[^,;]{3,80}\\s(?:with|from)\\s+${PERSON}\\W*$)`,
    'u',
  ),
  new RegExp(
    `^${BEFORE}(?:vraag|vragen|informeer|navragen)(?:\\s+(?:het\\s+)?${PERSON}(?=\\s))?(?:\\s+(?:even|eerst|nog|aub|alsjeblieft|graag|maar|ook))*\\s+(?:(?:naar|om|over|na)\\s+)?(?=\\S)`,
    'u',
  ),
  new RegExp(
    `^${BEFORE}(?:${PERSON}\\s+)?(?:(?:bitte|erst|zuerst|noch|mal|doch|auch|even|eerst|nog)\\s+)*(?:nachfragen|nachhaken|erfragen|fragen|frag nach|fragt nach|fragen sie nach|navragen|vragen|nachzufragen)(?:\\s+(?:bitte|aub|graag))*,?\\s+(?=(?:wo|wer|was|wie|welche\\w*|woran|an welche\\w*|in welche\\w*|(?:bei|zu|mit|von|aus|auf) welche\\w*|ob|warum|waar|wat|wie|welke?|(?:bij|aan|in|van|voor|met) (?:welke?|wie)|hoe|of|waarom)\\b)`,
    'u',
  ),
  new RegExp(
    `^${BEFORE}(?:pregunta(?:le|rle|dle|r)?|averigua(?:r)?)(?:\\s+(?:por favor|primero|a ella|a el))*\\s+(?:por\\s+)?(?=\\S)`,
    'u',
  ),
  new RegExp(
    `^${BEFORE}(?:frag|frage|fragt|fragen)(?:\\s+sie)?(?:\\s+${PERSON}(?=[\\s,]))?(?:\\s+(?:bitte|erst|zuerst|noch|mal|doch|auch))*,?\\s+(?:(?:nach|um|uber),?\\s+)?(?=\\S)`,
    'u',
  ),
  new RegExp(
    `^${BEFORE}(?:demande|demander|demandez|demandons)(?:-(?:lui|leur))?(?:\\s+(?:lui|leur|d'abord|aussi|svp|s'il (?:vous|te) plait))*\\s+(?=\\S)`,
    'u',
  ),
  new RegExp(`^${BEFORE}(?:lui|leur)\\s+demander\\s+(?=\\S)`, 'u'),
  new RegExp(
    `^${BEFORE}(?:chied[ieo]|chiedere|chiedete|chiediamo|domanda|domandare|domandate|domandar|chiedi|chieder)(?:le|gli|lo|la)?(?:\\s+(?:al candidato|alla candidata|a her))?(?:\\s+(?:a (?:lei|lui)|prima|anche|per favore|pure))*\\s+(?:(?:per|circa)\\s+)?(?=\\S)`,
    'u',
  ),
  new RegExp(
    `^${BEFORE}(?:(?:we|i|you|i'd|i would|we'd|we would)\\s+)?(?:still\\s+)?(?:need|want|would like|like)\\s+(?:to (?:know|have)\\s+)?(?=(?:(?:her|his|their|the|an?|more|some)\\s+)?(?:about (?:her|his|their)\\s+)?(?:\\w+\\s+)?(?:affiliation|motivation|info\\w*|details?|university|institut\\w*|name|full name|background)\\b|(?:where|what|which|who)\\s+(?:she|he|they)\\b)`,
    'u',
  ),
];

/** "I'd like to know which group she belongs to, please ask" */
const TO_KNOW =
  /^(?:(?:i|we|ik|ich|wir|je|nous)(?:'d| would| do| still| just)? (?:first )?(?:(?:like|need|want|have|love) to (?:first )?know(?: first)?|(?:can't|cannot) (?:decide|say|tell) without knowing),? )(.{5,200}?)[,;.:-]+ (?:so |and )?(?:please |can you |could you )*ask(?: (?:her|him|them|that))?(?: please| first)?\W*$/u;

/** Dutch and German put the verb last: "naar haar affiliatie vragen". */
const VERB_LAST = new RegExp(
  `^${BEFORE}(?:${PERSON}\\s+)?(?:(?:bitte|eerst|even|nog|noch|erst)\\s+)*(?:naar|om|nach)\\s+(.{2,120}?)\\s+(?:te\\s+)?(?:vragen|navragen|fragen|nachfragen)\\W*$`,
  'u',
);

/** One word and a question mark: a field of the request. */
const FIELD_QUESTION =
  /^(?:(?:and |her |his |their |which |what |ok(?:ay)?,? but |yes,? but |maar |en |welke |welche |und |quelle? |et |quale |e )*(?:affiliation|affiliatie|affiliazione|zugehorigkeit|institution|institute|institut|university|universiteit|universitat|universite|universita|motivation|motivatie|motivazione|full name|surname|department|group|lab)(?: please)?)\s*\?+$/u;

/** "Affiliation missing, please ask" */
const FIELD_MISSING =
  /^(?:the |her |his |de |die |l')?((?:affiliation|affiliatie|zugehorigkeit|affiliazione|institution|institute|university|motivation|motivatie|motivazione|(?:full |last |real )?name|surname)(?: and (?:affiliation|motivation|name))?)(?: is| ist| ontbreekt| fehlt| manque| manca)?(?: missing| unclear| not given| empty| unknown)?[\s,;.:-]+(?:please |pls |plz |bitte |graag |so )?(?:ask|ask (?:her|him|them)|vragen|vraag|nachfragen|erfragen|demander|chiedere)(?: (?:her|him|them|for it|please))*\W*$/u;

/** A question put to the applicant as "you" about what a request has in it. */
const TO_APPLICANT =
  /\b(?:your (?:affiliation|university|institut\w*|motivation|full name|name|background|field|group|department|supervisor|position|research)|(?:which|what) (?:university|institut\w*|group|lab|department|field)\b.{0,40}\byou\b|where (?:do|are) you (?:work|study|based|affiliated)|who are you|je (?:affiliatie|universiteit|motivatie|naam)|ihre (?:zugehorigkeit|universitat|motivation)|(?:votre|ton|ta) (?:affiliation|universite|motivation|nom)|(?:tua|sua) (?:affiliazione|universita|motivazione)\b.{0,30}\?|(?:what|which|who|where|how|why)\b.{0,50}\b(?:are|do|did) you (?:based|working|work|study|studying|doing|hear|find|want|hope|looking|affiliated|in|at|with|from|reading|do|research)\b|\bare you (?:an? |still |currently |also )*(?:student|phd|postdoc|researcher|scientist|affiliated|based|working|employed|member|at|with|staff|studying)\b|(?:waar|wat|bij welke|in welke|aan welke|welke)\b.{0,30}\b(?:werkt?|studeert?|doe|doet|zit|onderzoekt?) (?:je|jij|u)\b|(?:wo|woran|an welche\w*|in welche\w*|bei welche\w*|was|wer)\b.{0,40}\b(?:arbeiten sie|arbeitest du|sind sie|bist du|studieren sie|studierst du|forschen sie|forschst du|machst du|machen sie)\b|(?:ou|quel\w*|dans quel\w*|a quel\w*|sur quoi|qui)\b.{0,40}\b(?:travaillez[- ]vous|travailles[- ]tu|etes[- ]vous|es[- ]tu|etudiez[- ]vous|etudies[- ]tu|votre (?:nom|affiliation|laboratoire|equipe|universite)|ton (?:nom|affiliation|labo\w*|equipe|universite))\b)/u;

const NOT_THE_APPLICANT =
  /^(?:dat|het|this|that|it|das|es|ca|cela|lo) (?:maar |even |mal |bitte |zelf |lieber |liever )*(?:aan|an|to|a|bij|bei) (?!(?:haar|hem|her|him|them|ze|ihn|ihr|ihm|lui|lei)\b)|^(?:aan|an|a|al|alla|agli|au|aux|a la|to|bij|bei|beim) (?:de|het|den|die|dem|der|the|our|my|mijn|onze|unsere\w*|la|le|les|il|lo|gli)?\s?(?!(?:haar|hem|her|him|them|ze|ihn|ihr|ihm|lui|lei)\b)\p{L}{3,}\W*$|^(?:\d|(?:me|us|around|away|for it|nicely|someone|somebody|anyone|everyone|my|our|again|later|tomorrow|yourself|the (?:other|others|rest|team|board|host|hosts|committee|organi[sz]ers?|secretary|supervisor|group)|rid|back|over|mij|ons|mijn|rond|de (?:ander\w*|rest)|mich|uns|mal die|meine|die anderen|den anderen|moi|nous|mon|ma|aux? |les autres|me lo|noi|mio|mia|agli|altri)\b)/u;

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
  const known = TO_KNOW.exec(folded)?.[1];
  if (known !== undefined) return { question: text.slice(folded.indexOf(known)).slice(0, known.length) };
  const missing = FIELD_MISSING.exec(folded)?.[1];
  if (missing !== undefined) return { question: missing };
  if (
    /\?\W*$/.test(folded) &&
    !/^(?:please |maybe |perhaps |misschien |vielleicht |peut-etre |forse )*(?:ask|vraag|frage?|demande[rz]?|chiedi)\b/u.test(
      folded,
    )
  ) {
    const isForApplicant =
      isGreeted(folded, context.applicant) ||
      (TO_APPLICANT.test(folded) &&
        !/\b(?:she|he|they|her|his|do you (?:know|think|agree|mind)|haar|hij|zij|elle|lui)\b/u.test(folded) &&
        !ADDRESSED.test(text));
    return isForApplicant
      ? { question: text }
      : askVerb(
          text.replace(/\?\W*$/, ''),
          folded.replace(/\?\W*$/, ''),
          context,
          /^(?:please\s+)?(?:can|could|would|will|won't|might|kan|kun|kunt|wil|wilt|zou|mag|kann|konn|wurd|darf|peu[xt]|tu peux|vous p|quelqu'un|pouvez|pourr|on p|puo|potr|pot|si puo|qualcuno)/u.test(
            folded.replace(/^(?:yes|ok|ja|oui|si)\W+(?:but|maar|aber|mais|ma)?\s*/u, ''),
          ),
        );
  }
  return askVerb(text, folded, context, true);
}

/** "Ruben, where are you working today?" */
const ADDRESSED = /^\p{Lu}[\p{L}'-]{1,20},\s/u;

/** "Dear Mirjam, could you tell us …?" is a letter to her. */
function isGreeted(folded: string, applicant: string | null): boolean {
  const name =
    /^(?:dear|hi|hello|hey|beste|hoi|hallo|liebe[r]?|bonjour|chere?|cher|cara|caro|gentile|ciao|estimad[ao]|querid[ao]|hola)\s+(?:(?:dr|prof|mr|mrs|ms|frau|herr)\.? )?([\p{L}'-]{2,30})\b/u.exec(
      folded,
    )?.[1];
  return (
    name !== undefined &&
    applicant !== null &&
    fold(applicant)
      .split(/[^\p{L}'-]+/u)
      .includes(name)
  );
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
  const named = applicantAsHer(folded, context.applicant);
  for (const pattern of VERB_FIRST) {
    const head = pattern.exec(named)?.[0];
    if (head === undefined) continue;
    const rest = text.slice(head.length).trim();
    const foldedRest = named.slice(head.length).trim();
    // "Elias knows her, ask him", "ask for more", "ask nour": whom, or what?
    const isNoQuestion =
      rest === '' ||
      NOTHING_ASKED.test(foldedRest) ||
      NOT_THE_APPLICANT.test(foldedRest) ||
      isName(rest) ||
      isOddWord(foldedRest);
    return isNoQuestion ? 'unclear' : { question: withoutRemark(stripOwner(rest, foldedRest)) };
  }
  const length = askLength(text, named, context.applicant !== null);
  return length === 0
    ? null
    : { question: withoutRemark(stripOwner(text.slice(length).trim(), named.slice(length).trim())) };
}

const NOTHING_ASKED =
  /^(?:her|him|them|haar|hem|ze|hen|sie|ihn|ihr|ihm|lui|leur|elle|lei|more|meer|mehr|plus|di piu|again|first|please|nicely)\W*$/u;

/** "what his motivation is, this is not enough": after a comma only what goes on asking. */
function withoutRemark(question: string): string {
  const cut =
    /,\s+(?!(?:and|or|en|of|und|oder|et|ou|e|o|as well|also|ook|auch|aussi|anche|wh\w+|how|wat|waar|wie|welke|hoe|was|wo|wer|welche\w*|quel\w*|ou|qui|comment|che|quale|dove|chi|come|name|affiliation|motivation|university|department|supervisor|his|her|their|haar|zijn|ihre?|seine?|son|sa|sua|suo)\b)/iu.exec(
      question,
    );
  return cut === null ? question : question.slice(0, cut.index);
}

/** "her affiliation" → "affiliation": the applicant is spoken to, not about. */
function stripOwner(rest: string, folded: string): string {
  const owner =
    /^(?:her|his|their|haar|zijn|hun|ihrer|seiner|ihre|seine)\s+(?=\p{Ll})/u.exec(folded)?.[0] ?? '';
  return rest.slice(owner.length);
}

/** "ask nour": one word that is no piece of a request. */
function isOddWord(folded: string): boolean {
  return (
    /^[\p{L}'-]+[\s.!]*$/u.test(folded) &&
    !/^(?:l'|d')?(?:a[fp]+il\w*|motiv\w*|\w*name?n?|nom|nome|naam|universi\w*|uni|institut\w*|department|employer|company|group|lab\w*|why|more|details?|info\w*|cv|supervisor|status|position|background|topic|research|field|proof|references?|waarom|warum|pourquoi|perche|hochschule|zugehorigkeit|achtergrond|beruf|arbeitgeber|ecole|equipe|ente)/u.test(
      folded,
    )
  );
}

/** A capitalised word that is no German noun after an article: somebody else's name. */
function isName(written: string): boolean {
  const rest = written.replace(
    /^(?:het|dat|das|es|it|that|ca|cela|lo|la)\s+(?=\p{Lu})|^(?:a|ad|à|aan|an|bei|to|with|met|mit|avec|con)\s+(?=\p{Lu})/u,
    '',
  );
  return (
    /^(?:\p{Lu}\p{Ll}+)(?:\s|$|[,.!])/u.test(rest) &&
    !/^(?:I|Affiliation|Motivation|University|Institut\w*|Name|Zugehörigkeit|Universit\w*)\b/u.test(rest)
  );
}

/** The applicant's name becomes "her", positions kept. */
export function applicantAsHer(folded: string, applicant: string | null): string {
  return applicant === null
    ? folded
    : folded.replace(applicantName(applicant), (name) => 'her'.padEnd(name.length, ' '));
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
