/** What every handler of a page has at hand: the service, the files it serves, and where things are. */
import type { BlockList } from 'node:net';
import type { Colloquium } from '../../config/schema.ts';
import type { Assets } from './assets.ts';
import type { Frame } from './parts/layout.ts';
import type { RateLimit } from './rate-limit.ts';
import type { WebDeps } from './web-deps.ts';

export interface Scene extends WebDeps {
  readonly assets: Assets;
  /** `https://desk.example`: the origin our own pages are on. */
  readonly origin: string;
  readonly isHttps: boolean;
  /** Whose word about the asker's address is believed. */
  readonly proxies: BlockList;
  /** Links that name nothing, by who asks: guessing cannot succeed (80 bits), that somebody tries is told to the operator. */
  readonly unknownTokens: RateLimit;
  /** Work that may end after the answer has gone; awaited when the service stops. */
  readonly later: (work: Promise<unknown>) => void;
  /** Aborted when the service stops: streams end. */
  readonly closing: AbortSignal;
}

export function findColloquium(scene: Scene, id: string): Colloquium | null {
  return scene.config.colloquia.find((each) => each.id === id) ?? null;
}

/** The path of a colloquium's own page. */
export function homeOf(scene: Scene, colloquium: Pick<Colloquium, 'id'>): string {
  return scene.config.colloquia.length === 1 ? '/' : `/c/${colloquium.id}`;
}

export function frameOf(scene: Scene, colloquium: Colloquium | null): Frame {
  const only = scene.config.colloquia.length === 1 ? (scene.config.colloquia[0] ?? null) : null;
  const shown = colloquium ?? only;
  return { assets: scene.assets, colloquium: shown, home: shown === null ? '/' : homeOf(scene, shown) };
}
