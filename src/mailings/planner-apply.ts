/** What the planner's state is after its actions: the step that handlers take in SQL, for simulator and property tests. */
import type { Talk } from '../calendar/talk.ts';
import { isAfterwards } from './mailing-kinds.ts';
import type { Mailing } from './notice.ts';
import type { HostNote, MailingDraft, PlannerAction, PlannerState } from './planner-actions.ts';

/** Doing the same actions twice changes nothing the second time: unique keys carry that in the database. */
export function applyActions(
  state: PlannerState,
  actions: readonly PlannerAction[],
  now: Temporal.Instant,
): PlannerState {
  return actions.reduce((before, action) => applyAction(before, action, now), state);
}

function applyAction(state: PlannerState, action: PlannerAction, now: Temporal.Instant): PlannerState {
  switch (action.act) {
    case 'plan':
    case 'move':
    case 'call-off':
      return insert(state, action.mailing, now);
    case 'refresh':
      return change(state, action.mailing, {
        facts: action.facts,
        slotAt: action.slotAt,
        goesAt: action.goesAt,
      });
    case 'drop':
      return change(state, action.mailing, { cancelledAt: now, cancelledBy: 'rule' });
    case 'freeze':
      return freeze(state, action, now);
    case 'miss': {
      const marked =
        action.mailing === null
          ? state
          : change(state, action.mailing, { missedAt: now, missedWhy: action.why });
      return note(marked, action.note);
    }
    case 'hold':
    case 'ask-hosts':
    case 'ask-withdrawn':
      return note(state, action.note);
  }
}

function insert(state: PlannerState, draft: MailingDraft, now: Temporal.Instant): PlannerState {
  const isThere = state.mailings.some(
    (mailing) =>
      mailing.talkId === draft.talkId && mailing.rule === draft.rule && mailing.revision === draft.revision,
  );
  if (isThere) return state;
  const mailing: Mailing = {
    ...draft,
    id: state.mailings.length + 1,
    plannedAt: now,
    heldAt: null,
    heldBy: null,
    frozenAt: null,
    pausedAt: null,
    pausedWhy: null,
    cancelledAt: null,
    cancelledBy: null,
    missedAt: null,
    missedWhy: null,
    doneAt: null,
  };
  return { ...state, mailings: [...state.mailings, mailing] };
}

/** Only an open mailing changes: another planner may have been there first. */
function change(state: PlannerState, { id }: Mailing, fields: Partial<Mailing>): PlannerState {
  const mailings = state.mailings.map((mailing) =>
    mailing.id === id &&
    mailing.frozenAt === null &&
    mailing.cancelledAt === null &&
    mailing.missedAt === null
      ? { ...mailing, ...fields }
      : mailing,
  );
  return { ...state, mailings };
}

function freeze(
  state: PlannerState,
  action: Extract<PlannerAction, { act: 'freeze' }>,
  now: Temporal.Instant,
): PlannerState {
  const { mailing, told, sequence } = action;
  const isCallOff = mailing.kind === 'cancelled';
  const after = (talk: Talk): Talk => ({
    ...talk,
    sequence,
    told,
    toldAt: isCallOff ? talk.toldAt : now,
    calledOffAt: isCallOff ? now : talk.calledOffAt,
  });
  const isTold = !isAfterwards(mailing.kind);
  const talks = state.talks.map((talk) => (talk.id === mailing.talkId && isTold ? after(talk) : talk));
  return change({ ...state, talks }, mailing, { frozenAt: now });
}

function note(state: PlannerState, added: HostNote): PlannerState {
  const isThere = state.notes.some((known) => known.identity === added.identity);
  return isThere ? state : { ...state, notes: [...state.notes, added] };
}
