/**
 * How people ask to be put on a list, and how they ask to be taken off it, per language: en nl de fr es it pt tr zh.
 * Classification and extraction share these words, so that what makes a mail a request is never mistaken for its motivation.
 */
const LIST =
  '(?:list|mailing|mails?|e-?mails?|group|colloqui\\w*|community|distribution|series|announcements?|invitations?|invites?|newsletters?|updates|notifications)';

/** Asking to join, in a sentence. */
const JOIN: readonly RegExp[] = [
  // English
  /\b(?:add|include|put|subscribe|register|enrol+|sign|list|count|get|place|keep|have|enter)\b[^.?!]{0,30}\b(?:me|us|him|her|them|myself|my (?:name|address|e-?mail|colleague|student|supervisor|boss|work address)|this (?:e-?mail )?address)\b[^.?!]{0,50}(?:\b(?:up|in|to|on|onto|as|for|too|please|with)\b|[!.:?]|$)/i,
  /\b(?:please|kindly|pls|plz|could you|can you|would you|may i|could i|can i|might i)\b[^.?!]{0,40}\b(?:add(?:ed)?|subscribed?|register(?:ed)?|included?|enrol+(?:ed)?|sign(?:ed)? up|put|join|be on)\b/i,
  /\b(?:join(?:ing)?|be (?:added|on|part of|put on|included|subscribed|a member)|get on(?:to)?|become (?:a )?(?:member|part|subscribers?))\b[^.?!]{0,40}/i,
  new RegExp(`\\b(?:receive|get|have)\\b[^.?!]{0,30}\\b${LIST}\\b`, 'i'),
  new RegExp(`\\bsend\\b[^.?!]{0,30}\\b${LIST}\\b[^.?!]{0,30}\\b(?:to|me|us)\\b`, 'i'),
  /\b(?:sign me up|count me in|keep me (?:posted|informed|in the loop|updated)|subscribe (?:me|to)|(?:new|another) (?:member|subscriber)|(?:apply|applying) (?:for|to) (?:join|be|become|the list|the colloqui|your|membership|admission|participation)|(?:like|wish|want|love|hope|keen|eager) to (?:participate|take part|follow|attend|subscribe|sign up|register)|allowed to participate|request(?:ing)? (?:for )?(?:participation|membership|to be added|to join))\b/i,
  /^\s*(?:subscri(?:be|ption)|join|sign[\s-]?up|register|registration|aanmelden|anmelden|anmeldung|inscription|iscrizione|inscripci[oó]n|inscrição|alta|kayıt)\s*[:,–—-]\s/iu,
  // Nederlands
  /\b(?:aanmeld(?:en|ing)?|inschrij(?:ven|ving)|toe te voegen|toevoegen|toegevoegd|voeg\s+\w+\s+toe|(?:meld|schrijf|voeg|zet|neem)\s+(?:mij|me|ons|hem|haar|mijn)\b[^.?!]{0,40}\b(?:aan|in|toe|op)\b|(?:op|aan) (?:de|jullie|uw|die|deze) (?:mailing|mail|verzend|distributie)?lijst|plekje op|op de hoogte (?:gehouden|blijven)|abonneren|meedoen|deelnemen|deelname|lid worden|(?:ontvang(?:en)?|krijgen|toesturen)\b[^.?!]{0,60}\b(?:aankondiging|uitnodiging|mails?|nieuwsbrief)\w*|(?:aankondiging|uitnodiging|nieuwsbrief)\w*\b[^.?!]{0,60}\b(?:ontvangen|krijgen))/i,
  // Deutsch
  /(?:\b(?:anmeld(?:en|ung(?:en)?)|eintragen|einzutragen|einschreiben|aufnehmen|aufzunehmen|aufgenommen|aufnahme|hinzufügen|hinzuzufügen|abonnieren|beitreten|teilnehmen|dabei ?sein|mitmachen|mitglied werden|(?:trag(?:en|t)?|nehm(?:en|t)?|setz(?:en|t)?|schreib(?:en|t)?)\s+(?:sie\s+)?(?:bitte\s+)?(?:mich|uns|ihn|meine[nr]?|unsere[nr]?))\b|\b(?:in|auf) (?:den|die|ihren?|euren?) (?:e-?mail-?|mailing-?)?(?:verteiler|liste)\b|\b(?:einladungen|ankündigungen)\b[^.?!]{0,50}\b(?:erhalten|bekommen|schicken|senden)|(?:erhalten|bekommen)\b[^.?!]{0,30}\b(?:einladungen|ankündigungen))/i,
  // français
  /(?:(?<!dés)inscri(?:re|ption|vez|t|te|s)\b|(?:m|nous |l)['’]?(?:ajouter|inscrire)|ajoute[rz]\b|mett(?:re|ez)[\s-](?:moi|nous)\b|(?<!dés)abonne[rz]|rejoindre|faire partie|être ajoutée?|recevoir (?:les|vos|des)\b|participer|adhérer|liste d(?:e diffusion|['’]annonces))/i,
  // español
  /(?:\b(?:dar(?:me|nos)?|denme|d[ée]me|solicit\w+|solicitud)\b[^.?!]{0,20}\bde alta\b|\balta en\b|\b(?:suscrib|inscrib|apunt(?:ar|en|e)(?:me|nos)|añad|agr[eé]g|incl[uú]y|unirme|unirnos|sumar(?:me|nos)|inclu[ií]r\w*|an[oó]t(?:en|ar)(?:me|nos)|p[oó]n(?:gan|er)(?:me|nos)|recibir (?:los|las|sus|avisos|informaci)|formar parte|participar|inscripci[oó]n)\w*)/i,
  // italiano
  /\b(?:(?<!dis)iscriv\w*|iscrizione|aggiung\w*|aggiunt[oa]|inserir\w*|inserit[oaei]\w*|mett(?:er|ete)mi|ricevere (?:gli|le|i|la|vostr)\w*|partecipare|unirmi|far parte|fare parte)/i,
  // português
  /(?:\b(?:inscrev\w*|inscrição|inscricao|adicion\w*|acrescent\w*|coloqu\w*-me|incluir|inclu[ií]d[oa]|subscrever|receber (?:os|as|convites|avis)|participar|juntar-me|me juntar|entrar na lista|fazer parte|cadastr\w*)\b)/i,
  // Türkçe
  /(?:katıl(?:ım|mak|abil)|eklen?mek|ekle(?:yebilir|yin|r misiniz|nmesini)|eklenmek|üye ol|kayıt ol|abone ol|listenize|listesine)/i,
  // A list in the same sentence as a wish, whatever the verb.
  /^(?=.*(?<![\p{L}])(?:mailing[\s-]?list|list|liste|mailingliste|mailinglijst|lijst|verteiler|lista|liste de diffusion)(?![\p{L}]))(?=.*(?<![\p{L}])(?:would (?:like|love)|['’]d (?:like|love)|please|kindly|grateful|appreciate|request|hope|wish|want|bitte|verzoek|willen|demande|solicit\w+|pido|ruego|quiero|chiedo|prego|peço|lütfen|could (?:i|you|we)|may i|can (?:i|you|we)|möchte\w*|würde\w* gerne?|könnt\w*|kann (?:ich|man)|darf ich|graag|mag ik|kan ik|zou ik|wil ik|voudrais|souhait\w*|aimerais|pourr\w+|puis-je|quisiera|gustar[ií]a|podr[ií]an?|pued\w+|vorrei|potr\w+|posso|gostaria|poder[ií]a\w*|podia\w*)(?![\p{L}]))/iu,
  // 中文, 日本語
  /(?:加入|订阅|訂閱|报名|申请|申請|参加|添加|登録|登录)/,
];

/** Asking to leave. */
const LEAVE: readonly RegExp[] = [
  /\b(?:unsubscribe|unsubscription|opt(?:ing)?[\s-]?out|un-?subscribed?|de-?list)\b/i,
  /\b(?:remove|delete|drop|strike|erase|take|get|scratch)\b[^.?!]{0,25}\b(?:me|us|my (?:name|address|e-?mail|data|account|subscription)|this address)\b(?![^.?!]{0,20}\bonto\b)[^.?!]{0,40}(?:\b(?:off|from|out)\b|[.!?]|$)/i,
  /\b(?:remove|delete|drop|take|strike|erase)\b[^?!]{0,80}\b(?:from|off) (?:the|your|this|all) (?:mailing[\s-]?|e-?mail )?(?:lists?|database|distribution)/i,
  /\b(?:remove|delete|unsubscribe|drop|verwijder|lösch\w*|supprim\w*|elimin\w*|rimuov\w*)\b[^?!@]{0,30}\S+@\S+/iu,
  /\b(?:off|leave|leaving|quit) (?:the|your|this|that) (?:mailing[\s-]?)?(?:list|group|series)\b|\b(?:take|get) (?:me|my (?:name|address)) off\b/i,
  /\b(?:stop|cease)\b[^.?!]{0,25}\b(?:sending|e-?mailing|mailing|these (?:e-?)?mails|e-?mails|mails|messages|receiving)\b/i,
  /\b(?:no longer|don['’]?t|do not|not|never)\b[^.?!]{0,18}\b(?:wish|want|need|like|interested|care)\b[^.?!]{0,35}\b(?:receiv\w*|get(?:ting)?|be on|e-?mails?|mails?|invitations?|announcements?|subscri\w+|this list|your list)\b/i,
  /\b(?:cancel|end|terminate|discontinue) (?:my|the|this) (?:subscription|membership|registration)\b|\bno more (?:e-?mails?|mails?|announcements|invitations)\b/i,
  /\bplease,? stop\b|\bstop (?:it|this|these|that)\b|\b(?:don['’]?t|do not|no longer) (?:want|need|wish (?:for|to get))\b[^.?!]{0,30}\b(?:them|these|this|it|any)\b[^.?!]{0,30}\b(?:any ?more|any longer)\b|\bplease (?:un-?list|deregister|un-?register)\b/i,
  // Nederlands
  /\b(?:af ?te ?melden|afmeld(?:en|ing)|uit ?te ?schrijven|uitschrijv(?:en|ing)|meld\s+(?:mij|me|ons)\b[^.?!]{0,20}\baf|schrijf\s+(?:mij|me|ons)\b[^.?!]{0,20}\buit|afgemeld|uitgeschreven|opzeggen|(?:haal|halen|verwijder(?:en)?|schrap(?:pen)?)\b[^.?!]{0,40}\b(?:lijst|adres|mij|me|gegevens)\b|van (?:de|deze|jullie|uw) (?:mailing|mail|verzend)?lijst (?:af|halen|verwijder|gehaald)|geen (?:mails?|e-?mails?|berichten|aankondigingen|uitnodigingen|nieuwsbrief)\b[^.?!]{0,30}\bmeer\b|niet meer\b[^.?!]{0,30}\bontvangen|hoef\b[^.?!]{0,40}\bniet meer|gegevens te (?:wissen|verwijderen)|(?:wis|verwijder)\b[^.?!]{0,30}\bgegevens)/i,
  // Deutsch
  /(?:\b(?:abmeld(?:en|ung)|abzumelden|melden?\s+(?:sie\s+)?mich\b[^.?!]{0,30}\bab|austragen|auszutragen|trag(?:en|t)?\s+(?:sie\s+)?mich\b[^.?!]{0,30}\baus|abbestell\w*|streich\w*\b[^.?!]{0,50}\b(?:verteiler|liste|mich)|(?:aus|von|vom) (?:dem |der |ihrem |ihrer |eurem |eurer )?(?:e-?mail-?|mailing-?)?(?:verteiler|liste)|nicht (?:mehr|länger)\b[^.?!]{0,40}\b(?:erhalten|bekommen|zusenden|schicken)|kein(?:e|en)? (?:weiteren? )?(?:e-?mails?|mails?|nachrichten|einladungen|rundmails?)\b|lösch(?:en|ung|t)\b[^.?!]{0,40}\b(?:mich|meine[rn]?|daten|adresse)))/i,
  // français
  /(?:désinscri\w*|désabonn\w*|desinscri\w*|desabonn\w*|(?:me|moi|mon adresse|mon nom)\b[^.?!]{0,12}\b(?:retirer|enlever|supprimer|rayer|radier)|(?:retir|enlev|supprim|ray)(?:er|ez)[\s-]*(?:moi|mon|mes|me)\b|ne\b[^.?!]{0,25}\bplus\b[^.?!]{0,25}\b(?:recevoir|faire partie|être)|quitter la liste)/i,
  // español
  /(?:\bde baja\b|^\s*baja\b|\bbaja (?:de|en) la lista|desuscri\w*|dessuscri\w*|cancelar (?:mi |la )?suscripci[oó]n|\b(?:elim[ií]n|b[oó]rr|qu[ií]t|ret[ií]r|s[aá]qu)\w*(?:me|nos|mi)\b|no (?:quiero|deseo|queremos|me interesa)\b[^.?!]{0,20}\b(?:recib|seguir|correos)\w*)/i,
  // italiano
  /\b(?:disiscri\w*|cancell(?:ar(?:mi|e)|at(?:emi|e)|azione|i)\b|rimuov\w*|rimozione|togli\w*\b|non (?:desidero|voglio|vorrei|intendo)\b[^.?!]{0,15}\b(?:più|ricevere)\b|annullare (?:la mia )?iscrizione)/i,
  // português
  /(?:cancel(?:ar|em|e|amento)\b[^.?!]{0,20}\b(?:inscrição|subscrição|assinatura|registo)|\b(?:remov(?:er|am|a|ido)|retir(?:ar|em|e)|tir(?:ar|em|e)|elimin(?:ar|em|e)|apag(?:ar|uem|ue))\b[\s-]*(?:me|o meu|meu|a minha|minha|d)\b|descadastr\w*|desinscr\w*|não (?:quero|desejo|pretendo)\b[^.?!]{0,15}\b(?:mais|receber)\b|sair da lista|deixar de receber)/i,
  // Türkçe
  /(?:listeden?(?:n|nizden)? (?:çık|sil)|çıkar(?:ın|ılmak|ır mısınız|manızı)|abonelik(?:ten|imi)|üyeliğimi|aboneliğimi|almak istemiyorum)/i,
  // 中文
  /(?:退订|退訂|取消订阅|取消訂閱|移出|删除我|不再接收|不想再收)/,
];

/** Joining something else than the list. */
const OTHER_JOIN =
  /\b(?:join(?:ing|ed)?|attend(?:ing)?) (?:(?:the|our|a|an|this|us|your|their|my) )*(?:[\w-]+ )?(?:consortium|project|proposal|workshop|conference|summit|board|committee|panel|webinar|training|team|company|lab|us|dinner|lunch|grant|application|call|in(?=[.,!?]|$))\b|\b(?:list|liste|lista|lijst) (?:of|von|der|des|de (?:los|las|ponentes|participantes)|van (?:sprekers|lezingen)) /giu;

/** Whether a sentence asks to be put on the list. */
export function asksToJoin(sentence: string): boolean {
  const text = sentence.replace(OTHER_JOIN, ' ');
  return JOIN.some((pattern) => pattern.test(text));
}

/** Whether a sentence asks to be taken off the list. */
export function asksToLeave(sentence: string): boolean {
  return LEAVE.some((pattern) => pattern.test(sentence));
}
