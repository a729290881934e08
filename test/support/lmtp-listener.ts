/** The LMTP door as a process of its own, to be killed: `lmtp-listener.ts DATABASE_URL PORT`. Says `ready` when it listens. */

import { systemClock } from '../../src/clock.ts';
import { openEvents } from '../../src/events.ts';
import { receiveMail } from '../../src/intake/receive.ts';
import { openSmtpSource } from '../../src/intake/source-smtp.ts';
import { openLog } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';

const [url = '', port = '0'] = process.argv.slice(2);
const store = await openStore(url, { connections: 4 });
const log = openLog('silent');
const deps = { store, bell: { ring: async () => undefined }, events: openEvents(log), clock: systemClock };
await openSmtpSource({
  settings: { port: Number(port), host: '127.0.0.1', protocol: 'lmtp', max_size: 1024 * 1024 },
  mailboxes: [
    { id: 'ai', address: 'colloquium@lab.example' },
    { id: 'bio', address: 'bio-talks@lab.example' },
  ],
  receive: (mail) => receiveMail(deps, mail),
  log,
});
process.stdout.write('ready\n');
