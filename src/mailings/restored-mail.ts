/** The mail by which hosts hear that this is a copy restored from a backup, and that it waits for them. Pure. */
import type { Colloquium } from '../../config/schema.ts';
import { momentWords } from '../moderation/words.ts';
import type { Restored } from '../store/facts.ts';
import type { HostRow } from '../store/schema.ts';
import type { NewServiceMail } from '../store/service-mails.ts';

/** Its identity begins with `restored/`: with it, and only with it, a mail leaves a copy that waits. */
export function restoredMail(
  host: HostRow,
  colloquium: Colloquium,
  { madeAt, restoredAt }: Restored,
  now: Temporal.Instant,
): NewServiceMail {
  const { zone } = colloquium;
  return {
    colloquium: colloquium.id,
    kind: 'held',
    identity: `restored/${restoredAt.epochMilliseconds}/${colloquium.id}/host:${host.id}`,
    to: { name: host.name, email: host.email },
    hostId: host.id,
    facts: {
      finding: 'the service was restored from a backup',
      mailWord: 'mail of this colloquium',
      pieces: [
        { label: 'Backup', words: `made on ${momentWords(madeAt, zone)}` },
        { label: 'Restored', words: `on ${momentWords(restoredAt, zone)}` },
      ],
      advice: [
        'What went out between these two moments is not known to this copy, so it sends nothing by itself: nobody shall get the same mail twice. Who asked to join in between may have to ask again.',
        'Look at the outbox, and cancel what you have received already. Then let everything go: ./convoke mailings release --all, or with --skip-waiting without the mails that waited when the backup was made.',
      ],
      again: 'We say this once.',
    },
    notBefore: now,
  };
}
