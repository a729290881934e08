/**
 * Whether a mail is a mail system's notice about our mail at all. A vacation reply is not, a person who writes about a bounce
 * is not; two witnesses are wanted: the sender (or the empty return path) and the words.
 */
import { headerValue, type Message } from '../mail/message.ts';

const DAEMON =
  /^(?:mailer[-_.]?daemon|postmaster|post[-_.]?master|mdaemon|mail[-_.]?delivery|mail[-_.]?system|mailadm\w*|mail\.delivery\.system|microsoftexchange\w*|delivery|bounces?|no-?reply|smtp\w*|imss|inetgw\d*|system|root|daemon|mta|e\d+_smtp\w*|mail[-_.]?admin\w*|emailgateway|autoreply-bounce|administrator|mailgw\w*|gateway)(?:[+\-.\d@]|\\|$)/i;

const SUBJECT =
  /^\W{0,4}(?:warning: (?:message|could not)|warning:.{0,80}(?:unknown|not deliver)|undeliver|undelivered|unzustellbar|returned (?:mail|e-?mail|message|to sender)|mail (?:delivery|could not|system|undeliver|returned|failure|error|not)|message (?:delivery|you sent|could not|status|delayed|not|undeliver)|(?:permanent )?delivery (?:fail\w*|status|report|problem|error|notification|unsuccess\w*|has|delayed)|deliver\w* fail|failure (?:notice|delivery|to deliver|notification)|fail\w* (?:mail|delivery|to deliver|message)|fail\w* notice|non[- ]?delivery|nondeliverable|error (?:sending|mail|in mail|delivering)|e-?mail (?:delivery|not)|could not (?:be )?deliver|unable to deliver|(?:your )?message (?:to|you sent|could).{0,80}(?:fail|block|not|delay)|notification of|auto:? ?bounce|bounce|postmaster notify|postfix smtp server: errors|loop alert|rejected|onbestelbaar|niet bezorgd|bezorg\w*|non remis|échec|echec|avis de non|mancata consegna|consegna|non recapitabil|impossibile|no se (?:ha )?(?:pudo|entreg)|devolución|error de entrega|não entregue|falha|zustell\w*|unzustell\w*|nicht zugestellt|rücksendung|配信|配送|エラー|未达|退信|投递|邮件|无法|系统退信|не доставлен|недостав|ваше сообщение)/iu;

const WORDS =
  /(?:could|can|cannot|was|were|has|have|been|is|be|wasn't|couldn't|can't|not yet been|did) ?(?:not|n't)? ?(?:be |been |yet been )?(?:deliver|reach|receiv|sent)|undeliver|delivery (?:\w+ ){0,5}(?:fail|error|problem|delay|unsuccess)|delivery to the following|unable to deliver|failed (?:recipient|permanently|address|to deliver)|not delivered|(?:didn't|did not|couldn't|could not) (?:reach|receive|be)|delivery errors?|returned (?:mail|to sender|message)|fatal error|failed for the following|following (?:address|recipient)|permanent(?:ly)? (?:fatal )?(?:error|fail)|rejected (?:by|your|for|the)|user unknown|unknown user|no such user|mailbox|delivery problems|duplicated message-id|transcript of session|does not exist|status notification|wasn't able|was not able|error (?:occurred|while)|error delivering|smtp error|failure reasons?|has been (?:delayed|postponed|rejected)|non[- ]?deliver|konnte nicht|nicht zugestellt|unzustellbar|niet (?:worden )?(?:bezorgd|afgeleverd)|kon niet|n'a pas (?:pu|été)|n'existe|non (?:è stato|ha potuto|remis)|impossibil|no (?:pudo|se pudo|ha podido)|não (?:pôde|foi)|送信(?:でき|に失敗)|配信|存在しない|不存在|无法|退信|失败|失敗|delay|не (?:может|удалось|был)/iu;

const AUTO_REPLY =
  /^\W{0,4}(?:re: )?(?:auto(?:matic|matische|matisch|mated|-)?[ -]?(?:reply|response|antwoord|antwort|respuesta)|automatic reply|automatisch|automatische|réponse automatique|risposta automatica|respuesta automática|out of (?:the )?office|afwezig|abwesen|absence|absent|vacation|on (?:leave|holiday)|fuori sede|自动回复|自動返信)/iu;

/** @param notice the server's own words, without the returned message */
export function isFailureNotice(message: Message, notice: string): boolean {
  if (AUTO_REPLY.test(message.subject)) return false;
  if (hasReportPart(message)) return true;
  const head = notice.slice(0, 6000);
  const bySubject = SUBJECT.test(message.subject);
  const byWords = WORDS.test(head);
  if (headerValue(message, 'x-failed-recipients') !== null) return true;
  if (isFromMailSystem(message)) return byWords || bySubject;
  // Gateways that send under a person-like name still say it twice.
  return (
    bySubject &&
    byWords &&
    !/^\W*(?:re|fwd?|aw|wg|tr|antw):/i.test(message.subject) &&
    headerValue(message, 'in-reply-to') === null
  );
}

/** RFC 5321 §6.1: notices have the null return path; many old servers did not know. */
function isFromMailSystem(message: Message): boolean {
  if (message.returnPath !== null && /^<?>?$|^<?mailer-daemon/i.test(message.returnPath)) return true;
  const from = message.from[0]?.address ?? '';
  const name = message.from[0]?.name ?? '';
  return (
    from === '' ||
    DAEMON.test(from) ||
    /mail(?:er)?[ -]?(?:delivery|daemon)|postmaster|delivery (?:sub)?system|system administrator/i.test(name)
  );
}

function hasReportPart(message: Message): boolean {
  if (message.contentTypeParams['report-type']?.toLowerCase() === 'disposition-notification') return false;
  return message.parts.some(
    (part) => part.depth <= 1 && /^message\/(?:global-)?delivery-status$/.test(part.contentType),
  );
}

/** Words that say "not yet" (RFC 3464 §2.3.3: delayed), for notices without an action field. */
export function saysDelayed(subject: string, notice: string): boolean {
  const text = `${subject}\n${notice.slice(0, 3000)}`;
  return (
    /\bwarning message only|(?:has|have) not (?:yet )?been delivered|not yet (?:been )?deliver|delivery\b.{0,60}(?:has been |is )?delayed|message\b.{0,60}\bdelayed|\(delay\)|has been postponed|will (?:continue|keep|be retried|try again|retry)|will continue to (?:try|attempt)|(?:no|not) (?:need to|action is required)(?: resend)?|still being (?:retried|attempted)|just a warning|attempts will continue|noch nicht (?:zugestellt|übermittelt)|verzögert|pas encore (?:été|pu)|retardé|nog niet (?:bezorgd|afgeleverd)|vertraagd|non ancora|ritardo|aún no|retrasad/iu.test(
      text,
    ) &&
    !/gave up|given up|giving up|no further|will not be retried|permanent (?:fatal )?error|failed permanently/i.test(
      text,
    )
  );
}
