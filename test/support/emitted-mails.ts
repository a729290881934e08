/** Every kind of mail that leaves, in every language it is written in: made by the code that sends them, sent by nobody. */

import { previewPersonMail } from '../../src/cli/preview-person.ts';
import type { Context } from '../../src/context.ts';
import { isMailingKind } from '../../src/mailings/mailing-kinds.ts';
import { imaginedMailing, previewCopy } from '../../src/mailings/preview-copy.ts';
import { languagesOf, templateReader } from '../../src/mailings/render-files.ts';
import { type MailKind, mailKinds } from '../../src/mailings/view.ts';

export interface EmittedMail {
  readonly kind: MailKind;
  readonly language: string;
  /** `welcome-de` */
  readonly name: string;
  readonly isList: boolean;
  readonly to: string;
  /** Wire form. */
  readonly wire: Buffer;
  /** As it arrives. */
  readonly raw: Buffer;
}

const read = templateReader({ templatesDir: new URL('../../templates', import.meta.url).pathname });

/** The calendar of `context` must hold a talk. */
export async function emittedMails(context: Context): Promise<EmittedMail[]> {
  const mails: EmittedMail[] = [];
  for (const kind of mailKinds) {
    for (const language of languagesOf(read, kind)) {
      const { to, wire, raw } = await previewIn(context, kind, language);
      mails.push({ kind, language, name: `${kind}-${language}`, isList: isMailingKind(kind), to, wire, raw });
    }
  }
  return mails;
}

async function previewIn(context: Context, kind: MailKind, language: 'en' | 'nl' | 'de' | 'fr') {
  const [first, ...others] = context.config.colloquia;
  const colloquium = { ...first!, language };
  const spoken = { ...context, config: { ...context.config, colloquia: [colloquium, ...others] } };
  if (!isMailingKind(kind)) return previewPersonMail(spoken, colloquium, { kind, talkId: null, to: null });
  const mailing = await imaginedMailing(spoken, colloquium, kind, null, context.clock.now());
  return previewCopy(spoken, mailing, null);
}
