/**
 * What stands before a verdict and changes nothing about it: laughter, "hm", a change of mind at the very beginning, what the
 * host did before answering, and "either way".
 */
import { fold } from './sentences.ts';

const END = '(?![\\p{L}\\d])';
const GAP = '[\\s,.:;!…-]*';

const LAUGHTER = `(?:(?:ha){2,8}h?|(?:he){2,8}|(?:hi){2,8}|(?:mua)?ha(?:ha)+|lol+|lmao|rofl|xd|mdr|ahah(?:ah)*a?|jaja(?:ja)*|(?:hm+|uh+m?|erm|euh|hum|mmh*|ahem|tja|ach|och|nou|nun|tl;? ?dr|(?:short|long|quick) answer|long story short|in a hurry|in haste|from my phone|just back(?: from [\\p{L} ]{2,20})?|kort antwoord|kurze antwort|reponse courte|risposta breve|ben|well|oh|ah|aha|ooh|aw+|argh|ugh|pff+t?|wow|sweet|yay|hooray|hurra|joepie|lekker|cool|nice one|allez|alors|dai|beh|pues|bueno|anda|phew|(?:my )?gosh|(?:my |oh my )?goodness|good grief|heavens|wat leuk|freut mich|heel fijn|wat fijn|das freut mich|was fur eine freude|quelle bonne nouvelle|che bello|blimey|fair enough|you know what|okay so|ok so|right then|so))${END}`;

/** At the beginning of the whole answer only: further down it takes back what was said. */
const CHANGED_MIND = `(?:(?:na|nach|after|apres|dopo) (?:(?:kort |some |a |brief )*(?:overleg|rucksprache|absprache|consultation|discussion|talking|chat|concertation|consultazione|confronto))(?: (?:met|mit|with|to|avec|con) \\p{L}+)?|(?:on|upon) (?:second thoughts?|reflection|further reflection|reconsideration|balance|closer inspection|a second look)|after (?:some|more|further|careful|long|much|a bit of|due) (?:thought|thinking|consideration|reflection|deliberation)|(?:i(?:'ve| have)? )?(?:changed|change) (?:my|our) minds?(?: (?:about|on) (?:her|him|them|this|it)(?: one)?(?![\\p{L}]))?(?:\\s+after (?:talking|speaking) (?:to|with) \\p{L}+)?|(?:ok(?:ay)? )?(?:i(?:'ve| have)? )?thought about it(?: (?:again|some more|a bit|for a while|overnight))?|having (?:thought|slept) (?:about|on) it|(?:i )?slept on it|actually|come to think of it|all things considered|to be honest|tbh|honestly|bij nader inzien|na enig nadenken|alles afwegend|toch|ik ben van gedachten veranderd|van gedachten veranderd|erover nagedacht|bei naherem (?:hinsehen|nachdenken)|nach (?:einigem|kurzem|reiflicher|nochmaligem) (?:uberlegen|nachdenken|uberlegung)|ich habe (?:es mir|meine meinung) (?:anders uberlegt|geandert)|anders uberlegt|doch|nach kurzer bedenkzeit|(?:apres|toute) reflexion(?: faite)?|a la reflexion|reflexion faite|j'ai change d'avis|tout bien reflechi|finalement|en fait|ripensandoci|pensandoci bene|dopo averci pensato|ho cambiato idea|alla fine|in realta|pensandolo bien|he cambiado de opinion|pensandomelo mejor)${END}`;

/** What the host did first. */
const LOOKED = `(?:(?:i(?:'ve| have)? |we(?:'ve| have)? )?(?:just |quickly )?(?:had a (?:quick )?look(?: at (?:her|his|their|the) (?:\\w+ )?(?:page|website|site|work|papers?|profile|mail|motivation))?|googled (?:her|him|them|it)|looked (?:her|him|them|it) up|(?:spoke|talked|checked|discussed(?: it| this)?) (?:to|with|it with|this with) \\p{L}+)|(?:heb|had) (?:haar|hem|het) (?:even )?(?:opgezocht|gegoogeld)|(?:habe|hab) (?:sie|ihn|es) (?:kurz |mal )?(?:gegoogelt|nachgeschaut|angeschaut)|j'ai (?:regarde|verifie)|ho (?:guardato|controllato|verificato))${END}`;

const OPENING = new RegExp(`^${GAP}(?:(?:${LAUGHTER}|${CHANGED_MIND}|${LOOKED})${GAP})+`, 'u');
const LATER = new RegExp(`^${GAP}(?:(?:${LAUGHTER}|${LOOKED})${GAP})+`, 'u');

const ANYWAY = new RegExp(
  `^${GAP}(?:(?:and|but|but then|so|well|en|und|et|e|maar|aber|mais|ma) )?(?:any(?:way|how)|either way(?! (?:is|works|i am|i'm))|in any (?:case|event)|regardless|be that as it may|whatever the (?:case|answer)|no matter|hoe dan ook|in elk geval|in ieder geval|maakt niet uit|sowieso|enfin|jedenfalls|wie dem auch sei|wie auch immer|so oder so|auf jeden fall|quoi qu'il en soit|en tout cas|de toute facon|de toute maniere|comunque(?: sia)?|in ogni caso|ad ogni modo|en cualquier caso|de todos modos|de todas formas)${END}${GAP}`,
  'u',
);

/** How far "either way," reaches, behind which a verdict stands whatever was asked before; 0: nothing of the kind. */
export function anywayLength(folded: string): number {
  const length = ANYWAY.exec(folded)?.[0].length ?? 0;
  return length < folded.length ? length : 0;
}

const GREETING =
  /^\W*(?:hey|hi|hello|dear|hallo|hoi|beste|liebe[rs]?|chere?|bonjour|salut|ciao|cara|caro|hola|hej)(?: (?:dr|prof)\.?)? ([\p{L}'-]{2,20})(?: (?:and|en|und|et|e|&) [\p{L}'-]{2,20})?\s*[,!-]+\s*(?=\S)/u;

/** "Hey Marit, yes": written to the other host; to the applicant it would be a letter. */
export function greetingLength(folded: string, applicant: string | null): number {
  const [whole = '', name = ''] = GREETING.exec(folded) ?? [];
  return applicant !== null &&
    fold(applicant)
      .split(/\P{L}+/u)
      .includes(name)
    ? 0
    : whole.length;
}

/**
 * How much of a sentence is only such an opening: 0 where there is none.
 *
 * @param isFirst whether it is the first sentence of the answer
 */
export function prefaceLength(folded: string, isFirst: boolean): number {
  const length = (isFirst ? OPENING : LATER).exec(folded)?.[0].length ?? 0;
  const rest = folded.slice(length);
  // "Oh no" is dismay.
  if (/^(?:oh|ah|uh),? no+(?!\p{L})/u.test(folded)) return 0;
  // "Haha sure", "well, if so": the tone or the condition is all there is.
  return /^(?:sure|right|yeah|as if|if|not|n't)(?![\p{L}])|^(?:what|why|who|how)\b.*\?/u.test(rest)
    ? 0
    : length;
}
