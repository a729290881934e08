/** Where the templates of a service lie: ours, and the hosts' own beside the configuration. */
import { join } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { OperatorError } from '../errors.ts';
import type { TemplateFolders } from './render-files.ts';
import { validateOwnTemplates } from './render-validate.ts';

const templatesDir = join(import.meta.dirname, '../../templates');

export function templateFoldersOf({ configDir }: Pick<Config, 'configDir'>): Required<TemplateFolders> {
  return { templatesDir, overridesDir: join(configDir, 'templates') };
}

/** One line for each fault in the hosts' own: `templates/welcome/body.mjml, line 3: …`. */
export async function ownTemplateFaults(config: Pick<Config, 'configDir' | 'colloquia'>): Promise<string[]> {
  const faults = await validateOwnTemplates(
    templateFoldersOf(config),
    config.colloquia.map(({ id }) => id),
  );
  return faults.map(({ file, line, text }) => `templates/${file}, line ${line}: ${text}`);
}

/** A mail that cannot be made is found at the start, not on the day of the talk. Throws OperatorError. */
export async function refuseFaultyTemplates(config: Pick<Config, 'configDir' | 'colloquia'>): Promise<void> {
  const faults = await ownTemplateFaults(config);
  if (faults.length === 0) return;
  throw new OperatorError(`The mails in your own words cannot be used:\n  ${faults.join('\n  ')}`);
}
