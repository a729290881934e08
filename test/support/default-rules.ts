/** The season that is proposed as default: hosts complete a talk 20 to 27 hours before it, often less than five. */
import type { NoticeRule } from '../../src/mailings/notice.ts';
import type { PlannerSettings } from '../../src/mailings/planner-actions.ts';

const time = (text: string) => Temporal.Duration.from(text);

export const defaultRules: readonly NoticeRule[] = [
  {
    name: 'announcement',
    kind: 'announcement',
    // Every half hour of the waking day: whoever completes the page at 17:50 is announced at 18:45, not tomorrow.
    cron: '0,30 8-20 * * *',
    opensBefore: time('P14D'),
    closesBefore: time('PT1H'),
    needs: ['title', 'speaker'],
    lateness: time('PT6H'),
    apart: time('PT0S'),
    proof: time('PT30M'),
  },
  {
    name: 'last-call',
    kind: 'announcement',
    lastCall: true,
    // The evening before: late enough for the hosts who complete the page on the eve, of whom most are done by 18:30.
    cron: '0 20 * * *',
    opensBefore: time('P1D'),
    closesBefore: time('PT3H'),
    needs: ['speaker'],
    lateness: time('PT30M'),
    apart: time('PT0S'),
    proof: time('PT30M'),
  },
  {
    name: 'reminder',
    kind: 'reminder',
    // The day before at nine; the morning of the day for what was announced less than 20 hours before that.
    cron: '0 9 * * *',
    opensBefore: time('PT30H'),
    closesBefore: time('PT3H'),
    needs: ['title', 'speaker'],
    lateness: time('PT4H'),
    apart: time('PT20H'),
    proof: time('PT0S'),
  },
  {
    name: 'recording',
    kind: 'recording',
    cron: '0 10 * * *',
    opensBefore: time('-PT1H'),
    closesBefore: time('-P60D'),
    needs: ['title', 'speaker', 'watch'],
    lateness: time('PT6H'),
    apart: time('PT2H'),
    proof: time('PT1H'),
  },
];

export const defaultSettings: PlannerSettings = {
  zone: 'Europe/Amsterdam',
  settle: time('PT20M'),
  changeProof: time('PT15M'),
  ask: { cron: '0 9 * * *', daysBefore: 7 },
};
