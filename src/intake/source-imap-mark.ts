/** What becomes of mail in the mailbox once it is stored: labelled, then marked as read or moved away. */
import type { ImapFlow } from 'imapflow';
import type { Log } from '../log.ts';
import type { ImapSettings } from './source-imap-url.ts';
import { inTime } from './source-imap-wait.ts';

/** A mailbox that may only be read says no to all of it: the cursor alone remembers then. */
export async function markStored(
  client: ImapFlow,
  deps: {
    readonly settings: ImapSettings;
    readonly timing: { readonly answerMs: number; readonly fetchMs: number };
    readonly log: Log;
  },
  uids: number[],
): Promise<void> {
  const { settings, timing, log } = deps;
  const mark = (flag: string, useLabels: boolean) =>
    inTime(client, timing.answerMs, client.messageFlagsAdd(uids, [flag], { uid: true, useLabels }));
  // Gmail has labels where others have keywords (X-GM-EXT-1).
  const isGmail = client.capabilities.has('X-GM-EXT-1');
  const isLabelled = settings.label === null || (await mark(settings.label, isGmail));
  const isMarked =
    settings.moveTo === null
      ? await mark('\\Seen', false)
      : await inTime(client, timing.fetchMs, client.messageMove(uids, settings.moveTo, { uid: true }));
  if (!isMarked || !isLabelled)
    log.warn({ mails: uids.length }, 'the mailbox does not let stored mail be marked');
}
