/**
 * The renderer of every mail: a view in, a subject and two bodies out.
 *
 * Order: templates are joined with their parts, MJML compiles the result once (strictly), and Liquid fills the
 * compiled HTML for each mail with escaped values. The other order, Liquid first, would run strangers' words through
 * MJML's parser, which escapes nothing, and cost 20 ms per mail instead of one.
 */
import type { Language } from '../calendar/format-date.ts';
import { PermanentError } from '../errors.ts';
import { cleanView } from './render-clean.ts';
import { languagesOf, type ReadTemplate, type TemplateFolders, templateReader } from './render-files.ts';
import { finishHtml } from './render-html.ts';
import { mjmlSource, textSource } from './render-lines.ts';
import { type Engine, openEngine, type Parsed } from './render-liquid.ts';
import { compileMjml } from './render-mjml.ts';
import { mailSource } from './render-source.ts';
import { fitSubject } from './subject.ts';
import type { MailKind, Views } from './view.ts';
import { layOutText } from './wrap-text.ts';

export interface Rendered {
  /** One line, at most 78 characters. */
  readonly subject: string;
  /** ASCII, lines below 998 octets, at most 102 KB (beyond it Gmail cuts). LF line ends. */
  readonly html: string;
  /** 72 columns but for addresses. LF line ends. */
  readonly text: string;
}

export interface Renderer {
  /**
   * Fills the mail `kind`. A language the mail is not written in falls back to English; `colloquium` is the id of the one
   * whose own templates count.
   * Rejects with PermanentError for a fault in a template or a view (a missing value, a link that is not https): no later
   * try mends it, a host does.
   */
  readonly render: <K extends MailKind>(
    kind: K,
    view: Views[K],
    options?: { readonly language?: Language; readonly colloquium?: string },
  ) => Promise<Rendered>;
}

interface MailTemplate {
  readonly subject: Parsed;
  readonly html: Parsed;
  readonly text: Parsed;
}

/** The accent as it stands in `layout/head.mjml`; each colloquium has its own in its place. */
const ACCENT = { light: /#1f4a94/gi, dark: /#a3bdf3/gi };

const HTML_OCTETS = 102_000;

/** How long a single value may be; the next smaller limit is tried while the mail is too large. */
const VALUE_LIMITS = [6000, 2000, 600, 150];

/** A renderer over these folders. Each template is read and compiled when it is first needed, and then kept. */
export function openRenderer(folders: TemplateFolders): Renderer {
  const engine = openEngine();
  const shelves = new Map<string, Shelf>();
  const shelfOf = (colloquium: string) => {
    const shelf = shelves.get(colloquium) ?? openShelf(templateReader(folders, colloquium || null), engine);
    shelves.set(colloquium, shelf);
    return shelf;
  };
  return {
    async render(kind, view, { language = 'en', colloquium = '' } = {}) {
      try {
        return fillMail(engine, await shelfOf(colloquium)(kind, language), view);
      } catch (error) {
        throw new PermanentError(`The mail “${kind}” cannot be made: ${firstLineOf(error)}`);
      }
    },
  };
}

/** The compiled templates of one colloquium. */
type Shelf = (kind: MailKind, language: Language) => Promise<MailTemplate>;

function openShelf(read: ReadTemplate, engine: Engine): Shelf {
  const compiled = new Map<string, Promise<MailTemplate>>();
  const languages = new Map<MailKind, readonly Language[]>();
  return (kind, wanted) => {
    const known = languages.get(kind) ?? languagesOf(read, kind);
    languages.set(kind, known);
    const language = known.includes(wanted) ? wanted : 'en';
    const key = `${kind}/${language}`;
    const template = compiled.get(key) ?? compileMail(read, engine, kind, language);
    compiled.set(key, template);
    // A fault is told once per mail, and a mended template is read again.
    template.catch(() => compiled.delete(key));
    return template;
  };
}

/** Liquid shows the source as well; what is missing and where stands in the first line. */
function firstLineOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!.trim();
}

async function compileMail(
  read: ReadTemplate,
  engine: Engine,
  kind: MailKind,
  language: Language,
): Promise<MailTemplate> {
  const source = mailSource(read, kind, language);
  const fault = source.faults[0];
  if (fault !== undefined) throw new Error(`${fault.file}, line ${fault.line}: ${fault.text}`);
  const html = await compileMjml(mjmlSource(source.body.lines));
  if (!html.ok) {
    const first = html.faults[0];
    const at = source.body.lines[(first?.line ?? 1) - 1];
    throw new Error(`${at?.file ?? kind}, line ${at?.line ?? 1}: ${first?.text ?? 'not valid MJML'}`);
  }
  return {
    subject: engine.parse(textSource(source.subject.lines), 'text'),
    html: engine.parse(withAccent(html.html), 'html'),
    text: engine.parse(textSource(source.text.lines), 'text'),
  };
}

function withAccent(html: string): string {
  return html
    .replace(ACCENT.light, '{{ colloquium.accent.light }}')
    .replace(ACCENT.dark, '{{ colloquium.accent.dark }}');
}

function fillMail(engine: Engine, template: MailTemplate, view: Views[MailKind]): Rendered {
  const { light, dark } = view.colloquium.accent;
  for (const colour of [light, dark]) {
    if (!/^#[0-9a-f]{6}$/i.test(colour)) throw new Error(`An accent is written as #rrggbb, not “${colour}”.`);
  }
  for (const limit of VALUE_LIMITS) {
    const clean = cleanView(view, limit);
    const subject = fitSubject(engine.fill(template.subject, clean));
    const html = finishHtml(engine.fill(template.html, { ...clean, subject }));
    if (html.length > HTML_OCTETS && limit !== VALUE_LIMITS.at(-1)) continue;
    return { subject, html, text: layOutText(engine.fill(template.text, { ...clean, subject })) };
  }
  throw new Error('unreachable');
}
