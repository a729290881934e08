/** Mails that answer something we sent: by token, by Message-ID, by the number in the subject. */
import type { Candidate, Finding } from './classify.ts';
import { isOurMessageId } from './classify-context.ts';

/** Our numbered subjects: `[AI4Science request 114] …`, `… [request 118]`. */
const REQUEST_SUBJECT = /\[[^\][]{0,60}\brequests?\s+#?\d+[^\][]{0,20}\]/i;
const ASK_ID = /(?:^|[-.])(?:ask|details|missing)(?:[-.@]|$)/i;
const MOD_ID = /(?:^|[-.])(?:mod|decision|decide|digest|host)(?:[-.@]|$)/i;
/** Our question quoted below: a decision waits for what is missing, or a piece is named with what belongs there. */
const ASKED =
  /\b(?:before[>\s]{1,8}(?:the[>\s]{1,8}hosts|we)[>\s]{1,8}can[>\s]{1,8}decide|voordat[>\s]{1,8}we[>\s]{1,8}kunnen[>\s]{1,8}beslissen|bevor[>\s]{1,8}wir[>\s]{1,8}entscheiden[>\s]{1,8}können|avant[>\s]{1,8}de[>\s]{1,8}décider)|^[> \t]{0,20}(?:name|naam|nom|affiliation|affiliatie|motivation|motivatie) ?: ?(?:your|uw|je|ihre?|votre|one sentence|één zin|ein satz|une phrase)(?![\p{L}])/imu;
const CONFIRM_SUBJECT = /\b(?:confirm|bevestig|bestätig|confirme[rz]?|confirma|conferma)\w*/iu;
const REFUSAL =
  /^\s*(?:no\b|nope|nee\b|nein\b|non\b|not me|this was(?: not|n['’]t) me|that was(?: not|n['’]t) me|i did(?: not|n['’]t)|dat was ik niet|das war ich nicht|ce n['’]était pas moi|no fui yo)/iu;

/** The class of an answer to one of our service mails, or null. */
export function classifyThread(candidate: Candidate): Finding | null {
  return findConfirm(candidate) ?? findDecision(candidate) ?? findDetails(candidate);
}

function findConfirm({ message, sub, words, context }: Candidate): Finding | null {
  const confirmId = message.inReplyTo.find(
    (id) => /^conf(?:irm)?[-.]/i.test(id) && isOurMessageId(id, context),
  );
  const subjectToken = /\[([0-9A-Za-z_-]{8,64})\]/.exec(message.subject)?.[1];
  const isSubject = words.isReply && CONFIRM_SUBJECT.test(words.subject) && subjectToken !== undefined;
  if (sub?.purpose !== 'confirm' && confirmId === undefined && !isSubject) return null;
  const token =
    sub?.purpose === 'confirm'
      ? sub.token
      : (subjectToken ?? /^conf(?:irm)?[-.]([^@]+)@/i.exec(confirmId ?? '')?.[1]);
  if (REFUSAL.test(words.own) || words.leaves) {
    return {
      class: 'unsubscribe',
      reason: 'the confirmation was refused',
      ...(token === undefined ? {} : { token }),
    };
  }
  return {
    class: 'confirm',
    reason: 'an answer to our confirmation',
    ...(token === undefined ? {} : { token }),
  };
}

function findDecision({ message, sub, words, context }: Candidate): Finding | null {
  const from = message.from[0]?.address ?? '';
  if (!context.isHost(from)) return null;
  const isThread = [...message.inReplyTo, ...message.references].some(
    (id) => MOD_ID.test(id) && isOurMessageId(id, context),
  );
  const isSubject =
    REQUEST_SUBJECT.test(message.subject) ||
    (words.isReply && /\b(?:wants? to join|requests? waiting|asks? to join)\b/i.test(words.subject));
  if (sub?.purpose !== 'request' && !isThread && !isSubject) return null;
  const token = sub?.purpose === 'request' ? { token: sub.token } : {};
  return { class: 'decision', reason: 'a host answers a decision mail', ...token };
}

function findDetails({ message, sub, words, context }: Candidate): Finding | null {
  const isAskId = [...message.inReplyTo, ...message.references.slice(-1)].some(
    (id) => ASK_ID.test(id) && isOurMessageId(id, context),
  );
  const isSubject = REQUEST_SUBJECT.test(message.subject);
  // Message-IDs are a mail system's to keep; what stands quoted below an answer to us is the question itself.
  const isQuoted = message.inReplyTo.some((id) => isOurMessageId(id, context)) && ASKED.test(words.quoted);
  if (sub?.purpose !== 'request' && !isAskId && !isSubject && !isQuoted) return null;
  const token = sub?.purpose === 'request' ? { token: sub.token } : {};
  if (words.leaves) return { class: 'unsubscribe', reason: 'asks to leave, in an answer to us', ...token };
  const isCarried = words.own.trim() !== '' || message.parts.some((part) => /vcard/.test(part.contentType));
  return isCarried ? { class: 'details', reason: 'an answer to our question', ...token } : null;
}
