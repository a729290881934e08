/** What the forms about a talk ask for, as deeds. Pure. */
import type { FactName } from '../../calendar/talk.ts';
import type { TalkDeed } from '../../calendar/talk-deed.ts';
import { type GivenFacts, givenFields } from '../../calendar/talk-given.ts';
import type { Form } from '../read-form.ts';

/** Reasons that are said with one touch. */
export const readyReasons = {
  ill: 'The speaker is ill.',
  away: 'The speaker cannot come.',
  room: 'The room is not available.',
} as const;

/** Null where nothing that exists was asked for. */
export function readTalkDeed(form: Form): TalkDeed | null {
  switch (form.text('do')) {
    case 'edit':
      return { kind: 'edit', facts: givenIn(form), reason: reasonIn(form) };
    case 'cancel':
      return { kind: 'cancel', reason: reasonIn(form) };
    case 'postpone':
      return { kind: 'postpone', reason: reasonIn(form) };
    case 'restore':
      return { kind: 'restore' };
    case 'keep':
    case 'follow': {
      const fields = fieldsIn(form);
      return fields.length === 0 ? null : { kind: form.text('do') === 'keep' ? 'keep' : 'follow', fields };
    }
    default:
      return null;
  }
}

/** The facts that the form has fields for; an empty field takes the fact away. */
export function givenIn(form: Form): GivenFacts {
  return Object.fromEntries(
    givenFields.filter((field) => form.has(field)).map((field) => [field, form.text(field)]),
  );
}

/** Own words come before the ready ones. */
function reasonIn(form: Form): string | null {
  const own = form.text('reason');
  if (own !== '') return own;
  const ready = form.text('ready');
  return Object.hasOwn(readyReasons, ready) ? readyReasons[ready as keyof typeof readyReasons] : null;
}

function fieldsIn(form: Form): readonly FactName[] {
  const known: readonly FactName[] = [...givenFields, 'status'];
  return known.filter((field) => form.all('field').includes(field));
}
