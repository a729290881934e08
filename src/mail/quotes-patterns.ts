/** How mail programs and people mark what is not the writer's own text, per language: en nl de fr es it pt tr zh. */

/** The last line of "On … wrote:" in the languages of the common clients. */
export const ATTRIBUTION =
  /(?:\bwrote\s*:|\bschreef(?:\s.{0,120})?:|\bschrieb(?:\s.{0,120})?:|\ba\s+[ée]crit\s*:|\bescribi[óo](?:\s.{0,120})?:|\bha\s+scritto(?:\s.{0,120})?:|\bescreveu(?:\s.{0,120})?:|\byazdı\s*:|\bskrev(?:\s.{0,120})?:|\bnapisał\(?a?\)?\s*:|写道\s*[:：]|のメール\s*[:：])\s*$/i;

/** The first line of such an attribution, when it is wrapped. */
export const ATTRIBUTION_START =
  /^(?:On|Op|Am|Le|El|Il(?:\s+giorno)?|Em|A|Den|Dne|W dniu|在|Von|Quoting|Citeren|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[A-Z][^<>]{0,60}<[^<>@\s]+@)/;

/** Separators written above a quoted or forwarded message. */
export const ORIGINAL_MESSAGE =
  /^[-_*=\s]*(?:original message|oorspronkelijk bericht|ursprüngliche nachricht|original-nachricht|message d['’]origine|message original|mensaje original|messaggio originale|mensagem original|orijinal mesaj|原始邮件|原邮件)[-_*=\s]*:?\s*$/i;
export const FORWARDED_MESSAGE =
  /^[-_*=\s]*(?:begin forwarded message|forwarded message|start of forwarded message|doorgestuurd bericht|begin doorgestuurd bericht|weitergeleitete nachricht|anfang der weitergeleiteten (?:nachricht|e-?mail)|message transféré|message transmis|début du message (?:réexpédié|transféré)|mensaje reenviado|inicio del mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato|mensagem (?:encaminhada|reencaminhada)|início da mensagem reencaminhada|iletilen (?:mesaj|ileti)|转发的?邮件)[^\n]{0,40}?[-_*=\s]*:?\s*$/i;

/** Header lines repeated in the body of a reply, as Outlook and Apple Mail write them. */
export const QUOTED_FROM =
  /^\s*\*?(?:From|Van|Von|De|Da|Kimden|Gönderen|Från|Fra|发件人|寄件者|差出人)\s*\*?\s*[:：]\*?\s*\S/i;
export const QUOTED_OTHER =
  /^\s*\*?(?:Sent|Date|To|Cc|Subject|Verzonden|Datum|Aan|Onderwerp|Gesendet|An|Betreff|Envoyé|Envoyée?|Date d['’]envoi|À|A|Objet|Enviado(?: el| em)?|Fecha|Para|Asunto|Assunto|Data|Inviato|Oggetto|Gönderilen?|Gönderme Tarihi|Tarih|Kime|Konu|Reply-To|发送时间|日期|收件人|抄送|主题)\s*\*?\s*[:：]/i;

/** What phones and mail services put below a mail. */
export const DEVICE_LINE =
  /^(?:sent (?:from|with|via|using) |get outlook for |verstuurd vana|verzonden (?:vana|met|via)|von meinem .{0,40}gesendet|gesendet (?:mit|von|über)|diese nachricht wurde von meinem|envoyé (?:de|depuis|à partir|avec)|enviado (?:desde|do|de|a partir|con|pelo)|inviato (?:da|con|dal)|ottieni outlook|obtener outlook|obtenir outlook|téléchargez outlook|outlook für|download outlook|.{0,25}(?:['’]?(?:umdan|imden|dan|den)) gönderildi|发自我的|从我的.{0,20}发送|yahoo mail:|sent: |sendt fra|skickat från|mit (?:freundlichen )?grüßen von meinem|typed on|apologies for (?:any )?typos|excuse (?:my )?(?:brevity|typos)|please consider the environment|think before you print|denk aan het milieu|\[cid:|<https?:\/\/aka)/i;

/** Lines that end a mail; the whole line, a name may follow. */
export const CLOSING =
  /^(?:(?:thanks|thank you|many thanks|thanking you|thx|tks|ty|cheers|ta|bedankt|dank|dankjewel|dank je wel|alvast bedankt|danke|vielen dank|herzlichen dank|besten dank|merci|merci beaucoup|gracias|muchas gracias|grazie|grazie mille|obrigad[oa]|muito obrigad[oa]|teşekkürler|teşekkür ederim|谢谢|多谢|thanks (?:a lot|so much|in advance|again|very much)|with (?:many )?thanks|in advance)(?![\p{L}\p{M}])(?:[^.?!]{0,40})?|.{0,45}(?<![\p{L}\p{M}])(?:regards|wishes|sincerely|faithfully|truly|respectfully|cordially|greetings|groet|groeten|groetjes|grüße|grüßen|gruß|grüsse|grüssen|gruss|gruessen|gruesse|cordialement|salutations|saludos?|atentamente|cordialmente|saluti|abraços?|cumprimentos|atenciosamente|hälsningar|hälsning|hilsen|hilsner|hilsninger|terveisin|terveiset|pozdrawiam|pozdrowienia|pozdravem|pozdravy|poważaniem|üdvözlettel|уважением|εκτίμηση|χαιρετισμούς|saygılar(?:ımla|ımızla)?|çalışmalar(?: dilerim)?|selamlar|sevgiler)(?![\p{L}\p{M}]).{0,45}|(?:best|love|warmly|yours|kindest|cheers|mvg|m\.?v\.?g\.?|mvh|vh|terv|hartelijks|köszönettel|ευχαριστώ(?: πολύ)?|спасибо|kiitos|kiitoksin|tack(?: på förhand)?|takk|tak|mange tak|dziękuję|děkuji|d[ěe]kuju|شكرا(?: جزيلا)?|مع التحية|تحياتي|감사합니다|감사드립니다|hartelijks|hoogachtend|liefs|gr\.?|grt?s?|lg|vg|mfg|hochachtungsvoll|bien à vous|bien à toi|sentiments distingués|amitiés|bises|ciao|salut|hasta pronto|un abrazo|besos|distinti saluti|um abraço|xx+|xo+|ciao ciao|tschüss|tot ziens|tot snel|all (?:the |good |my )?(?:best|wishes)|warmest|take care|avec mes remerciements.{0,30}|in afwachting.{0,40}|此致|敬礼|祝好|顺颂.{0,6}|祝.{1,8}|よろしくお願い.{0,10}))\s*[,.!~…:;）)]*\s*$/iu;

/** First lines that greet. */
export const GREETING =
  /^(?:dear|hi|hello|hey|heya|hiya|good (?:morning|afternoon|evening|day)|greetings|to whom|respected|esteemed|beste|geachte|hoi|hallo|dag|goede?(?:n?dag|nmorgen|middag|morgen|navond|avond)|goedemiddag|goedemorgen|goedenavond|l\.s\.|liebe[rs]?|sehr geehrte|werte|guten (?:tag|morgen|abend)|moin|servus|grüezi|grüß gott|bonjour|bonsoir|salut|madame|monsieur|mesdames|messieurs|chère?s?|estimad[oa]s?|querid[oa]s?|hola|buen(?:os|as)|muy señor|gentil[ei]|egregi|spettabile|buon(?:giorno|asera)|salve|ciao|car[oaie]|prezad[oa]s?|car[oa]s|olá|oi|bom dia|boa (?:tarde|noite)|exm|merhaba|sayın|iyi (?:günler|akşamlar)|selam|hej|hei|hejsan|hallå|moi|kære|kjære|kära|hyvä[tä]?|dzień dobry|szanown\p{L}+|cześć|dobrý den|vážen\p{L}+|ahoj|tisztelt|kedves|bună|stimat\p{L}*|здравствуй\p{L}*|добрый (?:день|вечер|утро)|уважаем\p{L}+|привет|αγαπητ\p{L}+|καλημέρα(?: σας)?|καλησπέρα(?: σας)?|γεια(?: σας)?)(?![\p{L}\p{M}])|^(?:안녕|السلام|مرحب|تحية|尊敬|您好|你好|老师|老師|各位|拝啓|こんにちは|はじめまして)/iu;

/** Words of which a legal notice uses several in one paragraph. */
const NOTICE_WORDS =
  /confidential|privileged|intended (?:recipient|solely|for)|addressee|received (?:this|it) in error|unauthori[sz]ed|disclos|disclaimer|virus|liability|registered (?:in|office|number)|company (?:no|number)|vertrouwelijk|geadresseerde|abusievelijk|aansprakelijk|bestemd voor|kvk|vertraulich|irrtümlich|adressat|empfänger|unbefugt|amtsgericht|handelsregister|hrb\s|geschäftsführ|vorstand|aufsichtsrat|sitz |ust-?id|confidentiel|destinataire|par erreur|destinatario|por error|confidencial|riservat|per errore|exclusiv|aviso legal|protección de datos|privacy (?:notice|policy|statement)|gizli|yetkisiz/gi;

/** Banners that gateways put on top. */
const BANNER =
  /^(?:\[?(?:external|extern|externe)\]?\s*[:!-]|\[external\]|caution\s*:|warning\s*:|attention\s*:|let op\s*:|achtung\s*:|you don['’]t often get e?mail|u ontvangt niet vaak e-?mail|sie erhalten nicht (?:oft|häufig)|vous n['’]obtenez pas souvent|vous ne recevez pas souvent|no suele recibir|non si ricevono spesso|this (?:e-?mail|message) (?:originated|came|was sent) from (?:outside|an external)|deze e-?mail komt van buiten|diese e-?mail (?:stammt|kommt) von (?:außerhalb|extern))/i;

/** How legal notices begin. */
const DISCLAIMER =
  /^(?:\W{0,3}disclaimer\b|(?:this|the (?:information|contents?) (?:of|in|contained in) this) (?:e-?mail|message|communication)\b.{0,40}\b(?:is|are|may|contains?|and any)\b|dit (?:e-?mail)?bericht\b.{0,30}\b(?:is|kan|bevat|en)\b|deze e-?mail\b.{0,30}\b(?:is|kan|bevat|en)\b|de (?:informatie|inhoud) (?:in|van) (?:dit|deze)\b|diese (?:e-?mail|nachricht|mitteilung)\b.{0,40}\b(?:ist|kann|enthält|und)\b|ce (?:message|courriel|mail|courrier)\b.{0,30}\b(?:est|peut|contient|et)\b|cet? e-?mail\b.{0,30}\b(?:est|peut|contient|et)\b|(?:questo|il presente) messaggio\b.{0,30}(?:\be\b|è|\bpuò\b|\bcontiene\b)|(?:questa|la presente) e-?mail\b.{0,30}(?:\be\b|è|\bpuò\b|\bcontiene\b)|le informazioni contenute\b)/iu;

/** Whether a paragraph is a legal notice or a gateway's banner rather than somebody's words. */
export function isNotice(paragraph: string): boolean {
  if (BANNER.test(paragraph)) return true;
  if (paragraph.length > 60 && DISCLAIMER.test(paragraph)) return true;
  const hits = new Set(
    [...paragraph.slice(0, 3000).matchAll(NOTICE_WORDS)].map((match) => match[0].toLowerCase()),
  );
  return hits.size >= 3 || (hits.size >= 2 && paragraph.length > 120);
}
