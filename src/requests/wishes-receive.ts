/**
 * Asking for what the list sends rather than for the list: a wish of the first person, a way of being told, and what is told, in one
 * clause and in any order, "Mag ik de mails ook krijgen?". What somebody receives already or could not open holds no wish.
 * en nl de fr es it pt; each gap is bounded.
 */

/** The three parts of such a request in one language. */
interface Request {
  /** I would like, may I, it would be kind. */
  readonly wish: string;
  /** Getting something, or being told of it. */
  readonly told: string;
  /** What a list sends, and what it tells of. */
  readonly news: string;
  /** Taking part, which names nothing that is sent. */
  readonly attend: string;
  /** A place for somebody, whom the language names behind it. */
  readonly place: string;
}

const REQUESTS: readonly Request[] = [
  {
    wish: "i would|we would|(?:i|we)['’]d|i want|we want|may (?:i|we)|can (?:i|we)|could (?:i|we)|please|grateful|happy to|glad to|keen to|like to|love to|hope to|hoping to|interested in|possible to|possible for",
    told: '(?:receiv(?:e|ing)|get(?:ting)?|have|having|be(?:ing)? (?:sent|informed|told|notified|alerted|kept (?:posted|informed|up to date|in the loop)))',
    news: '(?:(?:lecture|talk|seminar|colloquium) )?(?:notices|notifications|announcements|invitations|invites|mailings|e-?mails|mails|bulletins?)|(?:upcoming|future|coming|your|the) (?:talks|lectures|seminars|meetings|sessions|events)',
    attend:
      'listen(?:ing)?(?: in)?|sit(?:ting)?(?: quietly)? (?:in|at the back)|eavesdrop|tun(?:e|ing) in|tag along|come along|drop in|be (?:there|around|kept|included|on it|part of it|one of)|follow(?:ing)? (?:along|what|the)|stay(?:ing)? in (?:touch|the loop)|be (?:told|notified|informed|alerted)|hear(?:ing)? (?:about|of) (?:the|your|future|upcoming|coming)|(?:a|my) (?:place|spot|seat)',
    place:
      '(?:room|space|a place|places|a spot|spots|a seat|seats|a chair|a corner) (?:\\p{L}+ ){0,4}for (?:me|us|one|two|three|another|a|an|some|someone|somebody|people|outsiders|non)',
  },
  {
    wish: 'mogelijk|mag|mogen|zin om|zouden|wilden|wilde|kan ik|kunnen wij|kunnen we|zou|zouden|wil|graag',
    told: '(?:krijgen|ontvangen|toegestuurd|toesturen|doorsturen|op de hoogte|bericht)',
    news: '(?:de |jullie |uw |die )?(?:mails?|mailtjes|e-?mails|berichten|aankondiging\\w*|uitnodiging\\w*|nieuwsbrief)|(?:de|jullie|uw) (?:lezingen|praatjes|bijeenkomsten|colloquia)',
    attend:
      'meeluisteren|meekijken|meedoen|meelezen|toehoren|bijwonen|bijzijn|erbij(?: zijn)?|aanschuiven|aanhaken|volgen|langskomen|luisteren naar',
    place: '(?:plek|plekje|plaats|ruimte|stoel) (?:\\p{L}+ ){0,3}voor (?:mij|me|ons|een|nog|iemand|twee)',
  },
  {
    wish: 'möglich|möchten?|würden?|darf|dürfen|dürften?|könnten?|kann ich|darf ich|dürft\\w*|gern\\w*|bitte',
    told: '(?:erhalten|bekommen|kriegen|informiert|benachrichtigt|auf dem laufenden|zuschicken|zusenden|mitgeteilt)',
    news: '(?:mails|e-?mails|rundmails?|ankündigungen|einladungen|vortragsankündigungen|vortragseinladungen|nachrichten|benachrichtigungen|termine)|(?:ihre|eure|die|über|kommende)n? (?:vorträge\\w*|veranstaltungen|sitzungen)',
    attend:
      'zuhören|zuzuhören|mithören|mitzuhören|reinhören|reinzuhören|dabei ?(?:zu )?sein|dabeisein|mitlesen|mitmachen|teilnehmen|teilzunehmen|mitlauschen|hereinhören|dazu(?:kommen|stoßen|gehören)',
    place: '(?:platz|plätze|raum) (?:\\p{L}+ ){0,3}für (?:mich|uns|eine[nr]?|noch|jemand\\p{L}*|zwei)',
  },
  {
    wish: "souhait\\w+|voudr\\w+|aimer\\w+|pourr\\w+|puis-je|peut-on|merci de|serait-il|serai[st]|j['’]ai envie",
    told: "(?:recevoir|(?:être )?(?:informée?s?|avertie?s?|prévenue?s?|tenue?s?)|m['’](?:envoyer|informer|avertir|prévenir))",
    news: '(?:annonces|invitations|messages|courriels|mails|e-?mails|avis|convocations)|(?:vos|des|les|prochaine?s) (?:exposés|séances|conférences|séminaires|rencontres|colloques)',
    attend:
      'assister|écouter|suivre|venir (?:écouter|assister)|participer|être des vôtres|me joindre|nous joindre|auditrice|auditeur',
    place: '(?:une |de la )?places? (?:\\p{L}+ ){0,3}pour (?:moi|nous|une?|deux|quelqu)',
  },
  {
    wish: 'posible|quisiera|querría|quiero|quería|gustar[ií]a|pued[eo]n?|podr[ií]an?|por favor|deseo|desear[ií]a|ruego',
    told: '(?:recibir|me (?:avisen|avisan|informen|manden|envíen)|avisar(?:me|nos)|informad[oa]s?|enterad[oa]s?|al tanto|mandar(?:me|nos)|enviar(?:me|nos))',
    news: '(?:avisos|correos|anuncios|invitaciones|convocatorias|mensajes|mails|boletín)|(?:las|sus|los|vuestras) (?:charlas|sesiones|conferencias|seminarios|ponencias)',
    attend: 'asistir|escuchar|seguir|participar|acudir|oyente|estar (?:presente|al tanto)|apuntar(?:me|nos)',
    place: '(?:sitio|hueco|lugar|plazas?|espacio) (?:\\p{L}+ ){0,3}para (?:mí|nosotr|una?|otr|alguien|dos)',
  },
  {
    wish: 'possibile|vorrei|vorremmo|potr(?:ei|este)|posso|piacerebbe|gradirei|desidero|prego|chiedo|per favore',
    told: '(?:ricever\\w*|essere (?:informat|aggiornat|avvisat|avvertit)[oaie]|tener(?:mi|ci)|mandar(?:mi|ci)|inviar(?:mi|ci))',
    news: '(?:avvisi|annunci|inviti|mail|e-?mail|messaggi|comunicazioni|notifiche)|(?:i|sui|dei|vostri|prossimi) (?:incontri|seminari|colloqui|appuntamenti)',
    attend: 'assistere|ascoltare|seguire|partecipare|uditrice|uditore|esserci|unirmi',
    place: '(?:posto|spazio) (?:\\p{L}+ ){0,3}per (?:me|noi|una?|qualcun|due)',
  },
  {
    wish: 'possível|gostaria|gostava|queria|posso|poderiam?|podiam?|desejo|por favor|agradeci?a?',
    told: '(?:receber|ser (?:informad|avisad)[oa]s?|avisar-?me|me avis\\w+|enviar-?me|me envi\\w+)',
    news: '(?:avisos|anúncios|convites|mensagens|mails|e-?mails|divulgações)|(?:as|das|os|dos|próximas) (?:palestras|sessões|seminários|conferências)',
    attend: 'assistir|ouvir|acompanhar|participar|ouvinte|estar presente|juntar-me',
    place: '(?:lugar|vagas?|espaço) (?:\\p{L}+ ){0,3}para (?:mim|nós|uma?|mais|alguém|duas|dois)',
  },
];

