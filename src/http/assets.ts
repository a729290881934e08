/** The stylesheet and the script, served under names that hold their hash, so that browsers keep them for a year. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Colloquium, Config } from '../../config/schema.ts';

export interface Asset {
  /** `/static/convoke-1f2e3d4c5b6a.css`. */
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

export interface Assets {
  readonly style: Asset;
  readonly script: Asset;
  /** The colours of a colloquium that has its own; null where it has the usual ones. */
  accentOf(colloquium: Pick<Colloquium, 'id'>): Asset | null;
  find(path: string): Asset | null;
}

/** In the order of the cascade. */
const sheets = [
  'ground',
  'frame',
  'fields',
  'state',
  'matter',
  'public',
  'console',
  'season',
  'narrow',
  'paper',
];
const usualAccent = { light: '#1f4a94', dark: '#a3bdf3' };

export function loadAssets(config: Config): Assets {
  const css = sheets.map((name) => readFileSync(join(import.meta.dirname, 'style', `${name}.css`), 'utf8'));
  const style = asset('convoke', 'css', css.join('\n'));
  const script = asset('live', 'js', readFileSync(join(import.meta.dirname, 'script', 'live.js'), 'utf8'));
  const accents = new Map<string, Asset>();
  for (const colloquium of config.colloquia) {
    const { id, accent, dark_accent: dark } = colloquium;
    if (accent.toLowerCase() === usualAccent.light && dark.toLowerCase() === usualAccent.dark) continue;
    accents.set(id, asset('accent', 'css', accentSheet(accent, dark)));
  }
  const all = [style, script, ...accents.values()];
  return {
    style,
    script,
    accentOf: ({ id }) => accents.get(id) ?? null,
    find: (path) => all.find((each) => each.path === path) ?? null,
  };
}

function asset(name: string, ending: 'css' | 'js', body: string): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  const type = ending === 'css' ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8';
  return { path: `/static/${name}-${hash}.${ending}`, type, body };
}

function accentSheet(light: string, dark: string): string {
  const set = (accent: string, towards: string, on: string) =>
    `:root{--accent:${accent};--accent-strong:color-mix(in oklab,${accent} 82%,${towards});` +
    `--accent-wash:color-mix(in oklab,${accent} 12%,var(--paper));--on-accent:${on}}`;
  return `${set(light, 'black', '#fff')}@media (prefers-color-scheme:dark){${set(dark, 'white', '#10192b')}}`;
}
