/** What people want who write in their own words: in, out, or an answer. */

import { readLabels } from '../requests/extract/labels.ts';
import { asksToJoin, asksToLeave } from '../requests/extract/wishes.ts';
import type { Candidate, Finding } from './classify.ts';
import { isAboutEvent, questionScore } from './classify-question.ts';

/** Coming back after having been removed. */
const RETURNS =
  /\b(?:again|back on|re-?(?:add|join|subscribe)|by (?:accident|mistake)|accidentally|mistakenly|opnieuw|weer|per ongeluk|wieder|versehentlich|erneut|de nouveau|à nouveau|par erreur|de nuevo|por error|di nuovo|per errore|novamente|por engano)\b/iu;
/** What a wish to leave speaks of: the writer, an address, the list, or what it sends. */
const SPEAKS_OF_SELF =
  /(?<![\p{L}])(?:me|my|us|mij|mijn|me|ons|mich|mein\p{L}*|uns|moi|m['’]|mon|mes|nous|mi|mis|nos|mio|mia|ci|meu|minha|this|these|dit|deze|diese\p{L}*|cette?|ces|est[ae]s?|quest[aeio]|list\p{L}*|lijst|mailing\p{L}*|verteiler|abo\p{L}*|unsub\p{L}*|subscription|e?-?mails?|address|adres\p{L}*|indirizzo|correos?)(?![\p{L}])|[@\p{Script=Han}\p{Script=Hangul}\p{Script=Cyrillic}]/iu;
/** Bare commands, the whole subject or body. */
const BARE_JOIN =
  /^\W*(?:(?:please|pls)\s+)?(?:subscribe|join|sign me up|add me|aanmelden|inschrijven|anmelden|anmeldung|inscription|inscripci[oó]n|alta|iscrizione|inscrição|subscribe me)\W*$/iu;
const BARE_LEAVE =
  /^\W*(?:(?:please|pls)\s+)?(?:unsubscribe(?: me)?(?: please)?|stop|remove(?: me)?|leave|opt[\s-]?out|sign ?off|afmelden|uitschrijven|afmelding|abmelden|abmeldung|austragen|abbestellen|désinscription|désabonnement|baja|darme de baja|cancellami|cancellazione|disiscrizione|cancelar|descadastrar|退订)\W*$/iu;
/** Subjects that name the list or membership without a verb. */
const LIST_SUBJECT =
  /\b(?:mailing\s?list|mail\s?list|list membership|membership|distribution list|subscription|mailinglijst|verteiler|liste de diffusion|lista de correo|lista de distribui|mailing-?liste|announcements? please|invitations?|new (?:member|subscribers?)|colloquium list|sumarme|adhesi[oó]n|interested|interest in|joining|sign(?:ing)? up|mailverteiler|maillijst|mailing)\b/iu;

/** A subject that is the wish in a word. */
const LISTEN_SUBJECT =
  /(?<![\p{L}])(?:listen(?:ing)? in|sitting in|sit in|meeluister\p{L}*|meekijk\p{L}*|toehoorder|zuhör\p{L}*|mithör\p{L}*|gasthörer(?:in)?|reinhör\p{L}*|oyente|asist(?:ir|encia)|auditeur|auditrice|assister|uditrice|uditore|ouvinte|assistir|for the list|op de lijst|on the list)(?![\p{L}])/iu;

/** A subject that says a question follows. */
const ASKS =
  /^\W*(?:an? )?(?:quick |short |kleine |korte |petite )?(?:questions?|query|enquiry|inquiry|vra(?:ag|gen)|vraagje|fragen?|anfrage|question|pregunta|consulta|domanda|dúvida|soru|fråga|spørgsmål|spørsmål|kysymys|pytanie|dotaz|вопрос|ερώτηση)(?![\p{L}])/iu;

/** Join, leave or ask: a mail in a person's own words. */
export function classifyWish(candidate: Candidate): Finding {
  const { words, message, context } = candidate;
  const isHost = context.isHost(message.from[0]?.address ?? '');
  if (wantsToLeave(candidate)) return { class: 'unsubscribe', reason: 'asks to leave' };
  const question = questionScore(
    words.sentences,
    words.isReply ? '' : words.subject,
    (sentence) => asksToJoin(sentence) && !isAboutEvent(sentence),
  );
  const join = joinScore(candidate);
  if (isMachine(candidate))
    return { class: 'question', reason: 'a mail system or an invitation, not a person' };
  if (words.passesOn) return { class: 'join', reason: 'passes on a request to join' };
  if (join >= 2 && join >= question)
    return { class: 'join', reason: `asks to join (${join} against ${question})` };
  if (isHost && join < 2) return { class: 'question', reason: 'a host writes' };
  if (join > question && join >= 1.5) return { class: 'join', reason: `seems to ask to join (${join})` };
  return {
    class: 'question',
    reason: question > 0 ? `a question (${question} against ${join})` : 'no wish recognised',
  };
}

/** Unrecognised notices and calendar invitations: for a host's eyes, never a request. */
function isMachine({ message }: Candidate): boolean {
  const local = (message.from[0]?.address ?? '').split('@', 1)[0] ?? '';
  const isCalendar = message.parts.some((part) => part.depth === 0 && part.contentType === 'text/calendar');
  return (
    message.returnPath === '' ||
    isCalendar ||
    /^(?:mailer-?daemon|postmaster|no-?reply|do-?not-?reply)/i.test(local)
  );
}

function wantsToLeave({ words }: Candidate): boolean {
  const first = words.own.split('\n', 1)[0] ?? '';
  const isBareBody =
    BARE_LEAVE.test(words.own) || BARE_LEAVE.test(first) || (words.own === '' && BARE_LEAVE.test(words.all));
  const own = words.subject !== '' && !words.isReply ? words.subject : '';
  const isSubject = BARE_LEAVE.test(words.subject) || (own !== '' && asksToLeave(own));
  const leaving = words.sentences.filter(asksToLeave);
  if (isBareBody) return true;
  if (leaving.length === 0) return isSubject && !words.joins;
  const isQuestion = leaving.every(
    (sentence) =>
      /\b(?:how|can i|may i|possible|easy|hoe|wie|comment|cómo)\b[^?]*\?$/i.test(sentence) &&
      !/\b(?:please|could you|can you|will you|would you)\b/i.test(sentence),
  );
  const stays = words.sentences.some(
    (sentence) => asksToJoin(sentence) && !asksToLeave(sentence) && !isAboutEvent(sentence),
  );
  if (stays && leaving.every((sentence) => !SPEAKS_OF_SELF.test(sentence))) return false;
  if (stays && (RETURNS.test(words.own) || isQuestion)) return false;
  return !(isQuestion && stays);
}

function joinScore({ words, message }: Candidate): number {
  const labels = new Set(readLabels(words.own).map((label) => label.field));
  const labelled = ['name', 'affiliation', 'motivation'].filter((field) =>
    labels.has(field as 'name'),
  ).length;
  const asks = words.sentences.filter((sentence) => asksToJoin(sentence) && !isAboutEvent(sentence));
  let score = Math.min(labelled, 2) * 1.5;
  if (asks.length > 0) score += 3;
  if (BARE_JOIN.test(words.own) || BARE_JOIN.test(words.all)) score += 3;
  if (!words.isReply && words.subject !== '') {
    if (
      BARE_JOIN.test(words.subject) ||
      /^\W*(?:the |your |de |die |la )?(?:mailing[ -]?|mail)?(?:list|lijst|liste|lista)\W*$/iu.test(
        words.subject,
      )
    )
      score += 3;
    else if (ASKS.test(words.subject) && !LIST_SUBJECT.test(words.subject)) score -= 1;
    else if (asksToJoin(words.subject) && !isAboutEvent(words.subject)) score += 2;
    else if (LIST_SUBJECT.test(words.subject) || LISTEN_SUBJECT.test(words.subject)) score += 2;
  }
  if (words.introduces) score += 2;
  if (words.isSentToUs && !words.isReply) score += 2;
  if (message.parts.some((part) => /vcard/.test(part.contentType))) score += 0.5;
  return score;
}
