/** What people want who write in their own words: in, out, or an answer. */
import { readLabels } from '../requests/extract/labels.ts';
import { isLikely } from '../requests/roles/wishes.ts';
import type { Candidate, Finding } from './classify.ts';

/** Bare commands, as list robots have taught people: the whole subject or body. */
const BARE_JOIN =
  /^\W*(?:(?:please|pls)\s+)?(?:subscribe|join|sign me up|add me|aanmelden|inschrijven|anmelden|anmeldung|inscription|inscripci[oó]n|alta|iscrizione|inscrição|subscribe me)\W*$/iu;
const BARE_LEAVE =
  /^\W*(?:(?:please|pls)\s+)?(?:unsubscribe(?: me)?(?: please)?|stop|remove(?: me)?|leave|opt[\s-]?out|sign ?off|afmelden|uitschrijven|afmelding|abmelden|abmeldung|austragen|abbestellen|désinscription|désabonnement|baja|darme de baja|cancellami|cancellazione|disiscrizione|cancelar|descadastrar|退订)\W*$/iu;
/** The same with what follows it: "subscribe: Ada Byron, Analytical Engines". */
const JOIN_COMMAND =
  /^\s*(?:subscri(?:be|ption)|join|sign[\s-]?up|register|registration|aanmelden|anmelden|anmeldung|inscription|iscrizione|inscripci[oó]n|inscrição|alta|kayıt)\s*[:,–—-]\s/iu;

/** A subject is too short to be judged by half, and a host seldom asks to join. */
const PLAIN = 0.75;
/** From here on a mail leans towards a request to join, though no sentence says it plainly. */
const LEANS = 0.5;

/** Join, leave or ask: a mail in a person's own words. */
export function classifyWish(candidate: Candidate): Finding {
  const { words, message, context } = candidate;
  if (wantsToLeave(candidate)) return { class: 'unsubscribe', reason: 'asks to leave' };
  if (isMachine(candidate))
    return { class: 'question', reason: 'a mail system or an invitation, not a person' };
  if (words.passesOn) return { class: 'join', reason: 'passes on a request to join' };
  if (isCommand(candidate) || isForm(candidate)) return { class: 'join', reason: 'a request in form' };
  const { wishes } = words;
  const isHost = context.isHost(message.from[0]?.address ?? '');
  if ((isHost ? wishes.join > PLAIN : words.joins) && wishes.join >= wishes.question - 0.1)
    return { class: 'join', reason: `asks to join (${percent(wishes.join)})` };
  if (isHost) return { class: 'question', reason: 'a host writes' };
  const lean = leanToJoining(candidate);
  if (lean > LEANS) return { class: 'join', reason: `seems to ask to join (${percent(lean)})` };
  return {
    class: 'question',
    reason: isLikely(wishes.question) ? `a question (${percent(wishes.question)})` : 'no wish recognised',
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
  const { own, all, subject, wishes, subjectWishes } = words;
  const first = own.split('\n', 1)[0] ?? '';
  if ([own, first, own === '' ? all : '', subject].some((text) => BARE_LEAVE.test(text))) return true;
  if (words.leaves) return wishes.leave >= wishes.join;
  return (
    subjectWishes.leave > PLAIN &&
    subjectWishes.leave > subjectWishes.join &&
    !words.joins &&
    !isLikely(wishes.question)
  );
}

function isCommand({ words }: Candidate): boolean {
  const { own, all, subject, isReply } = words;
  if (BARE_JOIN.test(own) || BARE_JOIN.test(all)) return true;
  return !isReply && (BARE_JOIN.test(subject) || JOIN_COMMAND.test(subject));
}

/** Two of name, affiliation and motivation on lines with a label. */
function isForm({ words }: Candidate): boolean {
  const labels = new Set<string>(readLabels(words.own).map((label) => label.field));
  return ['name', 'affiliation', 'motivation'].filter((field) => labels.has(field)).length >= 2;
}

/** Half a request, who they are and why speak for it, a question against it. */
function leanToJoining({ words, message }: Candidate): number {
  const { wishes, subjectWishes, isSentToUs, isReply } = words;
  const hasCard = message.parts.some((part) => /vcard/.test(part.contentType));
  return (
    wishes.join +
    0.5 * wishes.reason +
    0.35 * wishes.introduction +
    0.5 * subjectWishes.join +
    (isSentToUs && !isReply ? 0.5 : 0) +
    (hasCard ? 0.2 : 0) +
    // Who writes of their own accord and asks, tells and sells nothing most often wants in.
    (!isReply && Math.max(wishes.question, wishes.offer, wishes.notice, wishes.leave) < 0.4 ? 0.15 : 0) -
    0.7 * Math.max(wishes.question, subjectWishes.question)
  );
}

function percent(share: number): string {
  return `${Math.round(Math.min(share, 1) * 100)} %`;
}
