/** What is wrong with a value, in words for whoever wrote it. The checks' own sentences stay; zod's are translated. */
import type { z } from 'zod';

const expectations: Readonly<Record<string, string>> = {
  string: 'a text (in quotes, where it looks like a number)',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'settings, one per line',
  record: 'settings, one per line',
};

/** One sentence, beginning with the setting's name. */
export function faultText(issue: z.core.$ZodIssue): string {
  const where = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return `${where ? `${where}: ` : ''}“${issue.keys.join('”, “')}” is not a setting: check the spelling in docs/configuration.md`;
  }
  return `${where || 'the file'}: ${trouble(issue)}`;
}

/** Where the fault is written: below its parent for a setting that does not exist. */
export function faultPath(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  if (issue.code !== 'unrecognized_keys') return issue.path;
  return [...issue.path, ...issue.keys.slice(0, 1)];
}

function trouble(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      // A check that explains itself does so for every kind of wrong value.
      if (!issue.message.startsWith('Invalid input')) return issue.message;
      const wanted = expectations[issue.expected] ?? issue.expected;
      return issue.message.endsWith('received undefined') ? `is missing: write ${wanted}` : `write ${wanted}`;
    }
    case 'invalid_value':
      return `write one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
    case 'too_small':
      return issue.message.replace(/^Too (big|small): expected \w+ to (be|have) /, 'must $2 ');
    default:
      return issue.message;
  }
}
