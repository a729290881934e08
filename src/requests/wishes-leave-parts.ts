/**
 * Asking to be let go, by what is done to whom: the writer or their address taken away, or nothing more wanted of what comes. The parts
 * stand in any order within one clause. en nl de fr es it pt; each gap is bounded.
 */

/** The parts of such a wish in one language. */
interface Parting {
  /** The writer, their name or their address. */
  readonly whom: string;
  /** Taking away, in one word. */
  readonly away: string;
  /** Taking away, in a verb and its particle. */
  readonly split?: readonly [verb: string, particle: string];
  /** No longer, no more. */
  readonly noMore: string;
  /** Getting, wanting or being sent something; what a list sends. */
  readonly sent: string;
}

const PARTINGS: readonly Parting[] = [
  {
    whom: 'me|us|my (?:old |other |work |private )?(?:name|address|e-?mail|account|entry|details|subscription|membership)|(?:this|the other|the old|the second|one of the) (?:e-?mail )?(?:address|account|mailbox|copy)|\\w+@\\w+',
    away: 'remove[ds]?|removing|deleted?|erased?|unlist(?:ed)?|deregister(?:ed)?|lapse|expire|(?:can|may) go',
    split: [
      'cross(?:ed)?|str(?:ike|uck)|scratch|take|taken|took|drop(?:ped)?|pull|get|leave|rub|cut|count|can|could|may',
      'off|out(?! of my)|go',
    ],
    noMore:
      "(?:no longer|not|never|don['’]?t|do not|needn['’]t|no need)(?=[^.?!;]{0,60}(?:any ?more|any longer|any further))|no longer (?=want|wish|need|care|like|have (?:time|use))|no (?:more|further)|stop|cease",
    sent: '(?:need|want|wish|care|use|send|sending|write|mail|mails|e-?mails?|messages|invitations|announcements|notices|notifications|receiving|these|them|those)',
  },
  {
    whom: 'mij|me|ons|mijn (?:naam|adres|mailadres|e-?mailadres|gegevens)|(?:dit|het andere|het oude|het tweede) (?:mail)?adres|\\w+@\\w+',
    away: 'verwijder\\w*|schrap\\w*|wis(?:sen|t)?|doorhal\\w*|doorgestreept|afvoeren|afgevoerd|uit (?:de|jullie|het) (?:lijst|bestand)',
    split: [
      'ha(?:al|len)|gooi(?:en)?|laat|laten|mag|mogen|kan|kunnen|streep|strepen|schrijf|neem|nemen',
      'eraf|eruit|er af|er uit|weg|van de lijst|van jullie lijst|door|weglaten|weghalen',
    ],
    noMore: 'niet (?:meer|langer)|geen|nooit meer|stop(?:pen)? met',
    sent: '(?:mails?|mailtjes|e-?mails|berichten|aankondigingen|uitnodigingen|post|sturen|toesturen|mailen|hoef|ontvangen|toegestuurd)',
  },
  {
    whom: 'mich|uns|meine[nr]? (?:name\\w*|adresse|mailadresse|e-?mail-?adresse|daten)|(?:diese|die andere|die alte|die zweite) (?:e-?mail-?)?adresse|\\w+@\\w+',
    away: 'heraus(?:zu)?(?:nehmen|streichen)|raus(?:nehmen|streichen|lassen|werfen)|weg(?:lassen|nehmen)|entfern\\w*|streich\\w*|gestrichen|lösch\\w*|gelöscht|ausgetragen|ausklinken|runternehmen',
    split: [
      'nehmen|nehmt|nimm|streichen|streicht|lassen|lasst|kann|können|darf|werft|schmeißt|holt|tragt|trag',
      'heraus|raus|weg|runter|aus',
    ],
    noMore:
      'nicht (?:mehr|länger)|keine?n? (?:weiteren?|mehr)|keine (?=mails|einladungen|rund)|nichts mehr|nie wieder|aufhören',
    sent: '(?:mails?|e-?mails|nachrichten|rundmails?|einladungen|ankündigungen|post|schicken|senden|zusenden|zuschicken|schreiben|anschreiben|erhalten|bekommen|brauche|benötige)',
  },
  {
    whom: "me|moi|m['’]|nous|mon (?:adresse|nom|courriel|mail|e-?mail)|cette adresse|l['’]ancienne adresse|\\w+@\\w+",
    away: 'retir\\p{L}+|enlev\\p{L}+|supprim\\p{L}+|ray(?:er|ez|é)|effac\\p{L}+|ôt\\p{L}+|radi(?:er|ez)|sort(?:ir|ez)',
    noMore: "(?:ne |n['’])(?:\\p{L}+ ){0,3}plus|ne plus|plus besoin|cess\\p{L}+|arrêt\\p{L}+",
    sent: "(?:recevoir|reçois|écrire|envoyer|m['’](?:écrire|envoyer|adresser|importuner|inviter|solliciter)|mails?|messages|courriels|annonces|invitations|concern\\p{L}+)",
  },
  {
    whom: 'me|nos|mi (?:correo|direcci[oó]n|nombre|cuenta)|(?:esta|la otra|la antigua) (?:direcci[oó]n|cuenta)|\\w+@\\w+',
    away: '(?:sac|quit|borr|elimin|retir|tach|suprim|sáqu|quít|bórr|elimín)\\p{L}{1,8}',
    noMore: 'ya no|no (?:me |nos )?(?=env|mand|escrib|inter)|dej\\p{L}{1,3} de|no\\b[^.?!;]{0,20}\\bmás',
    sent: '(?:recib\\p{L}+|env[ií]\\p{L}+|mand\\p{L}+|escrib\\p{L}+|correos|mensajes|avisos|invitaciones|interes\\p{L}+)',
  },
  {
    whom: 'mi|ci|(?:il )?mio (?:indirizzo|nome|nominativo)|quest[oa] (?:indirizzo|casella)|\\w+@\\w+',
    away: '(?:togli|cancell|rimuov|elimin|depenn|esclud|tolt|rimoss|escluso)\\p{L}{0,8}',
    noMore: 'non\\b[^.?!;]{0,30}\\bpiù|smett\\p{L}+ di|bast[ai](?= )',
    sent: '(?:ricev\\p{L}+|invi\\p{L}+|mand\\p{L}+|scriv\\p{L}+|mail|messaggi|avvisi|inviti|interess\\p{L}+)',
  },
  {
    whom: '-?me|-?nos|(?:o )?meu (?:e-?mail|nome|endereço|contacto)|este (?:e-?mail|endereço)|\\w+@\\w+',
    away: '(?:tir|retir|remov|apag|elimin|exclu|risc)\\p{L}{1,6}',
    noMore: '(?:não|nao)\\b[^.?!;]{0,30}\\bmais|(?:deix|par|cess)\\p{L}{1,4} de|sem mais',
    sent: '(?:receb\\p{L}+|envi\\p{L}+|mand\\p{L}+|escrev\\p{L}+|mails?|e-?mails|mensagens|avisos|convites|interess\\p{L}+)',
  },
];

