/** Pages before anything has happened, and when something is wrong. */
import { button, table } from './page-states.ts';

/** Nothing has happened yet: no talk, no mail, nobody on the list. */
export const emptyStates = table([
  ['/', 'empty', 'series-empty', '/', /No talk is planned[\s\S]*The first talk is still to come/],
  ['/c/:id', 'empty', 'colloquium-empty', '/c/ai4science', /Nothing further is planned yet/],
  [
    '/host/requests',
    'empty',
    'requests-empty',
    '/host/requests',
    /Nobody is waiting[\s\S]*asks to join stands here/,
  ],
  ['/host/requests', 'empty', 'requests-asked-empty', '/host/requests?show=asked', /Nobody was asked/],
  ['/host/requests', 'empty', 'requests-held-empty', '/host/requests?show=held', /Every mail was understood/],
  ['/host/requests', 'empty', 'requests-decided-empty', '/host/requests?show=decided', /Nothing was decided/],
  ['/host/subscribers', 'empty', 'subscribers-empty', '/host/subscribers', /Nobody is on the list yet/],
  [
    '/host/calendar',
    'empty',
    'calendar-empty',
    '/host/calendar',
    /has not been read yet[\s\S]*No talk is ahead/,
  ],
  ['/host/calendar/versions', 'empty', 'versions-empty', '/host/calendar/versions', /has not been read yet/],
  ['/host/outbox', 'empty', 'outbox-empty', '/host/outbox', /No mail is planned[\s\S]*No talk is ahead/],
  ['/host/outbox', 'empty', 'outbox-held-empty', '/host/outbox?show=held', /Nothing needs you/],
  ['/host/templates', 'empty', 'templates-empty', '/host/templates', /no talk to show it with/],
  [
    '/host/templates',
    'empty',
    'templates-service-empty',
    '/host/templates?kind=welcome',
    /No mail of this kind/,
  ],
  ['/host/mails', 'empty', 'mails-empty', '/host/mails', /None yet/],
  ['/host/audit', 'empty', 'audit-empty', '/host/audit', /Nothing has been changed yet/],
  ['/host/health', 'filled', 'health-well', '/host/health', /Everything works\./],
]);

/** The page could not be read, the relay refuses, a check is broken, something fell over. */
export const troubledStates = table([
  ['/host/calendar', 'error', 'calendar-unread', '/host/calendar', /Your page could not be read/],
  ['/host/health', 'error', 'health', '/host/health', /Mail out, Calendar|Calendar: this does not work/],
  [
    '/host/templates',
    'error',
    'templates-refused',
    '/host/templates',
    /was not accepted/,
    button(/^Send a test/),
  ],
  [
    '/host/sign-in',
    'error',
    'sign-in-often',
    '/host/sign-in',
    /That was often/,
    async (page) => {
      const form = { address: 'nobody@elsewhere.example' };
      for (let tries = 0; tries < 20; tries += 1) await page.request.post(page.url(), { form });
      await page.getByLabel('Your email address').fill(form.address);
      await button('Mail me a link')(page);
    },
  ],
]);
