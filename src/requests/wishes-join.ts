/**
 * How people ask to be put on a list: a table per language, en nl de fr es it pt tr pl cs sv da no fi ru el zh ja ko ar.
 * A word boundary of JavaScript knows ASCII only, so other scripts stand without one.
 */
const LIST =
  '(?:list|mailing|mails?|e-?mails?|group|colloqui\\w*|community|distribution|series|announcements?|invitations?|invites?|newsletters?|updates|notifications)';

/** Asking to join, in a sentence. Each pattern is linear: every gap in it is bounded. */
export const JOIN: readonly RegExp[] = [
  // English
  /\b(?:(?:add|include|put|subscribe|register|enrol+|enlist|sign|list|enter)\b[^.?!]{0,30}|(?:count|get|place|keep|have|let) (?:(?:also|both|all) )?)\b(?:me|us|him|her|them|myself|my (?:name|address|e-?mail|colleague|student|supervisor|boss|work address)|this (?:e-?mail )?address)\b[^.?!]{0,50}(?:\b(?:up|in|to|on|onto|as|for|too|please|with)\b|[!.:?]|$)/i,
  /\b(?:please|kindly|pls|plz|could you|can you|would you|may i|could i|can i|might i)\b[^.?!]{0,40}\b(?:add(?:ed)?|subscribed?|register(?:ed)?|included?|enrol+(?:ed)?|sign(?:ed)? up|put|join|be on)\b/i,
  /\b(?:join(?:ing)?|be (?:re-?)?(?:added|on|part of|put on|included|subscribed|a member)|get on(?:to)?|become (?:a )?(?:member|part|subscribers?))\b[^.?!]{0,40}/i,
  new RegExp(`\\bsend\\b[^.?!]{0,30}\\b${LIST}\\b[^.?!]{0,30}\\b(?:to|me|us)\\b`, 'i'),
  /\b(?:sign me up|count me in|keep me (?:posted|informed|in the loop|updated)|subscribe (?:me|to)|(?:new|another|more|additional|further) (?:members?|subscribers?|participants?|listeners?|attendees?)|add(?:ition)? to (?:the |your )?(?:mailing |e-?mail )?list|(?:application|applying|apply) (?:for|to) (?:attend(?:ing|ance)?|enrol\w*|registration|subscription)|(?:apply|applying) (?:for|to) (?:join|be|become|the list|the colloqui|your|membership|admission|participation)|(?:like|wish|want|love|hope|keen|eager) to (?:participate|take part|follow|attend|subscribe|sign up|register)|allowed to participate|request(?:ing)? (?:for )?(?:participation|membership|to be added|to join))\b/i,
  /^\s*(?:subscri(?:be|ption)|join|sign[\s-]?up|register|registration|aanmelden|anmelden|anmeldung|inscription|iscrizione|inscripci[oó]n|inscrição|alta|kayıt)\s*[:,–—-]\s/iu,
  // Nederlands
  /\b(?:aanmeld(?:en|ing)?|inschrij(?:ven|ving)|toe te voegen|toevoegen|toegevoegd|voeg\s+\w+\s+toe|(?:meld|schrijf|voeg|zet|neem)\s+(?:mij|me|ons|hem|haar|mijn)\b[^.?!]{0,40}\b(?:aan|in|toe|op)\b|plekje op|op de hoogte (?:gehouden|blijven)|abonneren|meedoen|deelnemen|deelname|lid worden|(?:ontvang(?:en)?|krijgen|toesturen)\b[^.?!]{0,60}\b(?:aankondiging|uitnodiging|mails?|nieuwsbrief)\w*|(?:aankondiging|uitnodiging|nieuwsbrief)\w*\b[^.?!]{0,60}\b(?:ontvangen|krijgen))/i,
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
  // What was forwarded or shown: "I'd like to get these too"
  /\b(?:like|love|want|happy|glad|keen) to (?:get|receive|have|see)\b[^.?!]{0,12}\b(?:these|them|those|such|it|yours?)\b|\b(?:get|receive|have) (?:these|them|those) (?:e-?mails? |mails? |notices? |invitations? )?(?:too|as well|directly|myself)\b|\b(?:deze|zulke) (?:mails?|berichten|uitnodigingen)\b[^.?!]{0,20}\b(?:ook|zelf)\b|\b(?:auch|selbst)\b[^.?!]{0,20}\b(?:diese|solche) (?:mails?|einladungen|ankündigungen)/i,
  /\binterested in (?:receiving|getting|joining|attending|following|hearing|participating|taking part|subscribing|being (?:added|on|included|part))\b|\b(?:sit in|sit (?:quietly )?(?:in|at) the back|listen in|tag along|come along|follow along|listen to (?:your|the|these) (?:talks|lectures|seminars)|follow (?:your|the|these) (?:talks|lectures|seminars|series|colloquium))\b/i,
  /(?<![\p{L}])opname (?:in|op)(?![\p{L}])|verzendlijst|adressenlijst|mailverteiler|e-?mail-?verteiler|incorpor(?:en|ar|asen|aran|arme|arse)\b/iu,
  // Listening in
  /\b(?:darf|dürfte|kann|könnte|würde|möchte)\b[^.?!]{0,25}(?:mithören|zuhören|reinhören|dabei ?sein|(?:gern(?:e)? )?dabei|teilhaben)|\bwäre gern(?:e)? dabei|\b(?:mag|kan|zou|wil)\b[^.?!]{0,20}\b(?:meeluisteren|meekijken|aanschuiven|aanhaken|erbij)\b|\bpuis-je (?:assister|écouter|suivre)|\b(?:poder|puedo|podría|quisiera|gustaría) (?:asistir|escuchar|seguir)|\b(?:posso|potrei|vorrei) (?:assistere|ascoltare|seguire)|\b(?:posso|poderia|gostaria de|gostava de) (?:assistir|ouvir|acompanhar)|(?:lyssna in|lytte med|följa med|følge med|kuunnella|послушать)|\b(?:part of (?:this|it|the (?:group|list|series|colloquium))|how do I (?:get|join|subscribe|sign))\b/iu,
  /(?:på (?:\p{L}+ )?(?:mail|mejl|epost|e-post|sänd)?list(?:e|en|a|an)(?![\p{L}])|lagt? (?:meg|mig|till|til)|(?:sätta?|sette?) upp? (?:mig|meg)|kunne dere|gerne? (?:med )?på)/iu,
  // A place on the list, whatever the verb: "kan ik op jullie lijst", "room on your list", "mag ik erbij".
  /\b(?:room|place|spot|slot|seat)\b[^.?!]{0,20}\bon\b[^.?!]{0,30}\b(?:list|mailing)\b|\b(?:kan|mag|kunnen|mogen|zou|zouden) (?:ik|wij|we)\b[^.?!]{0,40}\b(?:op (?:de|jullie|uw|die|deze) \p{L}*lijst|bij (?:jullie|de (?:groep|club|lijst)|het colloquium)|erbij|lijst|aansluiten)(?![\p{L}])|\b(?:zet|zetten|plaats|gooi|krabbel)\b[^.?!]{0,30}\b(?:op|bij)\b[^.?!]{0,20}\blijst|\bvoortaan\b[^.?!]{0,40}\b(?:ontvang|krijg|hoor)/iu,
  /\b(?:kann|könnte|darf|dürfte) (?:ich|man)\b[^.?!]{0,40}\b(?:dazukommen|mit rein|rein|drauf|verteiler|liste)\b|\b(?:aufnahme|eintrag(?:ung)?)\b[^.?!]{0,20}\b(?:in|auf)\b[^.?!]{0,20}\b(?:verteiler|liste)|\b(?:nehmt|nehmen sie|setzt|packt|schreibt)\b[^.?!]{0,20}\b(?:mich|uns)\b/iu,
  /\b(?:me|nous|m['’]) ?(?:mettre|rajouter|ajouter|inclure|compter|inscrire|intégrer)\b|\b(?:être|figurer|faire partie)\b[^.?!]{0,30}\b(?:liste|diffusion|destinataires|colloque)\b|\b(?:intégrer|incluez|rajoutez|ajoutez|comptez)[ -](?:moi|nous|votre)\b/iu,
  /\b(?:me|nos) (?:pueden|podrían|podéis|puedes) (?:incluir|añadir|agregar|apuntar|poner|sumar|meter)|\b(?:incluy|añad|agreg|apunt|sum|met)(?:an|en|ir|er|ar|id)(?:me|nos)\b|\b(?:ser|estar) (?:incluid|añadid|agregad)[oa]/iu,
  /\b(?:mett|aggiung|inserir|includ|segn|registr)(?:er|et|ar|at)?e?(?:mi|ci)\b|\b(?:essere|venire) (?:aggiunt|inserit|inclus|iscritt)[oaei]\b|\bpotete (?:mett|aggiung|iscriv|inser|includ)/iu,
  /\b(?:pode(?:m|ria|riam)?)\b[^.?!]{0,10}\b(?:adicionar|incluir|acrescentar|inscrever|pôr|colocar|juntar)|\b(?:ser|estar) (?:adicionad|incluíd|inscrit)[oa]\b|\bfazer parte\b|\b(?:adicion|inclu|acrescent|inscrev)[\p{L}]{1,4}-me\b/iu,
  /(?:(?:beni|bizi|adım[ıi]|adresimi)[^.?!]{0,30}(?:ekle|kaydet|dahil)|(?:ekler|kaydeder|alır) m[ıi]s[ıi]n[ıi]z|haberdar (?:olmak|edil)|davet(?:leri|iyeleri)[^.?!]{0,20}almak)/iu,
  // polski, čeština, slovenčina
  /(?:doda(?:ć|nie|jcie|cie)|dopis(?:ać|anie)|zapis(?:ać|anie|uję|zcie)|dołącz|subskry|prenumer|otrzymywać|wpis(?:ać|anie))/iu,
  /(?:přid(?:at|ejte|ání)|přihlás|přihlašuji|zařa(?:dit|ďte|zení)|zapsat|zapište|připojit|odebírat|zasíl(?:at|ejte|ání)|dostávat|pridať|prihlásiť|zaradiť)/iu,
  // svenska, dansk, norsk
  /(?:lägga? till|läggas till|lägg mig|anmäl|prenumer|gå med|vara med|(?:stå|komma|skriva? upp|sätta? upp)[^.?!]{0,20}lista|(?:få|ta emot|motta)[^.?!]{0,30}(?:inbjud|utskick|information))/iu,
  /(?:tilmeld|tilføj|påmeld|(?:melde?|skrive?|sette?|sætte?) (?:mig|meg|oss|os) (?:på|til|op|opp)|(?:være|vær|komme|bli) (?:med )?på[^.?!]{0,25}list|bli med|legge? (?:meg )?til|abonner|(?:få|modtage|motta)[^.?!]{0,30}(?:inv|nyhed|info))/iu,
  // suomi
  /(?:liittyä|liittyisin|lisätä|lisätkää|lisätään|lisää(?:tte|ttekö|isitte)|ilmoittaudu|ilmoittautu|tilata|(?:sähkö)?postituslist|sähköpostilist)/iu,
  // русский, українська, ελληνικά
  /(?:добав|подпис|подпиш|включит|присоедин|записа(?:ть|ться)|запишите|внес(?:ти|ите)|получать[^.?!]{0,30}(?:рассыл|приглаш|анонс|объявл|уведомл|информ)|в (?:вашу |список )?рассылк|додайте|долучит|приєднат|внест)/iu,
  /(?:εγγραφ|γραφτώ|γραφτούμε|προσθέ[στ]|προστεθ|συμπεριλ|συμμετ[εά]|να λαμβάν|λίστα (?:σας|αλληλ|ηλ|διαν))/iu,
  // 한국어, العربية, עברית, فارسی
  /(?:추가|가입|등록|구독|신청|참여|받고 싶|받아 ?보|받을 수)/u,
  /(?:الانضمام|انضمام|أنضم|إضافت|اضافت|أضيفون|إدراج|التسجيل|تسجيل|الاشتراك|اشتراك|اشترك|להצטרף|הצטרפ|להוסיף|להירשם|הרשמה|عضویت|اضافه|ثبت ?نام)/u,
  // magyar, română, Tiếng Việt, Bahasa
  /(?:feliratkoz|csatlakoz|felvenni|hozzáad|vegyenek fel|adăug|înscri|abona|alătur|đăng ký|tham gia|thêm (?:tôi|em|mình)|bergabung|tambahkan|mendaftar|daftarkan)/iu,
  // A list in the same sentence as a wish, whatever the verb.
  /^(?=.*(?<![\p{L}])(?:mailing[\s-]?list|list|liste|mailingliste|mailinglijst|maillijst|lijst|verteiler|lista|listę|listy|listu|listan|maillisten|på listen|sändlista|epostliste|liste de diffusion|listenize|listeye)(?![\p{L}]))(?=.*(?<![\p{L}])(?:would (?:like|love)|['’]d (?:like|love)|please|kindly|grateful|appreciate|obliged|agradec\w+|reconnaissante?|dankbar|erkentelijk|request|hope|wish|want|bitte|verzoek|willen|demande|solicit\w+|pido|ruego|quiero|chiedo|prego|peço|lütfen|could (?:i|you|we)|may i|can (?:i|you|we)|möchte\w*|würde\w* gerne?|könnt\w*|kann (?:ich|man)|darf ich|graag|mag ik|kan ik|zou ik|wil ik|voudrais|souhait\w*|aimerais|pourr\w+|puis-je|quisiera|gustar[ií]a|podr[ií]an?|pued\w+|vorrei|potr\w+|posso|gostaria|poder[ií]a\w*|podia\w*|proszę|chciał\w+|prosím|rád|ráda|chtěl\w*|skulle|gärna|gjerne|gerne|kan jeg|kan jag|må jeg|vil|ville|pouvez|peux-tu|merci de|pode\w*|poss(?:o|iamo)|puede\w*|podéis|mogę|czy)(?![\p{L}]))/iu,
  // 中文, 日本語
  /(?:加入|订阅|訂閱|报名|申请|申請|参加|添加|加到|加进|列入|登録|登录|追加し|加えて|購読|受け取りたい|案内を(?:いただ|お送り|受け)|配信(?:を)?希望)/,
];
