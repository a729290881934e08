/** The connections of a mail listener: whom each writes to, how long it may last, and how they end. */
import type { SMTPServer } from 'smtp-server';

export interface SmtpSessions {
  opened(id: string): void;
  closed(id: string): void;
  /** A transaction begins; what was collected before is dropped. */
  began(id: string): void;
  addressed(id: string, recipient: string): void;
  /** Accepted RCPTs of the running transaction, in order, repeated ones too. */
  recipients(id: string): readonly string[];
  /** Work that must end before the listener may. */
  keep(work: Promise<unknown>): void;
  /** Sends the idle away, waits for the work in hand and its answers, at most `patienceMs`, then ends every connection. */
  end(patienceMs: number): Promise<void>;
}

const closing = '4.3.2 we are closing, come again';

/** @param connectionMs a connection ends after so long, whatever it does */
export function openSmtpSessions(server: () => SMTPServer, connectionMs: number): SmtpSessions {
  const recipients = new Map<string, string[]>();
  const deadlines = new Map<string, NodeJS.Timeout>();
  const inHand = new Set<Promise<unknown>>();

  function hangUp(isConcerned: (connection: { id: string; _dataStream: unknown }) => boolean, why: string) {
    for (const connection of [...server().connections]) {
      if (!isConcerned(connection)) continue;
      connection.send(421, why);
      connection.close();
    }
  }

  async function nothingInHand(): Promise<void> {
    while (inHand.size > 0) await Promise.allSettled([...inHand]);
    // A mail's answer is written in the turn after its work is done.
    await new Promise(setImmediate);
  }

  return {
    opened(id) {
      const end = () => hangUp((connection) => connection.id === id, '4.4.2 this connection lasts too long');
      deadlines.set(id, setTimeout(end, connectionMs));
    },
    closed(id) {
      clearTimeout(deadlines.get(id));
      deadlines.delete(id);
      recipients.delete(id);
    },
    began: (id) => void recipients.set(id, []),
    addressed: (id, recipient) => void recipients.get(id)?.push(recipient),
    recipients: (id) => recipients.get(id) ?? [],
    keep(work) {
      inHand.add(work);
      void work.finally(() => inHand.delete(work));
    },
    async end(patienceMs) {
      hangUp((connection) => !connection._dataStream, closing);
      let patience: NodeJS.Timeout | undefined;
      const isOver = new Promise<void>((resolve) => {
        patience = setTimeout(resolve, patienceMs);
      });
      await Promise.race([nothingInHand(), isOver]);
      clearTimeout(patience);
      hangUp(() => true, closing);
      for (const deadline of deadlines.values()) clearTimeout(deadline);
    },
  };
}
