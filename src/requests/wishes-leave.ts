/** How people ask to be taken off a list: a table per language, en nl de fr es it pt tr pl cs sv da no fi ru el zh ja ko ar. */

/** Asking to leave, in a sentence. Each pattern is linear: every gap in it is bounded. */
export const LEAVE: readonly RegExp[] = [
  /\b(?:unsubscribe|unsubscription|opt(?:ing)?[\s-]?out|un-?subscribed?|de-?list)\b/i,
  /\b(?:remove|delete|drop|strike|erase|take|get|scratch)\b[^.?!]{0,25}\b(?:me|us|my (?:name|address|e-?mail|data|account|subscription)|this address)\b(?![^.?!]{0,20}\bonto\b)[^.?!]{0,40}(?:\b(?:off|from|out)\b|[.!?]|$)/i,
  /\b(?:remove|delete|drop|take|strike|erase)\b[^?!]{0,80}\b(?:from|off) (?:the|your|this|all) (?:mailing[\s-]?|e-?mail )?(?:lists?|database|distribution)/i,
  /\b(?:remove|delete|unsubscribe|drop|verwijder|lösch\w*|supprim\w*|elimin\w*|rimuov\w*)\b[^?!@]{0,30}\S+@\S+/iu,
  /\b(?:off|leave|leaving|quit) (?:the|your|this|that) (?:mailing[\s-]?)?(?:list|group|series)\b|\b(?:take|get) (?:me|my (?:name|address)) off\b/i,
  /\b(?:stop|cease)\b[^.?!]{0,25}\b(?:sending|e-?mailing|mailing|these (?:e-?)?mails|e-?mails|mails|messages|receiving)\b/i,
  /\b(?:no longer|don['’]?t|do not|not|never)\b[^.?!]{0,18}\b(?:wish|want|need|like|interested|care)\b[^.?!]{0,35}\b(?:receiv\w*|get(?:ting)?|be on(?! any)|e-?mails?|mails?|invitations?|announcements?|subscri\w+|this list|your list)\b/i,
  /\b(?:cancel|end|terminate|discontinue) (?:my|the|this) (?:subscription|membership|registration)\b|\bno more (?:e-?mails?|mails?|announcements|invitations)\b/i,
  /\bplease,? stop\b|\bstop (?:it|this|these|that)\b|\b(?:don['’]?t|do not|no longer) (?:want|need|wish (?:for|to get))\b[^.?!]{0,30}\b(?:them|these|this|it|any)\b[^.?!]{0,30}\b(?:any ?more|any longer)\b|\bplease (?:un-?list|deregister|un-?register)\b/i,
  // Nederlands
  /\b(?:er ?(?:af|uit)(?:ge)?ha(?:al|len|alt|ald)\w*|(?:haal|halen|mag|mogen|wil|willen|moet|gooi|zet|laat|kan|kunnen)\b[^.?!]{0,40}\ber (?:weer |graag |nu )?(?:af|uit)\b(?! (?:en toe|ziet|zien))|(?:er ?)?af(?:halen|haalt)|af ?te ?melden|afmeld(?:en|ing)|uit ?te ?schrijven|uitschrijv(?:en|ing)|meld\s+(?:mij|me|ons)\b[^.?!]{0,20}\baf|schrijf\s+(?:mij|me|ons)\b[^.?!]{0,20}\buit|afgemeld|uitgeschreven|opzeggen|(?:haalt?|halen|verwijdert?|verwijderen|schrapt?|schrappen)\b[^.?!]{0,40}\b(?:lijst|adres|mij|me|gegevens)\b|van (?:de|deze|jullie|uw) (?:mailing|mail|verzend)?lijst (?:af|halen|verwijder|gehaald)|geen (?:mails?|e-?mails?|berichten|aankondigingen|uitnodigingen|nieuwsbrief)\b[^.?!]{0,30}\bmeer\b|niet meer\b[^.?!]{0,30}\bontvangen|hoef\b[^.?!]{0,40}\bniet meer|gegevens te (?:wissen|verwijderen)|(?:wis|verwijder)\b[^.?!]{0,30}\bgegevens)/i,
  // Deutsch
  /(?:\b(?:abmeld(?:en|ung)|abzumelden|melden?\s+(?:sie\s+)?mich\b[^.?!]{0,30}\bab|austragen|auszutragen|trag(?:en|t)?\s+(?:sie\s+)?mich\b[^.?!]{0,30}\baus|abbestell\w*|streich\w*\b[^.?!]{0,50}\b(?:verteiler|liste|mich)|(?:aus|von|vom) (?:dem |der |ihrem |ihrer |eurem |eurer )?(?:e-?mail-?|mailing-?)?(?:verteiler|liste)|nicht (?:mehr|länger)\b[^.?!]{0,40}\b(?:erhalten|bekommen|zusenden|schicken)|kein(?:e|en)? (?:weiteren? )?(?:e-?mails?|mails?|nachrichten|einladungen|rundmails?)\b|lösch(?:en|ung|t)\b[^.?!]{0,40}\b(?:mich|meine[rn]?|daten|adresse)))/i,
  // français
  /(?:désinscri\w*|désabonn\w*|desinscri\w*|desabonn\w*|(?:me|moi|mon adresse|mon nom)\b[^.?!]{0,12}\b(?:retirer|enlever|supprimer|rayer|radier)|(?:retir|enlev|supprim|ray)(?:er|ez)[\s-]*(?:moi|mon|mes|me)\b|ne\b[^.?!]{0,25}\bplus\b[^.?!]{0,25}\b(?:recevoir|faire partie|être)|quitter la liste|(?:cess(?:ez|er)|arrêt(?:ez|er)) de (?:m['’]|nous )(?:envoyer|écrire|adresser)|(?:ne|n['’]) ?(?:m['’])?(?:envoyez|adressez) plus)/i,
  // español
  /(?:\bde baja\b|^\s*baja\b|\bbaja (?:de|en) la lista|desuscri\w*|dessuscri\w*|cancelar (?:mi |la )?suscripci[oó]n|\b(?:elim[ií]n|b[oó]rr|qu[ií]t|ret[ií]r|s[aá]qu)\w*(?:me|nos|mi)\b|(?:dej(?:en|e|ad|ar)|par(?:en|e|ar)) de (?:enviar|mandar|escribir|recibir)\w*|no (?:quiero|deseo|queremos|me interesa)\b[^.?!]{0,20}\b(?:recib|seguir|correos)\w*)/i,
  // italiano
  /\b(?:disiscri\w*|cancell(?:ar(?:mi|e)|at(?:emi|e)|azione|i)\b|rimuov\w*|rimozione|togli\w*\b|(?:smett(?:ere|ete|a|i)|cessare|cessate) di (?:inviar|mandar|scriver)\w*|non (?:desidero|voglio|vorrei|intendo)\b[^.?!]{0,15}\b(?:più|ricevere)\b|annullare (?:la mia )?iscrizione)/i,
  // português
  /(?:cancel(?:ar|em|e|amento)\b[^.?!]{0,20}\b(?:inscrição|subscrição|assinatura|registo)|\b(?:remov(?:er|am|a|ido)|retir(?:ar|em|e)|tir(?:ar|em|e)|elimin(?:ar|em|e)|apag(?:ar|uem|ue))\b[\s-]*(?:me|o meu|meu|a minha|minha|d)\b|descadastr\w*|desinscr\w*|(?:deix(?:em|e|ar|ai)|par(?:em|e|ar)|cess(?:em|e|ar)) de (?:me |nos |lhe )?(?:enviar|mandar|receber|contactar|escrever)|(?:fim|término|termo) d[ae] (?:minha )?(?:assinatura|subscrição|inscrição)|não (?:quero|desejo|pretendo)\b[^.?!]{0,15}\b(?:mais|receber)\b|sair da lista|deixar de receber)/i,
  // Türkçe
  /(?:list\p{L}*(?:dan|den|tan|ten)(?: \p{L}+){0,2} (?:çık|sil|ayrıl|kaldır|düş)|(?:çıkar|sil|kaldır)ıl?(?:mas|mak|mam)|çıkar(?:ın|ılmak|ır mısınız|manızı)|abonelik(?:ten|imi)|üyeliğimi|aboneliğimi|almak istemiyorum)/iu,
  // A verb of taking away before or behind what one is taken from, in each language.
  /\b(?:remov\w+|delet\w+|drop|strike|take|taking|exclud\w+|eras\w+|withdraw\w*)\b[^.?!]{0,50}\b(?:from|off|out of) (?:your|the|this|that|all|any future|further|these) (?:\w+ )?(?:list|mailings?|distribution|database|recipients|e-?mails|announcements|circulation)\b/i,
  /(?:retir|enlev|supprim|ôt|ray|effac|radi|exclu|sort)\p{L}*[^.?!]{0,40}(?:liste|envois?|destinataires|diffusion|fichier|base)(?![\p{L}])|(?<![\p{L}])ne (?:plus|pas) (?:m['’]|nous |lui |les? )?(?:envoyer|adresser|écrire|expédier)/iu,
  /(?:elimin|borr|quit|retir|sa[cq]|exclu|suprim)\p{L}*[^.?!]{0,40}(?:lista|envíos|boletín|distribución|destinatarios)(?![\p{L}])|(?<![\p{L}])(?:dejar de|no) (?:recibir|mandar\p{L}*|enviar\p{L}*)/iu,
  /(?:togli|toglier|rimuov|rimozion|elimin|cancell|esclud)\p{L}*[^.?!]{0,40}(?:lista|mailing|elenco|destinatari|indirizzo)(?![\p{L}])|(?<![\p{L}])non (?:inviar|mandar)\p{L}*[^.?!]{0,12}più/iu,
  /(?:remov|retir|tir|exclu|elimin|apag)\p{L}*[^.?!]{0,40}(?:lista|mailing|cadastro|destinatários|divulgação)(?![\p{L}])|(?<![\p{L}])não (?:enviar|mandar|receber)\p{L}*[^.?!]{0,12}mais/iu,
  /(?<![\p{L}])(?:entfern|streich|lösch|nehm|nimm)\p{L}*[^.?!]{0,60}(?:verteiler|liste|empfänger\p{L}*)(?![\p{L}])(?![^.?!]{0,20}auf(?:nehmen|zunehmen|genommen|\b))[^.?!]{0,25}(?:heraus|raus|entfern|streich|lösch|$|[.,!])/iu,
  // English, in a roundabout way
  /\b(?:let|leave|count) (?:me|us) (?:off|out)\b|\b(?:give up|have to leave|drop out of|step away from|bow out of)\b[^.?!]{0,30}\b(?:list|mailings?|series|colloquium)\b|\b(?:my (?:name|address|e-?mail)|I|me)\b[^.?!]{0,30}\b(?:taken|removed|deleted|struck|dropped|off)\b[^.?!]{0,25}\b(?:list|mailings?|database|distribution)\b|\b(?:end|stop|cancel)\b[^.?!]{0,15}\b(?:my|the|these) (?:subscription|invitations|notifications|announcements)/i,
  // polski, čeština, slovenčina
  /(?:wypis(?:ać|anie|uję|zcie|z )|wykreśl|skreśl|wyrejestr|usunię|usun(?:ąć|iecie)|usuń|rezygn(?:uję|ować)|nie (?:chcę|chciał\p{L}{1,4}|życzę)[^.?!]{0,25}(?:otrzymywać|dostawać)|anulow)/iu,
  /(?:odhlá[sš]|odhlašuj|odstran|vyřa(?:dit|ďte)|vyřazení|vyškrtn|vymaz(?:at|te|ání)|zrušit (?:odběr|členstv|registrac)|nechci (?:již |už |dále )?(?:dostávat|odebírat)|nepřeji si|odhlásiť|odstráňte|neposíl)/iu,
  // svenska, dansk, norsk
  /(?:avregistrer|avanmäl|avprenumer|avsluta|ta(?:ga)? bort (?:mig|min|mitt|oss)|stryk(?:a)? (?:mig|min)|slippa[^.?!]{0,20}(?:mail|mejl|utskick|inbjud)|(?:inte|ej)[^.?!]{0,15}(?:längre|fler)[^.?!]{0,25}(?:mail|mejl|utskick|inbjud|list|få))/iu,
  /(?:afmeld|avmeld|frameld|meld(?:e)? (?:mig|meg|oss|os) (?:fra|av|ud)|slette? (?:mig|meg|min|mit)|fjerne? (?:mig|meg|min|mit|os|oss)|stryk(?:e)? (?:mig|meg)|tage? (?:mig|meg) (?:af|av)|(?:ikke|ikkje)[^.?!]{0,15}(?:længere|lenger|flere|mere)[^.?!]{0,25}(?:mail|e-?post|invit|list|modtage|motta|få))/iu,
  // suomi
  /(?:poista(?:kaa|isitte|tte)?(?![\p{L}])|poistaa|poistetta|peru(?:kaa|uttaa|utan)|erota[^.?!]{0,20}list|eroan|en (?:halua|toivo)[^.?!]{0,15}enää|pois (?:\p{L}+)?listalta)/iu,
  // русский, українська, ελληνικά
  /(?:отпи[сш]|отписк|удалит|исключит|убер(?:ите|и)|вычеркн|не (?:хочу|желаю|нужно|присылайте|шлите|отправляйте)[^.?!]{0,25}(?:больше|получать|рассыл|письм)|больше не[^.?!]{0,30}(?:получать|присыл|рассыл|отправл)|отказ(?:аться|ываюсь)|відпис|видаліть)/iu,
  /(?:διαγρα[φψ]|διαγράψ|απεγγραφ|αφαιρ[έε]|βγάλτε|δεν (?:θέλω|επιθυμώ)[^.?!]{0,25}(?:άλλο|πλέον|πια|λαμβάν))/iu,
  // 日本語, 한국어, العربية
  /(?:退会|解除|削除|配信(?:を)?停止|停止して|外して|取り消し|今後.{0,12}不要)/u,
  /(?:탈퇴|해지|구독 ?취소|수신 ?거부|삭제해|제외해|빼 ?주|그만 받)/u,
  /(?:إلغاء|الغاء|حذف|إزالت|ازالت|إزالة|لا أرغب|لا أريد|لم أعد (?:أرغب|أريد)|להסיר|הסירו|לבטל|لغو|حذف)/u,
  // magyar, română
  /(?:leiratkoz|töröl(?:jenek|jék|ni|jön)|vegyenek le|dezabon|ștergeți|scoateți|eliminați|вилуч|видал(?:іть|ити)|прибер(?:іть|ати)|hủy đăng ký|xóa (?:tôi|tên|địa chỉ)|hapus|berhenti berlangganan)/iu,
  // 中文
  /(?:删除|移除|除名|退订|退訂|取消订阅|取消訂閱|移出|删除我|不再接收|不想再收)/,
];
