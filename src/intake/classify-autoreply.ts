/** Absence notes and other automatic answers, with the header of RFC 3834 and, more often, without. */
import { autoReplyEvidence } from '../mail/auto-submitted.ts';
import type { Message } from '../mail/message.ts';

/** Subjects that responders write, en nl de fr es it pt tr sv pl zh ja. */
const SUBJECT =
  /^(?:\[[^\]]{1,40}\]\s*)?(?:(?:re|aw|sv|antw)\s*:\s*)?\[?(?:automatic(?:ally generated)? (?:reply|response|answer)|auto[\s-]?(?:reply|response|respond|matic)|autoreply|out[\s-]of[\s-](?:the[\s-])?office|ooo\b|(?:i am |i['’]m )?on (?:vacation|holiday|annual leave|leave|sabbatical)|vacation\b|holiday (?:reply|notice)|away (?:from|until|notice)|i am away|automatisch(?:e[rs]?)? (?:antwoord|bericht|antwort|beantwortung)|afwezig|niet aanwezig|buiten kantoor|abwesend|abwesenheit|nicht im (?:büro|buero|haus)|urlaub\b|réponse automatique|reponse automatique|absence\b|absent(?:e)?\b|en congés?\b|message d['’]absence|respuesta automática|respuesta automatica|fuera de (?:la )?oficina|ausente|ausencia|de vacaciones|risposta automatica|fuori (?:sede|ufficio)|assente|assenza|in ferie|resposta automática|ausência|fora do escritório|de férias|otomatik (?:yanıt|cevap)|ofis dışında|autosvar|automatiskt? svar|frånvaro|odpowiedź automatyczna|automatyczna odpowiedź|poza biurem|nieobecno\p{L}*|automatická odpověď|mimo kancelář|nepřítomn\p{L}*|dovolená|automatická odpoveď|automaattinen vastaus|poissa|lomalla|fravær|ikke på kontoret|automatisk (?:svar|svarmelding)|på ferie|автоответ\p{L}*|автоматический ответ|нет на месте|отпуск|отсутств\p{L}*|αυτόματη απάντηση|εκτός γραφείου|απουσ\p{L}*|automatikus válasz|házon kívül|răspuns automat|부재중|자동 ?(?:응답|회신)|رد تلقائي|خارج المكتب|不在通知|自动回复|自動回覆|自动答复|不在办公室|自動(?:返信|応答)|my new (?:e-?mail )?address|new e-?mail address|change of (?:e-?mail )?address)/iu;

/** Sentences of absence. */
const ABSENT =
  /(?:\bI(?: am|['’]m| will be)\b[^.?!]{0,40}\b(?:out of (?:the )?office|on (?:annual |parental |sick |maternity |paternity |medical )?leave|on (?:vacation|holiday|holidays|sabbatical|fieldwork)|away\b[^.?!]{0,30}\b(?:until|till|from|for)|travell?ing|not (?:be )?(?:reading|checking))|limited (?:access to|internet)|(?:no longer|not) (?:be )?(?:working|employed|monitor(?:ed|ing)|in use|available)|(?:have|has) left (?:the|our)\b[^.?!]{0,60}\b(?:company|institute|university|organi[sz]ation|department)|this (?:mailbox|e-?mail address|account) (?:is|will be) (?:no longer|not|closed|unattended)|your (?:message|e-?mail|mail) (?:has been received|will (?:not )?be (?:read|forwarded|answered|deleted)|is not being)|thank you for your (?:e-?mail|message)[^.?!]{0,5}[.!]?\s+I\b[^.?!]{0,80}\b(?:until|back|return)|(?:will|shall) (?:be back|return|reply|respond|get back)\b[^.?!]{0,30}\b(?:on|after|when|upon|in)\b|for urgent (?:matters|requests|issues|enquiries)|(?:tot en met|t\/m|vanaf|tot)\b[^.?!]{0,60}\b(?:afwezig|vakantie|vrij|verlof|bereik|niet bereikbaar|weg)|\b(?:ik ben|ben ik)\b[^.?!]{0,60}\b(?:afwezig|niet bereikbaar|op vakantie|met (?:\w*verlof|vakantie)|niet aanwezig|vrij)|mails? wordt?\b[^.?!]{0,20}\bniet (?:doorgestuurd|gelezen|beantwoord)|bij (?:spoed|dringende)|(?:bin|befinde mich)\b[^.?!]{0,80}\b(?:nicht (?:im|erreichbar|verfügbar)|abwesend|im urlaub|in elternzeit|auf dienstreise|verreist|außer haus|wieder (?:da|erreichbar|im))|nachricht(?:en)? w(?:ird|erden) nicht (?:bearbeitet|weitergeleitet|gelesen)|in dringenden (?:fällen|angelegenheiten)|(?:je suis|serai)\b[^.?!]{0,40}\b(?:absente?|en congés?|en vacances|en déplacement|de retour|injoignable)|j['’]ai quitté|je ne (?:travaille|fais) plus (?:à|au|chez|partie|pour)|cette (?:adresse|boîte)\b[^.?!]{0,30}\b(?:ferm|plus)|en cas d['’]urgence|(?:estoy|estaré|me encuentro)\b[^.?!]{0,40}\b(?:fuera|de vacaciones|ausente|de baja|de viaje)|(?:sono|sarò|mi trovo)\b[^.?!]{0,40}\b(?:assente|in ferie|fuori (?:sede|ufficio)|in congedo)|(?:estou|estarei|encontro-me)\b[^.?!]{0,40}\b(?:ausente|de férias|fora|de licença)|(?:ofis dışında|izinde|izindeyim|tatilde)|(?<!\p{L})(?:jestem|będę|przebywam)\b[^.?!]{0,40}(?:nieobecn|urlop|poza biurem|zwolnieni)|(?<!\p{L})(?:jsem|budu)[^.?!]{0,40}(?:mimo|dovolen|nepřítom)|(?<!\p{L})(?:är|kommer att vara|befinner mig)[^.?!]{0,40}(?:ledig|semester|föräldraledig|tjänsteresa|inte på kontoret|frånvarande|tillbaka)|(?<!\p{L})(?:er|har|holder)[^.?!]{0,30}(?:ferie|orlov|permisjon|barsel|ikke på kontoret|fraværende|tilbake|tilbage)|(?<!\p{L})olen[^.?!]{0,40}(?:loma|vapaa|poissa|matkoilla|tavoitettavissa)|(?:нахожусь|буду|я)[^.?!]{0,40}(?:отпуск|командировк|отсутств|вне офиса)|(?:είμαι|θα είμαι|απουσιάζω)[^.?!]{0,40}(?:άδεια|εκτός|απουσ)|szabadságon|házon kívül|sunt în concediu|(?:부재중|휴가 중|출장 중)|(?:في إجازة|خارج المكتب)|(?:休暇|出張中|不在にして)|(?:休假|出差|不在办公室|无法及时|不在席))/iu;

/** Machines that say what they are, and gatekeepers that want every sender to prove something first. */
const MACHINE =
  /(?<!\p{L})(?:(?:this|my|the) (?:account|mailbox|inbox|address) is protected by|(?:click|follow|visit)\b[^?!]{0,80}\badd(?:ed| yourself) to\b[^.?!]{0,30}\b(?:allowed|guest|white|safe|approved)[- ]?(?:senders?['’]? )?list|(?:we|i) have received your (?:message|e-?mail|enquiry|inquiry|request)|(?:thank you|thanks) for (?:contacting|reaching out to|getting in touch with) (?:us|the)\b|(?:we|i)(?:['’]ll| will| shall| aim to| try to)? (?:respond|reply|answer|get back to you) (?:within|in) (?:\d+|one|two|three|a few) (?:working |business )?(?:days|hours)|uw (?:bericht|mail|vraag) (?:is|hebben wij) (?:in goede orde )?ontvangen|wij hebben uw (?:bericht|mail|vraag)[^.?!]{0,20}ontvangen|binnen (?:\d+|twee|drie|enkele) werkdagen|wir haben ihre (?:nachricht|anfrage|e-?mail) erhalten|innerhalb von (?:\d+|zwei|drei|wenigen) (?:werk|arbeits)tagen|nous avons bien reçu votre|hemos recibido su|abbiamo ricevuto (?:la|il) (?:sua|suo|vostra|vostro)|recebemos a sua|this is an automat(?:ed|ic)|automatically generated (?:message|e-?mail|reply|response)|(?:please )?do not reply to this|(?:has been|was|is) (?:registered|logged|recorded|filed) (?:under|with|as) (?:the )?(?:number|ticket|case|reference)|geregistreerd onder (?:nummer|kenmerk)|unter der (?:nummer|ticketnummer)[^.?!]{0,30}(?:erfasst|registriert)|enregistrée? sous le numéro|registrad[ao] con el número|ticket (?:has been|was|number) (?:created|opened|received|is)|your (?:request|ticket|enquiry|inquiry) has been (?:received|created|registered)|diese (?:e-?mail|nachricht) wurde automatisch|dies ist eine automatisch|dit is een automatisch|ceci est un (?:message|courriel) automatique|mensaje (?:automático|generado automáticamente)|messaggio automatico|mensagem automática|bu (?:e-posta|mesaj) otomatik)/iu;

/** What stands below a machine's words, wherever in the mail. */
const CALLS_ITSELF =
  /^\W*(?:this is an auto(?:mated|matic) (?:message|reply|response|e-?mail|notification)|this (?:message|e-?mail|notification) (?:was|is|has been) (?:sent |generated )?automatically|(?:dit|deze) (?:is een automatisch|(?:e-?mail|bericht) is automatisch)|dies ist eine automatisch|diese (?:e-?mail|nachricht) wurde automatisch|ceci est un (?:message|courriel) automatique|mensaje generado automáticamente|messaggio (?:generato )?automatic|mensagem automática)/imu;

/** Whether a text says somebody is away or gone. */
export function saysAbsent(text: string): boolean {
  return ABSENT.test(text);
}

/** The least certain of the reasons: words of absence under a reply mark. */
export const ABSENT_IN_REPLY = 'a note of absence in reply';

/** Why this is an automatic answer, or null. `own` is the writer's text, `all` with its sign-off, `isReply` whether it answers a mail of ours. */
export function autoReplyReason(message: Message, own: string, all: string, isReply: boolean): string | null {
  const header = autoReplyEvidence(message);
  if (header !== null) return header;
  const isSubject = SUBJECT.test(message.subject.trim());
  const isAbsent = ABSENT.test(own);
  const isVague =
    /^(?:(?:re|aw|sv|antw)\s*:\s*)?(?:absen|vacation|urlaub|my new|new e-?mail|change of)/i.test(
      message.subject.trim(),
    );
  if (isSubject && (isAbsent || !isVague || own.trim() === '')) return 'the subject of an automatic answer';
  if (MACHINE.test(own) || CALLS_ITSELF.test(all)) return 'a text that calls itself automatic';
  if (isAbsent && message.returnPath === '') return 'a note of absence with a null return path';
  return isAbsent && (isReply || /^\s*(?:re|aw|sv|antw|fw|fwd)\s*:/i.test(message.subject))
    ? ABSENT_IN_REPLY
    : null;
}
