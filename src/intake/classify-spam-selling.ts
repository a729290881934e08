/**
 * Cold selling by its moves rather than its wares: how they found us, what they offer, a price, a call, a way out, a post in sales. Each
 * move alone is also made by people who want to listen; three are a salesman's. en nl de fr es it.
 */

const MOVES: readonly RegExp[] = [
  // They came across us.
  /\b(?:came across|stumbled (?:on|upon|across)|found|visited|looked at|noticed|saw|been following)\b[^.?!]{0,30}\byour (?:web ?site|page|site|profile|group|lab|team|company|organi[sz]ation|work|publications?|event)\b|\bik zag dat jullie|\b(?:zag|bekeek|vond) (?:jullie|uw) (?:site|website|pagina)|\b(?:ihre|eure) (?:web|internet|home)(?:site|seite|page|auftritt|präsenz)|\bauf (?:ihre|eure) (?:web)?(?:site|seite) (?:gestoßen|aufmerksam)|\b(?:tombé|vu|découvert)\b[^.?!]{0,15}\bvotre (?:site|page)|\b(?:visto|encontrado) (?:su|vuestra) (?:web|página)|\bvisitato il vostro sito|\bwist (?:je|u) dat\b|\bdid you know\b/iu,
  // What they do for others.
  /(?<![\p{L}])(?:we|our (?:team|company|platform|software|product|solution|service|agency|tool|experts?)s?) (?:(?:can|could|also|proudly|currently) )?(?:help(?:s|ed)?|offers?|provides?|suppl(?:y|ies)|manufactures?|speciali[sz]es?|delivers?|makes? it easy|works? with (?:companies|organi[sz]ations|teams|groups|labs|universit)|have (?:reserved|available|helped|worked with))(?![\p{L}])|\b(?:professional|leading|trusted|certified|experienced) (?:\p{L}+ ){0,3}(?:manufacturer|supplier|provider|vendor|agency|exporter)\b|(?<![\p{L}])(?:wij|we) (?:helpen|leveren|bieden|ontzorgen|verzorgen)|\p{Lu}\S+ levert\b|(?<![\p{L}])wir (?:helfen|optimieren|erstellen|entwickeln|vertreiben|produzieren|bieten|liefern|unterstützen|sind (?:ein )?(?:führend|spezialisiert))|(?<![\p{L}])nous (?:aidons|proposons|accompagnons|fournissons)|(?<![\p{L}])(?:ofrecemos|ayudamos a|somos (?:una empresa|fabricantes))|(?<![\p{L}])(?:offriamo|aiutiamo|siamo un['’]?azienda|forniamo)/iu,
  // A call, a demo, a quote.
  /\b(?:\d+|a few|ten|fifteen|twenty) ?(?:min(?:ute)?s?)\b[^.?!]{0,40}\b(?:call|chat|week|talk|zoom|discuss|show)|\b(?:quick|short|brief|introductory|discovery) (?:call|chat|demo|meeting|intro)\b|\b(?:set up|schedule|book|arrange|offer|hop on|jump on|up for)\b[^.?!]{0,20}\b(?:a |an )?(?:\p{L}+ )?(?:call|demo|meeting|trial)\b|\bfree (?:quotation|quote|sample|trial|demo|consultation|audit)|\bsend (?:you )?(?:a |our )?(?:quot\p{L}+|catalog\p{L}*|pric(?:e|ing)\p{L}*|samples?|brochure)|\bkostenlos\p{L}* (?:angebot|analyse|erstgespräch|beratung)|\b(?:gratis|vrijblijvende?) (?:offerte|analyse|gesprek)|\bdevis gratuit|\bpreventivo gratuito|\bpresupuesto (?:gratuito|sin compromiso)|\b(?:even|kort|vrijblijvend) (?:bellen|sparren|kennismaken|een afspraak)|\b(?:bellen|afspraak)\b[^.?!]{0,20}\?|\bplan (?:zelf )?een (?:moment|afspraak|demo)|\b(?:kurz(?:en)?|unverbindlich\p{L}*|15) (?:minuten|telefon\p{L}*|call|gespräch|termin|demo)|\b(?:bref|court) (?:appel|échange)|\béchanger \d+ minutes|\buna (?:breve )?(?:llamada|demo|chiamata)/iu,
  // A price or a bargain.
  /\b(?:competitive|best|special|discounted|wholesale|factory|unbeatable|attractive|affordable) (?:prices?|pricing|rates?|offers?)\b|\b\d+ ?% (?:below|off|discount|cheaper|less|more|meer|mehr|korting|rabatt|de (?:descuento|réduction)|goedkoper|günstiger|increase|higher|van de)|\b(?:below|under) list price\b|\b(?:ab|vanaf|from|à partir de|desde) (?:nur |only )?[€$£]?\s?\d+\s?(?:euro|eur|€|\$|usd)|\bfestpreis\b|\b(?:trade-in|promotion|promo)\b|\bvrijblijvend\b|\bunverbindlich\b|\bsans engagement\b|\bsin compromiso\b|\bsenza impegno\b|\b(?:nu |now |only |slechts )?(?:tijdelijk|limited time|this (?:week|month) only|nur noch bis)\b|\bmoney[\s-]back\b|\b(?:maanden|maand|monate|mois|meses|months?) (?:gratis|kostenlos|gratuits?|free)\b|\bfree (?:first|month|shipping)/iu,
];

/** Moves that stand below the words as well. */
const BELOW: readonly RegExp[] = [
  // A way out of a list of theirs.
  /\b(?:reply|answer|respond|antwoord|antworten sie|répondez|responda)\b[^.?!]{0,15}["“”'«]?\s?(?:stop|no thanks|remove|unsubscribe|nee|nein)\b|\b(?:not interested|geen interesse|kein interesse|pas intéressé|no le interesa|non interessat[oi])\s?\?|\b(?:rather not|don['’]t want to|wish not to|no longer wish to) hear from (?:me|us)|\b(?:removed?|unsubscribed?|taken) (?:from|off) (?:my|our|this|future)\b[^.?!]{0,20}\b(?:list|mailings?|e-?mails?|outreach)|\bI(?:['’]ll| will) (?:stop|not) (?:reaching|follow\p{L}*|contact\p{L}*|e-?mail\p{L}*)/iu,
  // A post in sales, or nobody in particular as reader.
  /(?<![\p{L}])(?:(?:regional|inside|area|field|technical) sales|account ?(?:manager|executive|director)|sales (?:manager|executive|director|representative|team|engineer)|business development(?: \p{L}+)?|growth (?:partner|lead|manager|hacker)|partnerships? (?:manager|lead)|client (?:partner|success)|customer success|outreach (?:specialist|manager)|vertriebs?\p{L}*|key account\p{L}*|commercieel \p{L}+|relatiebeheerder|chargée? d['’]affaires|responsable commercial\p{L}*|comercial de)(?![\p{L}])|^\W*dear (?:manager|owner|purchas\p{L}+|business owner|customer|procurement|webmaster)|\bto the (?:manager|person in charge|purchasing)/imu,
];

/** Points for selling: each move one and a half. `own` is what somebody writes, `all` with what stands below. */
export function sellingScore(own: string, all: string): number {
  const moves = MOVES.filter((move) => move.test(own)).length + BELOW.filter((move) => move.test(all)).length;
  return moves * 1.5;
}
