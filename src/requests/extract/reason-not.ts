/** Sentences that stand in a request and are no reason: how somebody heard of us, thanks, addresses, conditions, practical questions. */

/** Opens with a courtesy, or is nothing else. */
const COURTESY: readonly RegExp[] = [
  /^(?:i|we) (?:would|will|shall|['’]d) be (?:very |most |so |much )?(?:thankful|grateful|obliged)[^.?!,;:]{0,20}[.!]?$/iu,
  /^(?:hi|hello|hey|hola|hoi|hallo|bonjour|ciao|olá|merhaba|dear|moin|servus|good \w+|hej(?: hej)?|heya|beste|liebe[rs]?)(?![\p{L}])[^.?!]{0,30}[.?!,]*$/iu,
  /^(?:(?:many |my )?thanks?|thank you|thx|cheers|bedankt|alvast|dank|vielen dank|herzlichen dank|merci|je vous (?:remercie|prie)|veuillez|gracias|muchas gracias|grazie|obrigad[oa]|teşekkür|谢谢|best|kind|(?:(?:i|we)(?: am| are|['’]m|['’]re)? )?look(?:ing)? forward|ik hoor|ik kijk|ich freue|je me réjouis|in advance|apologies|sorry|pardon|excus|entschuldig|verzeih|hope (?:that|this|it|one|you)|i hope (?:this|you are|all is|that is|it is)|ik hoop dat (?:dit|het|u|je)|ich hoffe,? (?:das|sie|es)|espero que|that['’]s (?:it|all)|sent from|no (?:\p{L}+ )?reason|geen (?:\p{L}+ )?reden|no worries|no hurry|kein stress|geen haast|so here i am|dziękuj|děkuj|tack|takk?(?![\p{L}])|mange tak|kiitos|kiitän|спасибо|благодар|заранее|ευχαριστ|감사|ありがと|よろしく|どうぞ|お世話|突然|はじめまして|شكر)(?![\p{Ll}])/iu,
  /^(?:dobrý den|dzień dobry|hei|hej|hyvä|привет|здравствуй|добрый|καλησπέρα|καλημέρα|안녕|السلام|مرحب|تحية|您好|你好|老师|こんにちは|拝啓)/iu,
  /\b(?:sorry to have|missed (?:it|that|the|your)|what a (?:great|nice|lovely)|bit of an? (?:odd|strange|unusual)|(?:really |very much )?(?:enjoy|like|love)d? (?:it|that|the (?:talk|last|one)|your (?:talk|last))|(?:great|wonderful|fantastic|impressive|excellent|lovely|nice|amazing) (?:series|initiative|programme|program|line-?up|idea)|keep up the|congratulations)\b/iu,
  /(?:御中|失礼いたします|お願いいたします。?$|お願いします。?$|감사(?:하|드리)겠습니다)/u,
];

/** How somebody came to know of us. */
const SOURCE: readonly RegExp[] = [
  /\b(?:saw|watched|attended|followed|missed|heard|read|found|came across|stumbled|learn(?:ed|t)|know|got) (?:about |of |from |your |the |this |a |on |upon )?(?:\w+ ){0,4}(?:poster|flyer|website|web page|page|recordings?|talks?|colleague|friend|supervisor|twitter|linkedin|mastodon|bluesky|advert\w*|announcement|colloquium|series|newsletter)\b/iu,
  /\b(?:told (?:me|us)|recommended|forwarded|pointed (?:me|us|out)|suggested (?:that )?I|mentioned|sends? me|passed (?:me|on|this|it)|we (?:met|spoke|talked)|via een collega|(?:hoorde|vernam|las|zag) ik|attendeerde|tipte|ontving ik van|kreeg ik (?:van|door)|habe ich (?:[^.?!]{0,45} )?(?:gehört|erfahren|gesehen|bekommen|gelesen|besucht|verfolgt)|ich habe (?:[^.?!]{0,45} )?(?:gehört|erfahren|gesehen|gelesen|besucht)|heb ik [^.?!]{0,30}(?:gelezen|gezien|gehoord|gevolgd)|j['’]ai lu|he leído|ho letto|li o|ich habe (?:von|über) (?:ihrem|eurem|dem)|auf (?:ihr|euer|das) kolloquium|hat mir (?:von|ihr|euer|den)|aufmerksam|weitergeleitet|empfohlen|j['’]ai (?:entendu|découvert|appris|vu|eu vent|trouvé)|m['’]a (?:parlé|transmis|signalé|donné|conseillé|recommandé)|me (?:habló|comentó|pasó|dijo|recomend)\w*|he (?:visto|oído|sabido|leído|encontrado)|me han (?:hablado|recomend)\w*|ho (?:saputo|visto|sentito|letto|trovato)|mi (?:ha|hanno) (?:dato|parlato|segnalato|detto|consigliato|inoltrato)|ouvi falar|(?:soube|vi) (?:d|a|o)\w*|falou-me|recomendou-me|enviou-me|duydum|öğrendim|gördüm|önerdi|bahsetti|dowiedział\w*|usłyszał\w*|polecił\w*|dozvěděl\w*|doporučil\w*|slyšel\w*|hörde|tipsade|hørte|fortalte|anbefalte|anbefalede|kuulin|suositteli|узнал\p{L}*|услышал\p{L}*|посоветовал\p{L}*|рассказал\p{L}*|έμαθα|άκουσα|μου (?:είπε|μίλησε|σύστησε)|听说|得知|推荐|知りました|紹介|拝見|알게 되|들었|سمعت|علمت)/iu,
  /^(?:j['’]ai (?:entendu|vu)|via|through|on behalf|namens|im namen|im auftrag|au nom|en nombre|per conto|suite à|following (?:our|your|up)|naar aanleiding|nach unserem|zoals (?:besproken|afgesproken|beloofd)|wie (?:\p{L}+ ){0,4}(?:besprochen|versprochen|vereinbart)|comme (?:convenu|promis)|as (?:promised|discussed|agreed)|como (?:acordado|prometido)|come d['’]accordo)(?![\p{L}])/iu,
];

/** Addresses, attachments, replies, rooms and times. */
const PRACTICAL: readonly RegExp[] = [
  /\b(?:(?:here|hier(?:bij)?|hierbei|voici|aquí|ecco|seguem)\b[^.?!]{0,12}\b(?:my|mijn|meine|mes|mis|i miei|os meus) (?:details|data|gegevens|daten|coordonnées|datos|dati|dados)|my details|lurk\w*|been following|CV|curriculum|résumé|attached|attachment|bijlage|anbei|im anhang|ci-joint|adjunto|allegat\w*|anexo|enclosed|find my details|details (?:below|as below|in the)|see below|as requested|what you asked|bilgilerim|below (?:is|are))\b/iu,
  /\b(?:(?:use|to|at|from|under) (?:my|this|the|his|her) (?:\w+ )?(?:e-?mail|address|mailbox|account)|private mailbox|reply-to|mail client|umlaut\w*|this address|dit adres|diese[rn]? adresse|cette adresse|esta dirección|questo indirizzo|este endereço|bu adres\w*|spam|confirmation|let me know|bescheid|laat (?:het )?(?:me|mij) weten|if (?:you need|there is|that is|possible|not|so)|do I need|don['’]t hesitate|more information|further (?:information|details)|next (?:week|month) (?:I|we) (?:am|are)|my (?:old|new) (?:address|e-?mail|account)|(?:phone|tel(?:ephone)?|mobile|number)\b.{0,10}\d{3})/iu,
  /^(?:p\.?\s?s\.?\s*[:.]?\s*)?(?:if|als|indien|mocht|wenn|falls|sollte|si|se|eğer|jeśli|jeżeli|gdyby|pokud|kdyby|om (?:det|ni)|hvis|jos|если|αν|εάν|如果|もし|혹시|만약|إذا|otherwise|anders|ansonsten|sonst|sinon|de lo contrario|altrimenti|either way|in any case|in case)(?![\p{L}])/iu,
  /^(?:(?:i|we) (?:can|could|will|['’]ll|cannot|can['’]t) (?:only )?(?:attend|come|make it|join|be there|travel)|i (?:live|am based) in|ik (?:woon|kan)\b[^.?!]{0,30}\b(?:niet|alleen|online)|ich (?:wohne|kann)\b[^.?!]{0,40}\b(?:nur|nicht|online)|my (?:\w+ )?(?:english|dutch|german)|mi inglés|mein englisch|mijn engels|mon anglais|il mio inglese|o meu inglês)(?![\p{L}])/iu,
];

/** Whether a sentence or clause is one of these. */
export function isNoReason(text: string): boolean {
  return [...COURTESY, ...PRACTICAL, ...SOURCE].some((pattern) => pattern.test(text));
}

/** Whether it only says how somebody heard of us. */
export function saysSource(text: string): boolean {
  return SOURCE.some((pattern) => pattern.test(text));
}
