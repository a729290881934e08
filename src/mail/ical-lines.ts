/** iCalendar as lines: unfolding, components and properties (RFC 5545 §3.1), forgiving where calendars in the wild are not strict. */

export interface IcalProperty {
  /** Upper case. */
  readonly name: string;
  /** Upper-case names; the first value of each, without quotes. */
  readonly params: Readonly<Record<string, string>>;
  readonly value: string;
}

export interface IcalComponent {
  /** `VEVENT`, upper case. */
  readonly name: string;
  readonly properties: readonly IcalProperty[];
}

interface IcalCalendar {
  readonly properties: readonly IcalProperty[];
  /** The components directly inside VCALENDAR, in order. */
  readonly components: readonly IcalComponent[];
}

export type IcalOutcome =
  | { readonly ok: true; readonly calendar: IcalCalendar }
  | { readonly ok: false; readonly reason: string };

const MAX_TEXT = 1_000_000;
const MAX_LINES = 20_000;

/** Reads the first VCALENDAR of a text. */
export function parseIcalLines(text: string): IcalOutcome {
  if (text.length > MAX_TEXT) return { ok: false, reason: 'the calendar is larger than 1 MB' };
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n', MAX_LINES);
  const properties: IcalProperty[] = [];
  const components: IcalComponent[] = [];
  const stack: { name: string; properties: IcalProperty[] }[] = [];
  let isOpen = false;
  for (const line of lines) {
    const property = parseLine(line);
    if (property === null) continue;
    const name = property.value.trim().toUpperCase();
    if (property.name === 'BEGIN') {
      if (!isOpen && name === 'VCALENDAR') isOpen = true;
      else if (isOpen) stack.push({ name, properties: [] });
    } else if (property.name === 'END') {
      const done = stack.pop();
      if (done !== undefined && stack.length === 0) components.push(done);
      if (done === undefined && name === 'VCALENDAR') break;
    } else if (isOpen) {
      (stack[stack.length - 1]?.properties ?? properties).push(property);
    }
  }
  if (!isOpen) return { ok: false, reason: 'there is no VCALENDAR' };
  // A calendar cut off by a mail gateway still answers: what was open is taken as it stands.
  const rest = stack[0];
  if (rest !== undefined) components.push(rest);
  return { ok: true, calendar: { properties, components } };
}

/** `NAME;PARAM="a:b",c;X=y:value`; quotes may hold `:` and `;` (RFC 5545 §3.2). Null for a line that is no property. */
function parseLine(line: string): IcalProperty | null {
  const head = /^\s*([A-Za-z0-9-]{1,80})(?=[;:])/.exec(line);
  if (head?.[1] === undefined) return null;
  const params: Record<string, string> = {};
  let at = head[0].length;
  while (line[at] === ';') {
    const end = endOfParam(line, at + 1);
    const [name = '', value = ''] = splitOnce(line.slice(at + 1, end), '=');
    params[name.trim().toUpperCase()] ??= firstValue(value);
    at = end;
  }
  return line[at] === ':' ? { name: head[1].toUpperCase(), params, value: line.slice(at + 1) } : null;
}

function endOfParam(line: string, from: number): number {
  let quoted = false;
  for (let index = from; index < line.length; index += 1) {
    const char = line[index];
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === ';' || char === ':')) return index;
  }
  return line.length;
}

function firstValue(value: string): string {
  const trimmed = value.trim();
  return trimmed.startsWith('"') ? trimmed.slice(1).replace(/".*$/s, '') : trimmed;
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** TEXT values (RFC 5545 §3.3.11): `\,` `\;` `\\` `\n`. */
export function unescapeIcalText(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char));
}

/** The first property of a name, or null. */
export function icalProperty(
  component: { readonly properties: readonly IcalProperty[] },
  name: string,
): IcalProperty | null {
  return component.properties.find((property) => property.name === name) ?? null;
}
