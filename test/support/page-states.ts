/**
 * Every page in every state it can be in, with the words that only this state has and what a person presses to get
 * there. The browser tests open all of them; a page that stands in no line here fails `pages.test.ts`.
 */
import type { Page } from 'playwright-core';
import type { TestWeb } from './web.ts';
import type { Standings } from './web-standings.ts';
import type { WebStory } from './web-story.ts';

export interface World {
  readonly web: TestWeb;
  readonly story: WebStory;
  readonly at: Standings;
}

export interface PageState {
  /** The route as the program has it: `/host/requests/:id`. */
  readonly page: string;
  readonly state: 'empty' | 'filled' | 'error' | 'after';
  /** Of its pictures. */
  readonly name: string;
  readonly path: (world: World) => string;
  readonly says: RegExp;
  readonly press?: (page: Page) => Promise<void>;
}

type Row = readonly [
  page: string,
  state: PageState['state'],
  name: string,
  path: string | ((world: World) => string),
  says: RegExp,
  press?: (page: Page) => Promise<void>,
];

export function table(rows: readonly Row[]): PageState[] {
  return rows.map(([page, state, name, path, says, press]) => {
    const seen = { page, state, name, path: typeof path === 'string' ? () => path : path, says };
    return press === undefined ? seen : { ...seen, press };
  });
}

export const button = (name: string | RegExp) => (page: Page) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();
/** A token of the right length that nobody signed. */
export const unknown = 'a'.repeat(26);
