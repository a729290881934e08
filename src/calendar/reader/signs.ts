/** Signs in a label's place (`📍 Turing room`) or between the facts of a line (`📅 7 Oct 👤 Ana Bell 💬 Glass`). */
import type { Field } from './field-label.ts';

/** As chat programs and Jekyll's jemoji name them. */
const NAMED: Readonly<Record<string, string>> = {
  calendar: '📅',
  date: '📅',
  alarm_clock: '⏰',
  clock: '🕑',
  pushpin: '📍',
  round_pushpin: '📍',
  movie_camera: '🎥',
  video_camera: '🎥',
  tv: '📺',
  microphone: '🎤',
  computer: '💻',
  link: '🔗',
};
const SHORTCODE = /:([a-z_]{2,14}?)\d{0,4}:/g;
const SIGN = /(?<=^|\s)\p{Extended_Pictographic}(?:\uFE0F|\u200d\p{Extended_Pictographic})*\s+/gu;
const LABELS: readonly (readonly [RegExp, Field])[] = [
  [/^[📍🏛🏫🚪]/u, 'place'],
  [/^[📅📆🗓]/u, 'date'],
  [/^[🕐🕑🕒🕓🕔⏰🕰]/u, 'time'],
  [/^[🎥📹🎬📺▶]/u, 'watch'],
  [/^[🎤🗣👤👩👨🧑]/u, 'speaker'],
  [/^[💻🔗🌐]/u, 'online'],
];
const MAX_CHARS = 600;

/** A line with several signs has a bar in the place of each; one sign alone is a label and stays. */
export function dividedAtSigns(line: string): string {
  if (line.length > MAX_CHARS || !/[^\x00-\u2000]|:[a-z]/.test(line)) return line;
  const spelled = line.replace(SHORTCODE, (code, name: string) => NAMED[name] ?? code);
  if (spelled.includes('|')) return spelled;
  if ((spelled.match(SIGN)?.length ?? 0) < 2) return isItem(spelled) ? spelled.replace(SIGN, ' ') : spelled;
  const [first = '', ...others] = spelled.split(SIGN);
  const behind = others.map((part) => part.trim()).join(' | ');
  return first.trim() === '' ? `${first}${behind}` : `${first.trimEnd()} | ${behind}`;
}

/** In an item of a list that begins with something else a sign only decorates. */
function isItem(line: string): boolean {
  return /^\s*(?:[-*+•]|\d{1,2}[.)])\s+[^\p{Extended_Pictographic}]/u.test(line);
}

/** The sign that a line begins with: the field it stands for, and how many characters it takes. */
export function leadingSign(line: string): { readonly field: Field; readonly to: number } | null {
  const near = line.slice(0, 24);
  if (!/[^\x00-\u2000]/.test(near)) return null;
  const lead = /^\s*(?:[-*+]\s+)?/.exec(near)?.[0].length ?? 0;
  const field = LABELS.find(([sign]) => sign.test(near.slice(lead)))?.[1];
  const sign = /^\p{Extended_Pictographic}(?:\uFE0F|\u200d\p{Extended_Pictographic})*\s*/u.exec(
    near.slice(lead),
  );
  return field === undefined || sign === null ? null : { field, to: lead + sign[0].length };
}
