/** The fields of a posted form, urlencoded or multipart, as text. Files are ignored. */
import type { Context } from './hono.ts';

export interface Form {
  /** The first value of a field, trimmed; empty when it is not there. */
  text(name: string): string;
  all(name: string): string[];
  has(name: string): boolean;
}

export async function readForm(context: Context): Promise<Form> {
  const fields = new Map<string, string[]>();
  const type = context.req.header('content-type') ?? '';
  try {
    if (type.startsWith('application/x-www-form-urlencoded')) {
      for (const [name, value] of new URLSearchParams(await context.req.text())) add(fields, name, value);
    } else if (type.startsWith('multipart/form-data')) {
      for (const [name, value] of await context.req.formData())
        if (typeof value === 'string') add(fields, name, value);
    }
  } catch {
    // A broken body is a form without fields: nothing is chosen, so nothing happens.
  }
  return {
    text: (name) => fields.get(name)?.[0]?.replace(/\r\n/g, '\n').trim() ?? '',
    all: (name) => fields.get(name) ?? [],
    has: (name) => fields.has(name),
  };
}

function add(fields: Map<string, string[]>, name: string, value: string): void {
  const values = fields.get(name);
  if (values === undefined) fields.set(name, [value]);
  else values.push(value);
}
