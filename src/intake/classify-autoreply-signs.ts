/**
 * An absence note by what its parts say, where neither header nor subject calls it automatic: being away, until when, who helps instead,
 * when the mail is read. One part is a person's remark; several, without a wish or a question, are a responder. en nl de fr es it pt, and
 * some of sv da no pl cs fi ja zh.
 */

/** A day or month named. */
const DATE =
  '(?:\\d{1,2}[./ -]|\\d{1,2}(?:st|nd|rd|th)?\\s\\p{L}|(?:the )?\\d|(?:early|mid|late|end of|begin|eind|anfang|ende|mitte|début|fin|mi-|inizio|fine) ?\\p{L}|next|after|mon|tues|wednes|thurs|fri|jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|ao[uû]t|sep|o[kc]t|nov|de[czs]|janv|févr|avr|juil|ene|abr|ago|gen|mag|giu|lug|set|ott|dic|fev|out)';

/** Signs and their weight. */
const SIGNS: readonly (readonly [RegExp, number])[] = [
  // Away until a day.
  [
    new RegExp(
      `(?<![\\p{L}])(?:until|till|through|back (?:on|at my desk|in the office)|returning|tot(?: en met)?|t/m|vanaf|bis(?: zum)?|ab|jusqu['’](?:au|à)|hasta(?: el)?|fino (?:al?|all['’])|até(?: a)?|till|til|fram till|do|od)\\s+(?:(?:the|le|el|il|a|am|on|dem|den) )?(?:\\p{L}+day,? )?${DATE}`,
      'iu',
    ),
    1,
  ],
  // The kinds of absence.
  [
    /(?<![\p{L}])(?:out of (?:the )?office|away|absent|on (?:\p{L}+ )?leave|leave of absence|(?:parental|maternity|paternity|sick|annual|medical) leave|holidays?|vacation|sabbatical|field ?work|at sea|off sick|travell?ing|not in(?: the office)?|closed|unavailable|afwezig|vakantie|\p{L}*verlof|vrij|gesloten|dicht|ziek|op reis|abwesend|urlaub|elternzeit|mutterschutz|nicht (?:da|erreichbar|im haus|im büro)|geschlossen|zu|krank|verreist|dienstreise|absente?|congés?|arrêt maladie|en mission|vacances|fermée?|ausente|vacaciones|de baja|de viaje|cerrad[oa]|permiso|assente|ferie|malattia|maternità|fuori (?:ufficio|sede)|chius[oa]|trasferta|férias|licença|fora|fechad[oa]|semester|föräldraledig|tjänstledig|ferie|orlov|permisjon|barsel|urlop\p{L}*|zwolnieni\p{L}*|dovolen\p{L}*|loma\p{L}*|weg)(?![\p{L}])|休暇|休み|不在|出張|休假|出差|产假/iu,
    1,
  ],
  // When the mail is read or answered.
  [
    /(?<![\p{L}])(?:I(?:['’]ll| will| shall| can)|we will)\b[^.?!]{0,50}\b(?:answer|reply|respond|get (?:back )?to|read)\b[^.?!]{0,60}\b(?:after|when|once|on my return|upon|back|then|as soon as)\b|(?<![\p{L}])(?:lees|beantwoord|reageer|antwoord)\b[^.?!]{0,40}\b(?:daarna|terug|weer|na|als ik|zodra)\b|(?<![\p{L}])(?:lese|beantworte|antworte|melde mich)\b[^.?!]{0,50}\b(?:danach|zurück|wieder|nach|sobald|erst)\b|(?<![\p{L}])(?:(?:répondrai|lirai|lus|traités?)\b[^.?!]{0,40}\b(?:retour|rentrée|après)|(?:responderé|leeré|contestaré)\b[^.?!]{0,40}\b(?:vuelta|regreso|vuelva)|(?:risponderò|leggerò)\b[^.?!]{0,40}\b(?:rientro|ritorno)|(?:responderei|lerei)\b[^.?!]{0,40}\b(?:regresso|volta|voltar))|(?:以降|後).{0,6}(?:返信|連絡)|回来后.{0,6}回复/iu,
    1.5,
  ],
  // Who helps instead.
  [
    /(?<![\p{L}])(?:(?:for|in) urgent|if urgent|urgent (?:matters|requests|things|questions)|if (?:it|this|your \p{L}+) (?:is urgent|can['’]?t wait|cannot wait)|in (?:an )?emergenc\p{L}+|(?:bij|voor) (?:spoed|dringende)|spoedeisend\p{L}*|haast|dringend\p{L}*|in dringenden|en cas d['’]urgence|pour toute urgence|urgent\p{L}*|urgencias?|in caso di urgenza|assuntos urgentes|brådskande|akut|v naléhav\p{L}+|w (?:pilnych|nagłych)|instead|in my absence|tijdens mijn afwezigheid|vertretung|vertreten|en mon absence|en mi ausencia|in mia assenza)(?![\p{L}])/iu,
    1,
  ],
  // Hardly any access.
  [
    /(?<![\p{L}])(?:limited|patchy|no|little|poor|intermittent|without) (?:or no )?(?:access|internet|connection|connectivity|e-?mail)|(?:do|does|will|can) ?not (?:regularly |always )?(?:read|check|see) (?:my |these )?(?:e-?)?mails?|beperkt\p{L}* (?:toegang|bereik)|accès limité|acceso limitado|accesso limitato|acesso limitado|kaum (?:netz|internet)|eingeschränkt\p{L}* (?:zugriff|zugang)/iu,
    1,
  ],
  // Somebody has left, a mailbox is not read.
  [
    /(?<![\p{L}])(?:no longer (?:works?|employed|with (?:us|the)|at (?:the )?\p{Lu})|has (?:now )?left (?:the |our |us)|(?:inbox|mailbox|account|address|e-?mails?|messages?) (?:is|are|will be) (?:not|no longer) (?:being )?(?:read|monitored|checked|in use|active|forwarded)|werkt niet (?:meer|langer)|is niet meer werkzaam|arbeitet nicht mehr|ist nicht mehr (?:bei|im|für|tätig)|hat (?:das|die|unser\p{L}*) [^.?!]{2,40} verlassen|ne travaille plus|a quitté|ne fait plus partie|ya no (?:trabaj[ao]|form[ao] parte)|no longer work here|je ne (?:travaille|fais) plus|(?:buzón|correo|casilla|postfach|boîte|casella|caixa)\b[^.?!]{0,25}\b(?:no se (?:revisa|lee)|nicht (?:mehr )?gelesen|plus (?:lue|relevée|consultée)|non viene)|non lavora più|já não trabalha|não trabalha mais)(?![\p{L}])/iu,
    2,
  ],
];

/** Our subject behind words that are no reply mark: "Not here: [AI4Science] Tue 8 Dec". */
const BEFORE_OURS =
  /^(?!\s*(?:re|aw|antw|sv|vs|fwd?|wg|tr|rv|r|rif|res|enc|i|odp|ynt|回复|答复|转发)\s*[:：])[^[\]]{3,60}?(?:\s|[:：])\s*(?:(?:re|aw|antw|sv|r|odp)\s*:\s*)?\[[^[\]]{2,40}\]\s+\S/iu;
/** Being away, of which a whole subject says nothing else. */
const AWAY_SUBJECT =
  /(?<![\p{L}])(?:away|absent\p{L}*|not here|has left|on leave|afwezig|weg|vrij|abwesend|nicht (?:da|im haus|erreichbar)|est absente?|en congés?|ausente|fuera|de vacaciones|assente|fuori|fora|de férias|ledig|borte|bortrest|nieobecn\p{L}+|poissa|ya no trabajo|no longer (?:here|at|with)|niet meer werkzaam|nicht mehr (?:im|bei))(?![\p{L}])/iu;

/** How much a text and its subject say of an absence. From 3 on nobody is at home. */
export function absenceScore(subject: string, own: string): number {
  const said = SIGNS.reduce((sum, [pattern, points]) => sum + (pattern.test(own) ? points : 0), 0);
  if (said === 0) return 0;
  const isBeforeOurs = BEFORE_OURS.test(subject);
  const isAway = subject.length <= 60 && AWAY_SUBJECT.test(subject);
  return said + (isBeforeOurs ? 2 : 0) + (isAway ? 1 : 0);
}
