/** The adapter of MJML. It is imported when the first template is compiled: 58 MB of packages, 0.6 s. */

export type Compiled =
  | { readonly ok: true; readonly html: string }
  | { readonly ok: false; readonly faults: readonly { line: number; text: string }[] };

interface MjmlFault {
  readonly line: number;
  readonly message: string;
  readonly tagName?: string;
}

/** The line that lists of mails show is hidden already; white on white besides is what filters call hidden words. */
const whitePreview = /(<div style="display:none;font-size:1px;color:)#ffffff/;
const inkPreview = '$1#1c1b19';

/**
 * Strict MJML to HTML. Includes stay off (CVE-2025-67898), nothing is minified (its style step is broken), no font is
 * linked. The source is ours or a host's; values of a mail never pass here.
 */
export async function compileMjml(source: string): Promise<Compiled> {
  const { default: mjml2html } = await import('mjml');
  try {
    const result = await mjml2html(source, {
      validationLevel: 'strict',
      ignoreIncludes: true,
      minify: false,
      beautify: false,
      keepComments: false,
      fonts: {},
    });
    return { ok: true, html: result.html.replace(whitePreview, inkPreview) };
  } catch (error) {
    return { ok: false, faults: faultsOf(error) };
  }
}

function faultsOf(error: unknown): { line: number; text: string }[] {
  const listed = (error as { errors?: MjmlFault[] }).errors;
  if (listed !== undefined && listed.length > 0) {
    return listed.map((fault) => ({
      line: fault.line,
      text: `${fault.tagName ?? 'MJML'}: ${fault.message}.`,
    }));
  }
  return [{ line: 1, text: error instanceof Error ? error.message : String(error) }];
}
