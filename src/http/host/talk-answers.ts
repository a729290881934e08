/** Who is expected at a talk, and what people wrote with their answers. */
import { type Attendance, expectedOf, unansweredOf } from '../../calendar/attendance.ts';
import type { AnswerLine } from '../../store/rsvps.ts';
import { type Html, html } from '../hono.ts';
import { figure, shortMoment } from '../page-time.ts';
import { row, state } from '../parts/small.ts';
import { line } from '../stranger.ts';
import type { Desk } from './desk.ts';

export interface AnswersView {
  readonly desk: Desk;
  readonly attendance: Attendance;
  readonly answers: readonly AnswerLine[];
}

/** Nothing before anybody was invited. */
export function answersPart(view: AnswersView): Html | null {
  if (view.attendance.invited === 0 && view.answers.length === 0) return null;
  return html`${row('answers', 'Who comes', 'From people’s calendars', answersList(view))}${words(view)}`;
}

/** The table of the mailing's page and of the talk's. */
export function answersList({ attendance }: { readonly attendance: Attendance }): Html {
  const { accepted, tentative, declined } = attendance;
  return html`<dl class="facts"><dt>Expected</dt><dd>${figure(expectedOf(attendance))} <span class="hush">every second “maybe” comes</span></dd><dt>Accepted</dt><dd>${figure(accepted)}</dd><dt>Maybe</dt><dd>${figure(tentative)}</dd><dt>Declined</dt><dd>${figure(declined)}</dd><dt>No answer</dt><dd>${figure(unansweredOf(attendance))}</dd></dl>`;
}

/** What people wrote with their answers. */
function words({ answers, desk }: AnswersView): Html | null {
  if (answers.length === 0) return null;
  const shapes = {
    accepted: ['ok', 'Accepted'],
    tentative: ['open', 'Maybe'],
    declined: ['none', 'Declined'],
  } as const;
  const rows = answers.map((each) => {
    const [shape, word] = shapes[each.answer as keyof typeof shapes] ?? (['none', each.answer] as const);
    return html`<tr><th scope="row" class="wide"><a class="plain" href="/host/subscribers/${each.subscriberId}"><bdi>${line(each.name, 120) || line(each.email, 120)}</bdi></a></th><td>${state(shape, word)}</td><td class="wide">${each.comment === null ? html`<span class="hush">no words</span>` : html`<bdi>${line(each.comment, 300)}</bdi>`}<span class="sub">${shortMoment(each.stampedAt, desk.now, desk.colloquium.zone)}</span></td></tr>`;
  });
  return row(
    'who',
    'Who said what',
    'Those with words first',
    html`<table class="cards"><caption class="vh">Answers, newest first</caption><thead><tr><th scope="col">Who</th><th scope="col">Answer</th><th scope="col">Their words</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}
