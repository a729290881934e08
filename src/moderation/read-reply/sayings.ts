/**
 * Two noes that make a yes: "I can see no reason to refuse her", "da habe ich nichts einzuwenden", "come dire di no". What such
 * a saying covers becomes one `yes` of the same length, so that its "no" is not read again.
 */
import { anywhere, hasAny, hasDoubt } from './consume.ts';

const WHY_NOT =
  /(?<=\b(?:yes|yeah|sure|ok|okay|ja|oui|si|certo|fine|klar)[\s,.-]{1,3})(?:why not|waarom (?:ook )?niet|warum (?:auch |denn |eigentlich )?nicht|pourquoi pas|perche no|por que no)|(?<=^\W*)(?:why (?:on earth |ever |the hell )?not|waarom (?:ook )?niet|warum (?:auch |denn )?nicht|pourquoi pas|perche no|por que no)(?=\s?[?,.!;:-]{1,2}\s?(?:yes|ja|oui|si|ok|akkoord|welcome)\b)/gu;

/** Said after a yes, and no no: "yes, no need to ask anything". */
const NOTHING_MORE =
  /\b(?:no|without) (?:need|reason) (?:to|for) (?:(?:reply|respond|answer)(?: to (?:this|that|me))?(?=\W*$)|ask|asking|thank|discuss|discussing|discussion|explain|check|worry|think|questions?)(?:\w+)?(?: (?:her|him|them))?(?: (?:anything|any further|further|more|about (?:it|this|that|that one)|it|this|twice))?\b|\b(?:there's |there is )?no (?:further |more )?questions?(?: asked| about (?:it|that))?(?=\W*$)|\bwithout (?:any )?(?:blinking|thinking twice|a second thought|further ado|question|doubt|hesitation|reservations?)\b|\bsans (?:hesiter|hesitation|reserve|aucun doute|le moindre doute)\b|\bohne (?:zogern|frage|zweifel|bedenken|weiteres)\b|\bzonder (?:meer|twijfel|aarzelen|aarzeling)\b|\bsenza (?:dubbio|esitare|esitazioni?|problemi|riserve)\b|\bsin (?:duda|dudarlo|dudas|reservas)\b/gu;

const REFUSE =
  '(?:refus\\w+|declin(?:e|ing)|reject(?:ing)?|turn(?:ing)? (?:\\w+ )?(?:down|away)|say(?:ing)? no|object(?:ing)?|keep(?:ing)? (?:\\w+ ){1,2}(?:out|away)|exclud(?:e|ing)|deny(?:ing)?|oppose|opposing|not to)';
const ANY_REASON =
  '(?:(?:single |good |real |valid |earthly |conceivable |possible |particular |other )*(?:reasons?|grounds?|cause|excuse|argument)(?: whatsoever| at all| on earth| in the world)?)';

/** English: what is denied, then what is refused; its object runs to the end of the clause. */
const TAKES_OBJECT: readonly string[] = [
  `(?:no|not a|not any|zero|hardly any|never any|without) ${ANY_REASON} (?:to|for|why|not to)(?: \\w+ (?:should|would))? ${REFUSE}`,
  `(?:can't|cannot|can not|couldn't|don't|do not) (?:think of|see|find|imagine|come up with|have) (?:a|any|one) ${ANY_REASON} (?:to|for|not to) ${REFUSE}`,
  `(?:wouldn't|would not|couldn't|could not|can't|cannot|won't|will not|shan't|never|would never|hardly|can hardly|could hardly) (?:possibly |really |ever |dare |dare to |want to |dream of |think of |be able to )*(?:refus(?:e|ing)|reject(?:ing)?|turn(?:ing)? (?:\\w+ )?(?:down|away)|say(?:ing)? no to|object|oppose|stand in (?:the|her|his|their) way)`,
  `(?:it would|it'd|that would|it is|it's|would|we'd|we would|i'd|i would) be (?:\\w+ )?(?:silly|crazy|mad|fools|idiots|foolish|rude|stupid|criminal|mean|a shame|a pity|a crime|insane|unkind|wrong|absurd|unfair|churlish) (?:not to (?:let|have|add|accept|admit|take|welcome|approve|say yes)|to ${REFUSE})`,
  `(?:how|who) (?:can|could|would|am) (?:i|we|anyone|one|you|possibly )*\\s*(?:to )?${REFUSE}`,
  `far be it from (?:me|us) to ${REFUSE}`,
  `out of the question (?:that|to) (?:we |i )?(?:should )?(?:refuse|decline|reject|say no)`,
  `(?:there is |there's )?nothing (?:that )?(?:speaks|to be said|to say|i can say|we can say|i have|we have) against`,
  `(?:aucune?|pas (?:de|la moindre)|nulle) (?:bonne )?raisons? (?:de|pour) (?:refuser|dire non|s'opposer|m'y opposer|m'opposer|ne pas)`,
  `(?:comment|difficile de|impossible de|dommage de|ce serait dommage de) (?:refuser|dire non)`,
  `(?:geen|geen enkele|niet een) (?:goede )?reden (?:om )?(?:(?:haar|hem|dit|dat|deze|hier) )?(?:te weigeren|nee te zeggen|af te wijzen|tegen te houden|niet)`,
  `kein(?:en|erlei)? (?:vernunftigen |guten |einzigen )?(?:grund|grunde)(?:,| dafur,)? (?:nein zu sagen|abzulehnen|(?:sie|ihn|das|den|die) (?:nicht|abzulehnen)|dagegen)`,
  `(?:nessun|alcun|nessuna|alcuna|non vedo) (?:motivo|ragione|motivi|ragioni) (?:per|di) (?:rifiutar\\w*|dire di no|non|oppors\\w*)`,
  `(?:ningun|ninguna) (?:motivo|razon) (?:para|de) (?:rechazar\\w*|decir que no|negar\\w*|no)`,
];

const WHOLE: readonly string[] = [
  '(?:not (?:a|one)(?: single)?|zero|niet een|kein einziges|pas une seule) (?:objection|problem|bezwaar|problem)',
  '(?:i |we )?(?:really |honestly )?(?:have|see|find|foresee|hear) (?:absolutely |really )?(?:no|nothing|zero) (?:real |good |serious |big |particular |obvious )?(?:objections?|problems?|issues?|harm|obstacles?|concerns?|drawbacks?|downsides?|risks?|reservations?)(?: (?:in|with|to|about) (?:this|that|it|her|him|them|adding|admitting|letting)(?: \\w+){0,3})?',
  '(?:ik |we |wij )?(?:zie|heb|hebben|zien) (?:ik |we )?(?:er |hier |daar |eigenlijk |ook |echt |helemaal )*geen (?:enkel |echte? )?(?:bezwa\\w+|probleem|problemen|beletsel\\w*|nadeel|nadelen)(?: tegen| mee| in| op)?',
  '(?:ich |wir )?(?:sehe|sehen|habe|haben|hatte) (?:ich |wir )?(?:da |hier |dabei |darin |eigentlich |absolut |uberhaupt |auch |gar )*kein\\w* (?:problem\\w*|einwand|einwande|bedenken|hindernis\\w*|schwierigkeit\\w*)',
  "(?:je |on |nous )?(?:n'y |ne |n'|y )?(?:vois|voyons|ai|avons|voit|a) (?:vraiment |absolument )?(?:aucune?|pas d[e'])(?: |(?<='))(?:\\w+ )?(?:objections?|problemes?|inconvenients?|soucis?|obstacles?)",
  '(?:io |noi )?(?:non )?(?:vedo|ho|abbiamo|vediamo) (?:davvero |proprio )?(?:alcun\\w*|nessun\\w*) (?:problem\\w*|obiezion\\w*|ostacol\\w*|difficolta)',
  'nothing against (?:it|her|him|this|that|them)(?: (?:here|from (?:me|my side|here)|on my side))?',
  '(?:waarom|warum|wieso|pourquoi|perche|por que) (?:zouden|zou|sollten|sollte|dirions|dirais|refuser\\w*|dovremmo|dovrei|ibamos) (?:we|wij|ik|wir|ich|-nous|nous|a)? ?(?:dan |hier |da |denn |nu )*(?:nee zeggen|weigeren|nein sagen|ablehnen|non|dire di no|rifiutare|decir que no|rechazar)',
  "(?:it's |that's |this is )?not a no (?:from (?:me|us|my side|here)|for me)",
  '(?:have |see |foresee |with )?(?:absolutely |really )?no (?:difficult(?:y|ies)|qualms|trouble|hesitations?|complaints?|misgivings)(?: (?:here|whatsoever|at all|from me))?(?: (?:with|about|in) (?:this|that|her|him|it|them|the|adding|admitting|letting)(?: \\w+){0,3})?',
  "(?:i |we )?(?:don't|do not|wouldn't|would not) mind(?: (?:at all|her|him|them|it|this|one bit|a bit|if (?:she|he|they) (?:joins?|comes?)))*(?=\\W*$)",
  "(?:doesn't|does not) bother (?:me|us)(?: at all)?",
  "(?:won't|will not|wouldn't|would not) (?:object|oppose (?:this|it|that)|stand in (?:the|her|his|their) way|say no)(?: to (?:her|him|this|that|it|them))?",
  "(?:it's |that's |this is |this one is |she's |he's )?(?:an? )?(?:total |complete |real )?no[- ]brainer",
  // nl
  '(?:ik )?zou niet weten waarom niet|(?:daar |hier )?(?:kan|zal|heeft) (?:ik|niemand) (?:\\w+ )?(?:iets op tegen hebben|bezwaar (?:tegen|op|hebben)(?: hebben)?)|(?:daar |er )?(?:is|heb ik|zie ik|spreekt) (?:hier |er |daar )?(?:niets|niks) (?:op |mis )?(?:tegen|mee)|(?:ik )?(?:heb|zie|had) (?:er|hier|daar) (?:ook |echt |helemaal )?(?:niets|niks) (?:op )?tegen(?: in)?|(?:geen|niet een) nee van mij|(?:ik )?(?:zal|kan|kon) (?:moeilijk |hier |er |daar )*(?:geen nee|niet nee) (?:tegen |op )?zeggen|(?:kan|kun je) (?:moeilijk|niet) weigeren',
  // de
  "(?:da |dagegen |dazu )?(?:habe|hab|hatte|wusste|sehe) (?:ich |wir )?(?:da |hier |auch |dagegen |uberhaupt )*(?:nichts|keine einwande|keinerlei einwande)(?: dagegen)?(?: einzuwenden)?|(?:da |dagegen )?(?:ist|gibt es|gibt's|spricht) (?:von meiner seite |meinerseits |aus meiner sicht |doch |ja |uberhaupt |absolut )*nichts (?:dagegen|einzuwenden|zu sagen)|(?:es )?(?:spricht|gibt) (?:aus meiner sicht |von meiner seite |uberhaupt |absolut |wirklich |ja )*nichts dagegen|nichts einzuwenden|wer (?:konnte|kann|wurde) da (?:schon )?nein sagen|wie (?:konnte|kann) (?:ich|man) da (?:schon )?nein sagen|kein nein(?: von mir)?|ich wusste nicht,? (?:was dagegen|warum nicht)(?: spricht| sprache)?",
  // fr
  "rien (?:a (?:objecter|redire|opposer|dire contre)|ne s'y oppose|contre)|je ne m'y oppose pas|je ne m'oppose pas|(?:ce n'est|c'est) pas un non|(?:je ne |ne )?vois pas pourquoi (?:on |je |nous )?(?:refuser\\w*|dirai\\w* non|pas)|(?:j'y |y )?vois (?:aucun|pas d')(?: )?inconvenient|(?:je )?n'ai (?:aucune|pas d')(?: )?(?:objection|reserve)s?",
  // it
  '(?:nulla|niente) (?:osta|da (?:obiettare|ridire|eccepire|dire)|in contrario|contro)|(?:io )?non (?:mi oppongo|ho (?:nulla|niente) (?:da (?:obiettare|ridire)|in contrario|contro)|sono contrari[oa]|vedo (?:perche no|ostacoli|controindicazioni))|come (?:potrei|si puo|si fa|faccio) (?:a )?(?:rifiutare|dire di no)|(?:nessuna|alcuna) (?:controindicazione|difficolta|riserva)|(?:nessun|alcun) (?:ostacolo|dubbio|impedimento)',
  // es
  '(?:no (?:tengo|veo|hay|pongo) )?(?:ningun|ninguna|ningun tipo de) (?:problema|objecion|inconveniente|reparo|pega|duda)(?: por mi parte)?|no (?:tengo|veo|hay|pongo) (?:problemas?|objecion(?:es)?|inconvenientes?|reparos?|pegas)|sin (?:ningun )?(?:problemas?|inconvenientes?|objecion(?:es)?|pegas)|nada (?:que objetar|en contra)|no me opongo|como (?:decir que no|negarse)|no (?:puedo|podria|se puede) decir que no',
];

const NOT_AFTER = "(?<![\\p{L}\\d'])";
const NOT_BEFORE = "(?![\\p{L}\\d'])";
const WITH_OBJECT = new RegExp(
  `${NOT_AFTER}(?:(?:i|we) (?:can |could |really |honestly |frankly |personally )*)?(?:(?:there is|there's|see|have|find|know of|(?:ich )?(?:sehe|habe|kenne)(?: da)?|(?:ik )?zie|je ne vois|non vedo|no veo) (?:absolutely |really )?)?(?:${TAKES_OBJECT.join('|')})${NOT_BEFORE}[^,;:.!?()\\n]{0,120}`,
  'gu',
);
const ALONE = new RegExp(`${NOT_AFTER}(?:${WHOLE.join('|')})${NOT_BEFORE}`, 'gu');

/** At the end of a sentence it only says that the host thought otherwise before; "fine, no need for one" is the fine. */
const AFTER_ALL = /\bafter all(?=\W*$)|(?<=\bfine,? )no need (?:for|to have|to give) (?:one|it)(?=\W*$)/gu;

/** Its object holds no other verdict: "I would never refuse without asking her first" is no saying. */
function asYes(saying: string): string {
  const object = saying.replace(new RegExp(TAKES_OBJECT.join('|'), 'u'), ' ');
  const isPlain =
    !hasDoubt(object.replace(/\b(?:who|how|what|where|which|whose|someone|anyone)\b/gu, ' ')) &&
    !/\b(?:ask\w*|without|before|tell\w*|yes|decid\w*|unseen|answer)\b/u.test(object) &&
    !hasAny(
      object.replace(/\b(?:no|not|nothing|never|n't|ne|niet|nicht|geen|non|pas|kein\w*)\b/gu, ' '),
      'decline',
    );
  return isPlain ? 'yes'.padEnd(saying.length, ' ') : saying;
}

/** Sayings with a "no" that mean yes become `yes`; words quoted from the request, and "no need to ask", become blanks. */
export function replaceSayings(folded: string): string {
  const replaced = folded
    .replace(/"[^"\n]{1,200}"/gu, (quoted) => ' '.repeat(quoted.length))
    .replace(AFTER_ALL, (words) => ' '.repeat(words.length))
    .replace(NOTHING_MORE, (words) => ' '.repeat(words.length))
    .replace(WHY_NOT, (saying) => 'yes'.padEnd(saying.length, ' '))
    .replace(WITH_OBJECT, asYes)
    .replace(ALONE, (saying) => 'yes'.padEnd(saying.length, ' '))
    .replace(anywhere('approve-sayings'), (saying) => 'yes'.padEnd(saying.length, ' '));
  // "Nichts dagegen, im Gegenteil": behind a denied objection it says more of the same.
  return replaced.replace(MORE_OF_IT, (words, gap: string, _contrary: string, at: number) =>
    folded.startsWith('yes', at) ? words : `yes${gap}`.padEnd(words.length, ' '),
  );
}

const MORE_OF_IT =
  /\byes([\s,;-]+)((?:quite )?(?:on the contrary|the contrary)|im gegenteil|ganz im gegenteil|au contraire|bien au contraire|al contrario|anzi|integendeel|todo lo contrario)(?!\p{L})/gu;
