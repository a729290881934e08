/**
 * Which handler meets which mail and which bell, in the order in which mail travels. Read from top to bottom it is
 * the story of Convoke.
 */
import { calendarQueue, deliveryQueue, intakeQueue, plannerQueue } from '../queues/catalogue.ts';
import { handleReport } from './bounces/handle-report.ts';
import { fetchPhotos } from './calendar/handle-photos.ts';
import { handleRsvp } from './calendar/handle-rsvp.ts';
import { syncCalendar } from './calendar/handle-sync.ts';
import type { Context } from './context.ts';
import { answerBell } from './delivery/handle-delivery-bell.ts';
import type { MailClass } from './intake/classify.ts';
import { handleInbound } from './intake/handle-inbound.ts';
import { type ClassHandler, holdForHost, noteOnly } from './intake/read-mail.ts';
import { planColloquium } from './mailings/handle-plan.ts';
import { handleQuestion } from './moderation/handle-question.ts';
import { handleHostReply } from './moderation/handle-reply.ts';
import { handleConfirm } from './requests/handle-confirm.ts';
import { handleDetails, handleJoin } from './requests/handle-join.ts';
import { handleLeaveMail } from './subscribers/handle-leave-mail.ts';

/** Somebody wrote. */
export const classHandlers: Readonly<Record<MailClass, ClassHandler>> = {
  join: handleJoin,
  details: handleDetails,
  confirm: handleConfirm,
  decision: handleHostReply,
  unsubscribe: handleLeaveMail,
  'bounce-hard': handleReport,
  'bounce-soft': handleReport,
  complaint: handleReport,
  rsvp: handleRsvp,
  question: handleQuestion,
  autoreply: noteOnly,
  list: noteOnly,
  loop: noteOnly,
  spam: holdForHost,
  malformed: holdForHost,
};

/** Wires every queue to its handler in this process. */
export function workOn(context: Context): void {
  const { jobs, config } = context;
  const colloquiumOf = (id: string) => config.colloquia.find((each) => each.id === id);

  // Mails are stored: read them, act on them.
  jobs.work(intakeQueue, ({ inboundIds }) => handleInbound(context, classHandlers, inboundIds));

  // The calendar is due: read it, compare it, remember it.
  jobs.work(calendarQueue, async ({ colloquium }) => {
    const found = colloquiumOf(colloquium);
    if (found === undefined) return;
    await syncCalendar(context, found);
    await fetchPhotos(context, found);
  });

  // Time has passed or the calendar has changed: plan, prove, freeze, hold, miss.
  jobs.work(plannerQueue, async ({ colloquium }) => {
    const found = colloquiumOf(colloquium);
    if (found !== undefined) await planColloquium(context, found);
  });

  // Something in the ledger is due: send it.
  jobs.work(deliveryQueue, async () => {
    const { stopped, restMs } = await answerBell(context);
    if (stopped !== 'relay') return;
    const seconds = Math.ceil(restMs / 1000);
    context.log.warn({ seconds }, 'the relay does not take mail: it waits in the ledger and is tried again');
  });
}
