/** A process of its own that reads a mailbox into a database until it is killed: `imap-reader.ts DATABASE_URL IMAP_URL`. */
import { openImapSource } from '../../src/intake/source-imap.ts';
import { openStore } from '../../src/store/open-store.ts';
import { mailboxes, openTestIntake, quiet } from './intake.ts';

const [databaseUrl = '', url = ''] = process.argv.slice(2);
const store = await openStore(databaseUrl, { connections: 2 });
openImapSource({
  url,
  poll: Temporal.Duration.from('PT1S'),
  maxSize: 1024 * 1024,
  mailboxes,
  receive: openTestIntake(store).receive,
  store,
  log: quiet,
  timing: { firstDelayMs: 5 },
});
