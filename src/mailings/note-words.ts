/** What the hosts are told when a mail does not go, or something is missing: the finding, what to do, what happens then. */
import { isForHosts, type Obstacle, obstacleWords } from './announceable.ts';
import { dayMonthOf, sentence } from './host-mails.ts';
import type { PlannerAction } from './planner-actions.ts';

export interface NoteWords {
  readonly finding: string;
  readonly mailWord: string;
  readonly obstacles: readonly Obstacle[];
  readonly advice: readonly string[];
  readonly again: string;
}

type Note = Extract<PlannerAction, { act: 'hold' | 'miss' | 'ask-hosts' | 'ask-withdrawn' }>;

export function noteWords(action: Note): NoteWords {
  const day = dayMonthOf(action.talk);
  switch (action.act) {
    case 'hold':
      return {
        finding: `The ${action.rule} for ${day} is held: ${listed(action.obstacles.filter(isForHosts).map(obstacleWords))}`,
        mailWord: action.rule,
        obstacles: action.obstacles,
        advice: [
          'Correct the page. The mail then goes at the next possible hour, and you get a proof before it does.',
        ],
        again: 'You hear of this again only if something else is in the way.',
      };
    case 'miss':
      return {
        finding: `The ${action.rule} for ${day} was not sent: ${action.why}`,
        mailWord: action.rule,
        obstacles: [],
        advice: ['It is not sent late. If subscribers should know all the same, send them a word yourself.'],
        again: 'This was the only message about it.',
      };
    case 'ask-hosts':
      return {
        finding: `The talk on ${day} has no ${listed([...action.missing])} yet`,
        mailWord: 'announcement',
        obstacles: action.missing.map((piece) => ({ what: 'missing', piece })),
        advice: [
          sentence(
            `Once the ${listed([...action.missing])} stands on your page, the announcement goes at the next possible hour`,
          ),
          'Until then nothing is announced.',
        ],
        again: 'We ask again three days and one day before the talk if it is still missing.',
      };
    case 'ask-withdrawn':
      return {
        finding: `The talk on ${day} is gone from your page, and subscribers know of it`,
        mailWord: 'change',
        obstacles: [{ what: 'withdrawn', since: action.note.at }],
        advice: [
          'If it is cancelled, write “cancelled” beside it on the page; subscribers are then told and their calendars corrected.',
          'If it has moved, put it back with its new date.',
        ],
        again: 'Nothing is sent until the page says what happened.',
      };
  }
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
