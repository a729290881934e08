/** `mailings release --all`: a restored copy is let go, or every mailing that hosts hold. */
import { anythingDue, deliveryQueue } from '../../queues/catalogue.ts';
import type { Context } from '../context.ts';
import { actOnMailing } from '../mailings/handle-mailing-act.ts';
import { isOpen } from '../mailings/mailing-state.ts';
import { writeAudit } from '../store/audit.ts';
import { loadRestored, releaseRestored } from '../store/facts.ts';
import { loadMailings } from '../store/mailings.ts';
import { countWaiting, skipWaiting } from '../store/restored-mails.ts';
import type { Io } from './io.ts';
import { counted } from './words.ts';

export async function releaseAll(
  context: Context,
  io: Io,
  options: { readonly json: boolean; readonly skipWaiting: boolean },
): Promise<number> {
  const copy = await releaseCopy(context, options.skipWaiting);
  if (copy !== null) {
    const waiting = await countWaiting(context.store.db);
    await context.bell.ring(deliveryQueue, anythingDue);
    if (options.json) io.out(JSON.stringify({ released: 'copy', skipped: copy.skipped, waiting }));
    else {
      io.out('The restored copy is released: mail goes out again.');
      if (copy.skipped > 0) io.out(`${counted(copy.skipped, 'mail')} that waited then will not be sent.`);
      if (waiting > 0) io.out(`${counted(waiting, 'mail')} will be sent, if a service is running.`);
    }
    return 0;
  }
  const released = await releaseHeld(context);
  if (options.json) io.out(JSON.stringify({ released }));
  else if (released.length === 0) io.out('Nothing is held.');
  else io.out(`Released: mailing ${released.join(', ')}.`);
  return 0;
}

/** Null where this is no restored copy that waits. */
async function releaseCopy({ store, clock }: Context, skip: boolean): Promise<{ skipped: number } | null> {
  const now = clock.now();
  return store.transaction(async (tx) => {
    const restored = await loadRestored(tx);
    if (restored === null || !(await releaseRestored(tx, 'command', now))) return null;
    const skipped = skip ? await skipWaiting(tx, restored, now) : 0;
    await writeAudit(tx, {
      at: now,
      colloquium: null,
      who: 'command',
      way: 'command',
      what: 'restore.released',
      subject: 'service',
      detail: { skipped },
    });
    return { skipped };
  });
}

async function releaseHeld(context: Context): Promise<number[]> {
  const released: number[] = [];
  for (const { id } of context.config.colloquia) {
    for (const mailing of await loadMailings(context.store.db, id)) {
      if (mailing.heldAt === null || !isOpen(mailing)) continue;
      const deed = { mailingId: mailing.id, act: { kind: 'release' }, host: null, way: 'command' } as const;
      const outcome = await actOnMailing(context, { ...deed, now: context.clock.now() });
      if (outcome.kind === 'done') released.push(mailing.id);
    }
  }
  return released;
}
