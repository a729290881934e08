/** The measure of all: nodemailer's pool sending one prebuilt message `raw`, again and again. Arguments: relay, messages. */
import nodemailer from 'nodemailer';
import { fromWire } from '../src/mail/mime-wire.ts';
import { composeMailing } from '../src/mailings/compose-mailing.ts';
import { stamp } from '../src/mailings/stamp.ts';
import { sampleRecipient } from '../test/support/sample-mailing.ts';
import { mailing40kb } from './mailing-40kb.ts';
import { startMeasure } from './measure.ts';

const [url = '', count = '5000'] = process.argv.slice(2);
const messages = Number(count);
const connections = 20;
const template = await composeMailing(mailing40kb('raw'));
const raw = fromWire(stamp(template, sampleRecipient('Maaike de Wit', 'm.dewit@lab.example')));
const { hostname, port } = new URL(url);
const pool = nodemailer.createTransport({
  pool: true,
  host: hostname,
  port: Number(port),
  maxConnections: connections,
  maxMessages: 100,
  disableFileAccess: true,
  disableUrlAccess: true,
});
const measure = startMeasure();
let next = 0;
async function sendOn(): Promise<void> {
  while (next < messages) {
    const to = `member-${next++}@lab.example`;
    await pool.sendMail({ envelope: { from: 'colloquium@desk.example', to }, raw });
    measure.accepted();
  }
}
// Twice as many under way as there are connections, so that none ever waits for work.
await Promise.all(Array.from({ length: 2 * connections }, sendOn));
process.send?.(measure.end(messages));
pool.close();
process.disconnect?.();
