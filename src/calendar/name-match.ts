/** Whether two written names mean the same person: `Gábor Csányi` and `Gabor Csanyi`, `David Fischer` and `David Fisher`. */

export type NameMatch = 'same' | 'variant' | 'different';

export function matchNames(a: string, b: string): NameMatch {
  const left = nameWords(a);
  const right = nameWords(b);
  if (left.length === 0 || right.length === 0) return 'different';
  if (left.join(' ') === right.join(' ') || covers(left, right) || covers(right, left)) return 'same';
  const sameLast = isNear(left.at(-1) ?? '', right.at(-1) ?? '');
  const sameFirst = isNear(left[0] ?? '', right[0] ?? '');
  return left.length > 1 && right.length > 1 && sameLast && sameFirst ? 'variant' : 'different';
}

/** Lower case, without accents and titles; `AnaBell` is two words. */
export function nameWords(name: string): string[] {
  return name
    .slice(0, 200)
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\b(?:prof|dr|ir|drs|mr|mrs|ms|phd)\b\.?/g, ' ')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}

/** `Erik Thiede` names `Erik Henning Thiede`: first and last agree and nothing contradicts. */
function covers(short: readonly string[], long: readonly string[]): boolean {
  if (short.length < 2 || short.length > long.length) return false;
  return short[0] === long[0] && short.at(-1) === long.at(-1) && short.every((word) => long.includes(word));
}

/** Equal, or at most two letters apart in a word of five and more. */
export function isNear(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 2) return false;
  return distance(a.slice(0, 30), b.slice(0, 30)) <= (Math.min(a.length, b.length) < 6 ? 1 : 2);
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
