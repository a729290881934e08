/** The console while a season runs, in every state. */
import { button, table, type World } from './page-states.ts';
import type { Standings } from './web-standings.ts';

const request =
  (pick: (at: Standings) => { id: number }) =>
  ({ at }: World) =>
    `/host/requests/${pick(at).id}`;
const subscriber =
  (pick: (at: Standings) => number) =>
  ({ at }: World) =>
    `/host/subscribers/${pick(at)}`;
const mailing =
  (pick: (at: Standings) => number) =>
  ({ at }: World) =>
    `/host/mailings/${pick(at)}`;
const nothingHere = /There is nothing under this address/;

const requestStates = table([
  ['/host/requests', 'filled', 'requests', '/host/requests', /people are waiting/],
  [
    '/host/requests',
    'filled',
    'requests-asked',
    '/host/requests?show=asked',
    /was asked to confirm the address/,
  ],
  ['/host/requests', 'filled', 'requests-held', '/host/requests?show=held', /two names in it/],
  ['/host/requests', 'filled', 'requests-decided', '/host/requests?show=decided', /approved by Elias/],
  [
    '/host/requests/:id',
    'filled',
    'request',
    ({ story }) => `/host/requests/${story.requestId}`,
    /Noor El-Amrani[\s\S]*Really from hydrolab.example/,
  ],
  [
    '/host/requests/:id',
    'filled',
    'request-unproven',
    ({ story }) => `/host/requests/${story.unprovenId}`,
    /J\. Smith[\s\S]*when it has/,
  ],
  ['/host/requests/:id', 'filled', 'request-closed', request((at) => at.closedId), /expired/],
  ['/host/requests/:id', 'error', 'request-missing', '/host/requests/999999', nothingHere],
  [
    '/host/requests/:id',
    'error',
    'request-no-question',
    request((at) => at.choosingId),
    /Write what should be asked/,
    async (page) => {
      await page.getByText('Ask', { exact: true }).click();
      await page.getByRole('button', { name: 'Send the question' }).click();
    },
  ],
  [
    '/host/requests/:id',
    'after',
    'request-decided',
    ({ story }) => `/host/requests/${story.decidedId}`,
    /Approved by Elias/,
  ],
  [
    '/host/requests/:id',
    'after',
    'request-approved',
    request((at) => at.decidingId),
    /is on the list\.[\s\S]*Undo/,
    async (page) => {
      await page.getByText('Approve', { exact: true }).click();
      await button('Approve Dob')(page);
    },
  ],
  [
    '/host/requests/:id',
    'after',
    'request-asked',
    request((at) => at.askingId),
    /The question is on its way/,
    async (page) => {
      await page.getByText('Ask', { exact: true }).click();
      await page.getByRole('textbox', { name: /What should/ }).fill('Who supervises you?');
      await page.getByRole('button', { name: 'Send the question' }).click();
    },
  ],
  [
    '/host/messages/:id',
    'filled',
    'message',
    ({ story }) => `/host/messages/${story.messageId}`,
    /This mail waits for you/,
  ],
  ['/host/messages/:id', 'error', 'message-missing', '/host/messages/999999', nothingHere],
  [
    '/host/messages/:id',
    'after',
    'message-settled',
    ({ story }) => `/host/messages/${story.messageId}`,
    /This mail waits for nobody/,
    button('I have dealt with it'),
  ],
]);

