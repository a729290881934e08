/** Into the console without a password. */
import { type Html, html } from '../hono.ts';
import type { Frame } from '../parts/layout.ts';
import { slipPage } from '../parts/slip.ts';
import { press } from '../parts/small.ts';

export function askPage(frame: Frame): Html {
  return slipPage({
    ...frame,
    title: 'Sign in',
    heading: 'Sign in as a host',
    body: html`<p class="read">Give the address under which you are a host. We mail you a link; there is no password.</p>
<form method="post" action="/host/sign-in" class="field">
<label for="mail">Your email address</label>
<input id="mail" name="address" type="email" autocomplete="email" maxlength="254" required>
<p><button type="submit" class="primary tall">Mail me a link</button></p>
</form>
<p class="hush">Not a host? To join the list, <a href="${frame.home}#join">write us a mail</a>.</p>`,
  });
}

/** The same for every address. */
export function sentPage(frame: Frame): Html {
  return slipPage({
    ...frame,
    title: 'Look in your mail',
    heading: 'Look in your mail.',
    body: html`<p class="read">If the address is a host’s, a link is on its way. It works once, for 15 minutes.</p>
<p class="hush">Nothing after two minutes? Look in the junk folder, then <a href="/host/sign-in">ask for another link</a>.</p>`,
  });
}

export function enterPage(frame: Frame, name: string, asked: string, here: string): Html {
  return slipPage({
    ...frame,
    title: 'Sign in',
    eyebrow: frame.colloquium?.name ?? null,
    heading: html`Sign in as <bdi>${name}</bdi>?`,
    body: html`<p class="read">You asked for this link ${asked}. You stay signed in on this device for 30 days, or until you sign out.</p>
${press(here, 'Sign in', {}, 'primary tall')}
<p class="hush">If you did not ask for it, close this page. Nothing has happened.</p>`,
  });
}

export function usedPage(frame: Frame): Html {
  return slipPage({
    ...frame,
    title: 'Used already',
    heading: 'This link does not work any more.',
    body: html`<p class="read">A link works once, and for 15 minutes.</p>
<div class="acts"><a class="button primary" href="/host/sign-in">Ask for another</a></div>`,
  });
}