/** Within one clause: not over a comma or an "and". */
const GAP = '(?:(?!\\s(?:and|but|en|maar|und|aber|et|mais|y|pero|e|ma|mas)\\s)[^.?!;,]){0,40}?';

const PATTERNS = PARTINGS.map(({ whom, away, split, noMore, sent }) => {
  const apart = (part: string) => `(?<![\\p{L}])(?:${part})(?![\\p{L}])`;
  const inAnyOrder = (...orders: string[][]) => orders.map((parts) => parts.map(apart).join(GAP)).join('|');
  const [verb, particle] = split ?? [];
  const separable =
    verb === undefined || particle === undefined
      ? []
      : [
          [verb, whom, particle],
          [whom, verb, particle],
          [whom, particle, verb],
        ];
  return new RegExp(
    inAnyOrder([away, whom], [whom, away], [noMore, sent], [sent, noMore], ...separable),
    'iu',
  );
});

/** Scripts without spaces, where the parts follow each other. */
const DENSE =
  /(?:不要|别|勿|无需|不用|停止|请勿)再?.{0,6}(?:发|寄|送|推送)|(?:送ら|送付し|配信し)ないで|(?:配信|送付|案内).{0,6}(?:不要|停止|中止)|(?:보내지|발송하지) ?(?:말|마)/u;

/** What lets others go: "If you do not wish to receive further mail". */
const OFFERED =
  /(?<![\p{L}])(?:(?:if|should|in case|unless) you(?:['’]d|['’]re)?(?: would)? (?:rather|prefer|wish|want|like|no longer|do not|don['’]t|not)|you (?:can|may) (?:also |always )?(?:unsubscribe|opt out|reply)|(?:indien|als|mocht) (?:u|je|jullie) (?:liever|geen|niet|zich|wilt|wil|wenst)|(?:falls|wenn|sollten) sie (?:keine|nicht|sich|lieber|wünschen|möchten)|si (?:vous|tu) (?:ne|n['’]|souhait|voul|préf)\p{L}*|(?:si|en caso de que) (?:ya )?(?:no )?(?:desea|quiere|prefiere)|se (?:non )?(?:desidera|vuole|preferisce)|(?:caso|se) (?:não )?(?:deseje|queira|prefira))(?![\p{L}])|(?<![\p{L}])(?:my|our|the sender['’]s) (?:mailing |e-?mail )?list(?![\p{L}])/iu;

/** Whether a sentence asks, by its parts, to be taken away or sent nothing more. */
export function asksToPart(sentence: string): boolean {
  return DENSE.test(sentence) || PATTERNS.some((pattern) => pattern.test(sentence));
}

/** Whether a sentence lets its reader go rather than asking for the writer. */
export function offersToPart(sentence: string): boolean {
  return OFFERED.test(sentence);
}
