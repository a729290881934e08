/** One view of every kind of mail: invented people who tell one story, from the first announcement to a farewell. */

import type { MailingKind } from '../../src/mailings/mailing-kinds.ts';
import type { MailKind, TalkView, Views } from '../../src/mailings/view.ts';
import { talkView, whenView } from '../../src/mailings/view-talk.ts';
import { hostViews } from './sample-views-host.ts';
import { personViews } from './sample-views-person.ts';
import { colloquium, glacierFacts, glacierTalk, links, zone } from './sample-views-talks.ts';

const proteinTalk: TalkView = talkView(
  {
    ...glacierFacts,
    date: '2026-12-09',
    start: '15:00',
    end: '16:00',
    title: 'Proteins nobody has seen: generating folds under physical constraints',
    speaker: 'Tomás Arrieta',
    affiliation: 'Institute for Structural Inference, Zaragoza',
  },
  { zone, pageUrl: 'https://ai4science.example/talks/2026-12-09', photoCid: null, calendarNote: true },
);

const symmetryTalk: TalkView = talkView(
  {
    ...glacierFacts,
    date: '2027-01-19',
    title: 'Symmetry as a teacher: what an equivariant network need not see',
    speaker: 'Hanneke Brandsma',
    affiliation: 'Noorderhaven Institute of Physics',
  },
  { zone, pageUrl: 'https://ai4science.example/talks/2027-01-19', photoCid: null, calendarNote: true },
);

const listMail = { colloquium, links, talk: glacierTalk };

const listViews: Pick<Views, MailingKind> = {
  announcement: listMail,
  reminder: {
    ...listMail,
    talk: { ...glacierTalk, photoCid: null, calendarNote: false },
    ahead: 'tomorrow',
    announcedOn: '19\u00a0November',
  },
  'starting-soon': { ...listMail, talk: { ...glacierTalk, calendarNote: false } },
  moved: {
    colloquium,
    links,
    talk: proteinTalk,
    was: {
      when: whenView({ date: '2026-12-08', start: '14:00', end: '15:00' }, zone).line,
      dayMonth: '8\u00a0December',
      where: null,
      online: null,
      title: null,
      speaker: null,
    },
    reason: [
      'Tomás teaches until late on the Tuesday and asked us for the day after. We are sorry for the trouble this makes in your week.',
    ],
  },
  cancelled: {
    colloquium,
    links,
    talk: symmetryTalk,
    reason: [
      'Hanneke is ill, and we wish her a quick recovery. We shall ask her for another date; when there is one, you will hear of it in the usual way.',
    ],
    next: {
      when: 'Tuesday 2\u00a0February 2027, 14:00\u00a0CET (13:00\u00a0UTC)',
      who: 'Kofi Adomako, University of Larteh',
      title: 'The weather between two stations',
    },
  },
  recording: {
    ...listMail,
    talk: { ...glacierTalk, photoCid: null, calendarNote: false },
    recording: {
      url: 'https://video.example/ai4science/2026-11-24',
      shown: 'video.example/ai4science/2026-11-24',
    },
    note: '52\u00a0minutes, with the questions at the end',
    slides: {
      url: 'https://ai4science.example/talks/2026-11-24/slides.pdf',
      shown: 'ai4science.example/talks/2026-11-24/slides.pdf',
    },
    next: {
      when: 'Tuesday 8\u00a0December 2026, 14:00\u00a0CET (13:00\u00a0UTC)',
      who: 'Tomás Arrieta, Institute for Structural Inference, Zaragoza',
      title: null,
    },
  },
};

export const sampleViews: Views = { ...listViews, ...personViews, ...hostViews };

/** The sample of a kind whose name is only known at run time. */
export function sampleView(kind: MailKind): Views[MailKind] {
  return sampleViews[kind];
}