const subscriberStates = table([
  ['/host/subscribers', 'filled', 'subscribers', '/host/subscribers', /people are on the list/],
  [
    '/host/subscribers',
    'filled',
    'subscribers-suppressed',
    '/host/subscribers?state=suppressed',
    /Sam Shore/,
  ],
  ['/host/subscribers', 'error', 'subscribers-nobody', '/host/subscribers?q=wieczorik', /Nobody called/],
  [
    '/host/subscribers/add',
    'filled',
    'add-people',
    '/host/subscribers/add',
    /Put people on the list who have agreed/,
  ],
  [
    '/host/subscribers/add',
    'error',
    'add-already',
    '/host/subscribers/add',
    /is on the list already/,
    async (page) => {
      await page.getByLabel('Address', { exact: true }).fill('d.osei@kumasi-eng.example');
      await button('Add')(page);
    },
  ],
  [
    '/host/subscribers/add',
    'error',
    'import-nothing',
    '/host/subscribers/add',
    /Choose a file or paste/,
    button('Look at it first'),
  ],
  [
    '/host/subscribers/add',
    'after',
    'import',
    '/host/subscribers/add',
    /Nothing has happened yet/,
    async (page) => {
      await page
        .getByLabel('Or the addresses themselves')
        .fill(
          'Email;Name\namira@delta.example;Amira Said\nnot an address;Nobody\nd.osei@kumasi-eng.example;Daniel',
        );
      await button('Look at it first')(page);
    },
  ],
  [
    '/host/subscribers/add',
    'after',
    'import-done',
    '/host/subscribers/add',
    /1 person was put on the list/,
    async (page) => {
      await page.getByLabel('Or the addresses themselves').fill('Mo Lind <mo@fjord.example>');
      await button('Look at it first')(page);
      await button(/^Put 1 person/)(page);
    },
  ],
  [
    '/host/subscribers/:id',
    'filled',
    'subscriber',
    ({ story }) => `/host/subscribers/${story.subscriberId}`,
    /Daniel Osei[\s\S]*active/,
  ],
  ['/host/subscribers/:id', 'filled', 'subscriber-paused', subscriber((at) => at.pausedId), /End the break/],
  [
    '/host/subscribers/:id',
    'filled',
    'subscriber-suppressed',
    subscriber((at) => at.suppressedId),
    /no such user/,
  ],
  ['/host/subscribers/:id', 'filled', 'subscriber-left', subscriber((at) => at.leftId), /unsubscribed/],
  [
    '/host/subscribers/:id',
    'empty',
    'subscriber-erased',
    subscriber((at) => at.erasedId),
    /Nothing about the person is kept/,
  ],
  ['/host/subscribers/:id', 'error', 'subscriber-missing', '/host/subscribers/999999', nothingHere],
  [
    '/host/subscribers/:id',
    'after',
    'subscriber-off',
    subscriber((at) => at.hereId),
    /Off the list\./,
    button('Take off the list'),
  ],
  [
    '/host/subscribers/:id',
    'error',
    'subscriber-move-taken',
    subscriber((at) => at.suppressedId),
    /Nothing has changed\.[\s\S]*is or was on the list with that address/,
    async (page) => {
      await page.getByText('Their old mailbox is dead').click();
      await page.getByLabel('Their new address').fill('pia@shore.example');
      await button('Ask there')(page);
    },
  ],
  [
    '/host/subscribers/:id',
    'after',
    'subscriber-move-asked',
    ({ story }) => `/host/subscribers/${story.subscriberId}`,
    /The new mailbox is asked[\s\S]*The old mailbox has agreed; the new one has not answered/,
    button('Their old mailbox is dead'),
  ],
]);

const calendarStates = table([
  ['/host/calendar', 'filled', 'calendar', '/host/calendar', /One problem holds a mail/],
  [
    '/host/calendar',
    'after',
    'calendar-read',
    '/host/calendar',
    /Your page is being read/,
    button('Read it again'),
  ],
  ['/host/calendar/versions', 'filled', 'versions', '/host/calendar/versions', /1 version/],
  ['/host/calendar/versions/:id', 'filled', 'version', '/host/calendar/versions/1', /2 things to look at/],
  ['/host/calendar/versions/:id', 'error', 'version-missing', '/host/calendar/versions/999', nothingHere],
  [
    '/host/talks/:id',
    'filled',
    'talk-console',
    ({ story }) => `/host/talks/${story.talks[2]}`,
    /It was announced/,
  ],
  [
    '/host/talks/:id',
    'filled',
    'talk-differ',
    ({ story }) => `/host/talks/${story.talks.at(-1)}`,
    /what was said here, or what your page says now/,
  ],
  ['/host/talks/:id', 'error', 'talk-console-missing', '/host/talks/999999', nothingHere],
  [
    '/host/talks/:id',
    'after',
    'talk-console-off',
    ({ story }) => `/host/talks/${story.talks[5]}`,
    /It is cancelled: The speaker is ill/,
  ],
  [
    '/host/talks/:id/edit',
    'filled',
    'talk-edit',
    ({ story }) => `/host/talks/${story.talks[2]}/edit`,
    /What you change here stands/,
  ],
  [
    '/host/talks/:id/edit',
    'error',
    'talk-edit-refused',
    ({ story }) => `/host/talks/${story.talks[4]}/edit`,
    /Not saved/,
    async (page) => {
      await page.getByLabel('Recording link').fill('https://zoom.us/j/98765432101');
      await button('Save')(page);
    },
  ],
  [
    '/host/talks/:id/edit',
    'after',
    'talk-edited',
    ({ story }) => `/host/talks/${story.talks[4]}/edit`,
    /Saved\./,
    async (page) => {
      await page.getByLabel('Room').or(page.getByLabel('Place')).first().fill('Science Park 904, C0.05');
      await button('Save')(page);
    },
  ],
  [
    '/host/talks/:id/cancel',
    'filled',
    'talk-cancel',
    ({ story }) => `/host/talks/${story.talks[2]}/cancel`,
    /were told/,
  ],
  [
    '/host/talks/:id/cancel',
    'after',
    'talk-cancelled',
    ({ story }) => `/host/talks/${story.talks[4]}/cancel`,
    /Cancelled\./,
    async (page) => {
      await page.getByText('The speaker is ill.').click();
      await button('Cancel the talk')(page);
    },
  ],
  ['/host/talks/new', 'filled', 'talk-new', '/host/talks/new', /A talk that your page does not have/],
  [
    '/host/talks/new',
    'after',
    'talk-added',
    '/host/talks/new',
    /Added\./,
    async (page) => {
      await page.getByLabel('Day').fill('2027-02-02');
      await page.getByLabel('Speaker').fill('Ada Olsen');
      await button('Save')(page);
    },
  ],
]);

