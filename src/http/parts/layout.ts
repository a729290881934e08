/** The one frame of every page. */
import type { Assets } from '../assets.ts';
import { type Html, html } from '../hono.ts';
import { mark } from './icons.ts';

export interface Frame {
  readonly assets: Assets;
  /** Of the colloquium the page belongs to; null where the page belongs to none. */
  readonly colloquium: { readonly id: string; readonly name: string } | null;
  /** Where the name in the masthead leads. */
  readonly home: string;
}

export interface Page extends Frame {
  readonly title: string;
  readonly kind: 'public' | 'console';
  readonly description?: string | null;
  readonly head?: Html | null;
  /** Beside the name: navigation, who is signed in. */
  readonly masthead?: Html | null;
  readonly body: Html;
  readonly foot?: Html | null;
  /** The address of the page's events, where it changes while one looks. */
  readonly live?: string | null;
}

export function layout(page: Page): Html {
  const { assets, colloquium } = page;
  const accent = colloquium === null ? null : assets.accentOf(colloquium);
  const name = colloquium?.name ?? 'Convoke';
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title === name ? name : `${page.title} · ${name}`}</title>
<meta name="color-scheme" content="light dark">
${page.description ? html`<meta name="description" content="${page.description}">` : html`<meta name="robots" content="noindex">`}
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets.style.path}">
${accent === null ? null : html`<link rel="stylesheet" href="${accent.path}">`}
${page.head}
${page.kind === 'console' ? html`<script src="${assets.script.path}" defer></script>` : null}
</head>
<body class="${page.kind}">
<a class="skip" href="#main">Skip to the page</a>
<header class="masthead"><div class="frame">
<a class="brand" href="${page.home}">${mark}${name}</a>
${page.masthead}
</div></header>
<main id="main" tabindex="-1"${page.live ? html` data-live="${page.live}"` : null}>
${page.body}
</main>
${page.foot}
</body>
</html>`;
}
