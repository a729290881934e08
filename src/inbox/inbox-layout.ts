/** The frame around each page of the local inbox. */
import { html, raw } from 'hono/html';

/** Made by `html`; values put into it were escaped. */
export type Html = ReturnType<typeof html>;

const mark = raw(
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 5.5h18v13H3z"/><path d="M3 6l9 7.5L21 6"/></svg>',
);

export function layout(page: { title: string; name: string; main: Html }): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title === 'Local inbox' ? page.title : `${page.title} · Local inbox`}</title>
<link rel="stylesheet" href="/inbox.css">
<meta name="robots" content="noindex">
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
<header class="masthead"><div class="frame"><a class="brand" href="/">${mark}${page.name}</a><span class="fine">Nothing is sent until SMTP_URL is set</span></div></header>
<main id="main"><div class="frame">
${page.main}
</div></main>
</body>
</html>`;
}
