/**
 * `npm run bench [-- NAME…] [--json]`: what this machine does, from one run. Rates are medians of interleaved rounds
 * against nodemailer's own pool to the same sink in the same run: quote the ratios, not the rates.
 */
import { parseArgs } from 'node:util';
import { measureDistance } from './distance.ts';
import { measureFreezing } from './freezing.ts';
import { measureIntake } from './intake.ts';
import { measureLongLists } from './long-list.ts';
import { measureMailing } from './mailing.ts';
import { measurePages } from './pages.ts';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, and how many times that it is; null where it stands alone. */
  readonly against: string | null;
  readonly ratio: number | null;
}

const benches: Readonly<Record<string, () => Promise<Figure[]>>> = {
  mailing: measureMailing,
  distance: measureDistance,
  freezing: measureFreezing,
  intake: measureIntake,
  pages: measurePages,
  long: measureLongLists,
};
/** Takes many minutes: only on request. */
const onRequest = ['long'];

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No such measurement: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(benches)) {
  const isWanted = positionals.length === 0 ? !onRequest.includes(name) : positionals.includes(name);
  if (isWanted) figures.push(...(await bench()));
}
if (values.json) console.log(JSON.stringify(figures, null, 2));
else for (const figure of figures) console.log(formatFigure(figure));

function formatFigure({ name, value, unit, against, ratio }: Figure): string {
  const amount = value >= 100 ? value.toFixed(0) : value.toPrecision(3);
  const compared = ratio === null ? '' : `${ratio.toFixed(2)} × ${against}`;
  return `${name.padEnd(44)}${amount.padStart(10)} ${unit.padEnd(16)}${compared}`.trimEnd();
}