const mailStates = table([
  ['/host/outbox', 'filled', 'outbox', '/host/outbox', /is going out now/],
  ['/host/outbox', 'filled', 'outbox-held', '/host/outbox?show=held', /What needs you/],
  ['/host/outbox', 'filled', 'outbox-what-if', '/host/outbox?at=2026-12-07', /As if today were/],
  ['/host/mailings/:id', 'filled', 'mailing-proof', mailing((at) => at.proofId), /It goes today at/],
  [
    '/host/mailings/:id',
    'filled',
    'mailing',
    ({ story }) => `/host/mailings/${story.sendingId}`,
    /20 of 40 are handed over/,
  ],
  [
    '/host/mailings/:id',
    'filled',
    'mailing-paused',
    mailing((at) => at.pausedMailingId),
    /refuses us as a sender/,
  ],
  [
    '/host/mailings/:id',
    'filled',
    'mailing-held',
    ({ story }) => `/host/mailings/${story.heldId}`,
    /Held by Noor Achterberg/,
  ],
  [
    '/host/mailings/:id',
    'after',
    'report',
    ({ story }) => `/host/mailings/${story.doneId}`,
    /30 of 40 were accepted|10 failed/,
  ],
  ['/host/mailings/:id', 'after', 'mailing-missed', mailing((at) => at.missedId), /Missed, not sent/],
  ['/host/mailings/:id', 'after', 'mailing-cancelled', mailing((at) => at.cancelledId), /Cancelled by Elias/],
  [
    '/host/mailings/:id',
    'after',
    'mailing-released',
    ({ story }) => `/host/mailings/${story.heldId}`,
    /Released\./,
    button('Release it'),
  ],
  ['/host/mailings/:id', 'error', 'mailing-missing', '/host/mailings/999999', nothingHere],
  [
    '/host/mailings/:id/failed',
    'filled',
    'mailing-failed',
    ({ story }) => `/host/mailings/${story.doneId}/failed`,
    /no such user/,
  ],
  [
    '/host/mailings/:id/failed',
    'error',
    'mailing-failed-missing',
    '/host/mailings/999999/failed',
    nothingHere,
  ],
  ['/host/templates', 'filled', 'templates', '/host/templates', /as the audience of Ilse Vermaas gets it/],
  ['/host/templates', 'after', 'templates-tested', '/host/templates', /Handed over/, button(/^Send a test/)],
]);

const otherStates = table([
  ['/host/mails', 'filled', 'mails', '/host/mails', /These mails go to/],
  [
    '/host/mails',
    'after',
    'mails-away',
    '/host/mails',
    /You are away until/,
    async (page) => {
      await page.getByLabel('Away until').fill('2026-12-01');
      await button('Save')(page);
    },
  ],
  ['/host/sessions', 'filled', 'sessions', '/host/sessions', /You are signed in/],
  ['/host/settings', 'filled', 'settings', '/host/settings', /count from the next start/],
  ['/host/audit', 'filled', 'audit', '/host/audit', /The last change was/],
]);

export const deskStates = [
  ...requestStates,
  ...subscriberStates,
  ...calendarStates,
  ...mailStates,
  ...otherStates,
];