const PATTERNS = REQUESTS.map(({ wish, told, news, attend, place }) => {
  const apart = (part: string) => `(?<![\\p{L}])(?:${part})(?![\\p{L}])`;
  const gap = '[^.?!;]{0,60}?';
  return new RegExp(
    `${apart(wish)}${gap}(?:${apart(told)}${gap}${apart(news)}|${apart(news)}${gap}${apart(told)}|${apart(attend)})|${apart(place)}`,
    'iu',
  );
});

/** "Me mete en la lista", "in your colloquium": a place in it, without a verb of joining. */
const PLACED =
  /(?<![\p{L}])me (?:mete|pone|apunta|añade|agrega|incluye|suma|anota)[ns]?(?![\p{L}])|(?<![\p{L}])que (?:me|nos) (?:metan|apunten|incluyan|añadan|pongan|sumen)(?![\p{L}])|\b(?:like|love|want|hope) to be (?:in|on|part of) (?:your|the|this) (?:colloqui\w+|list|series|group|mailing)|\b(?:go|be put|get put) on (?:the|your) (?:\w+ )?list\b/iu;

/** Attachments of a talk, asked for once, are no subscription. */
const ONE_THING =
  /(?<![\p{L}])(?:slides?|recordings?|link|certificate|opname|dia['’]?s|aufzeichnung|folien|enregistrement|diapos\w*|grabaci[oó]n|diapositivas|registrazione|gravação)(?![\p{L}])/iu;

/** The opposite wish, "Merci de ne plus m'envoyer ces annonces". */
const NO_MORE =
  /(?<![\p{L}])(?:no longer|not (?:want|wish|like)|(?:do|would)n['’]t (?:want|wish|like)|stop|niet (?:meer|langer)|geen (?:e-?mails?|mails|aankondiging\p{L}*|uitnodiging\p{L}*)|nicht (?:mehr|länger)|keine|ne (?:plus|pas)|plus (?:de|d['’]|vos)|ya no|no (?:quiero|deseo|me|nos)|dejar de|non (?:voglio|desidero|vorrei|mi|ci)|più|não|deixar de)(?![\p{L}])/iu;

/** Whether a sentence asks to be sent or told what the list sends. */
export function asksToReceive(sentence: string): boolean {
  if (PLACED.test(sentence)) return true;
  return (
    !ONE_THING.test(sentence) && !NO_MORE.test(sentence) && PATTERNS.some((pattern) => pattern.test(sentence))
  );
}
