/** The fields of a posted form, urlencoded or multipart, as text; and its files. */
import type { Context } from './hono.ts';

export interface PostedFile {
  /** As the browser calls it, without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Form {
  /** The first value of a field, trimmed; empty when it is not there. */
  text(name: string): string;
  all(name: string): string[];
  has(name: string): boolean;
  /** The first file of a field. */
  file(name: string): PostedFile | null;
}

export async function readForm(context: Context): Promise<Form> {
  const fields = new Map<string, string[]>();
  const files = new Map<string, PostedFile>();
  const type = context.req.header('content-type') ?? '';
  try {
    if (type.startsWith('application/x-www-form-urlencoded')) {
      for (const [name, value] of new URLSearchParams(await context.req.text())) add(fields, name, value);
    } else if (type.startsWith('multipart/form-data')) {
      for (const [name, value] of await context.req.formData()) {
        if (typeof value === 'string') add(fields, name, value);
        else if (!files.has(name))
          files.set(name, { name: baseName(value.name), bytes: new Uint8Array(await value.arrayBuffer()) });
      }
    }
  } catch {
    // A broken body is a form without fields: nothing is chosen, so nothing happens.
  }
  return {
    text: (name) => fields.get(name)?.[0]?.replace(/\r\n/g, '\n').trim() ?? '',
    all: (name) => fields.get(name) ?? [],
    has: (name) => fields.has(name),
    file: (name) => files.get(name) ?? null,
  };
}

function add(fields: Map<string, string[]>, name: string, value: string): void {
  const values = fields.get(name);
  if (values === undefined) fields.set(name, [value]);
  else values.push(value);
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? '';
}
