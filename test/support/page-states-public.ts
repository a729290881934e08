/** The pages of visitors and of one person, in every state. */
import { button, table, unknown, type World } from './page-states.ts';
import type { Standings } from './web-standings.ts';

const decision =
  (pick: (at: Standings) => { link: number }) =>
  ({ web, at }: World) =>
    `/requests/${web.sign('decision-link', pick(at).link)}`;
const preferences = (pick: (world: World) => number) => (world: World) =>
  `/preferences/${world.web.sign('preferences', pick(world))}`;
const unsubscribe = (pick: (world: World) => number) => (world: World) =>
  `/unsubscribe/${world.web.sign('unsubscribe', pick(world))}`;
const address = (side: 'old' | 'new', pick: (world: World) => number) => (world: World) =>
  `/address/${side}/${world.web.sign(side === 'old' ? 'move-old' : 'move-new', pick(world))}`;
const signIn =
  (pick: (at: Standings) => number) =>
  ({ web, at }: World) =>
    `/host/sign-in/${web.sign('sign-in', pick(at))}`;

export const publicStates = table([
  ['/', 'filled', 'series', '/', /Reading the sky twice[\s\S]*Emulators that know/],
  ['/c/:id', 'filled', 'colloquium', '/c/ai4science', /Reading the sky twice/],
  ['/c/:id', 'error', 'colloquium-missing', '/c/nowhere', /There is no such page/],
  ['/talks/:id', 'filled', 'talk', ({ story }) => `/talks/${story.talks[2]}`, /Add to calendar/],
  ['/talks/:id', 'filled', 'talk-past', ({ story }) => `/talks/${story.talks[1]}`, /Watch back/],
  ['/talks/:id', 'after', 'talk-off', ({ story }) => `/talks/${story.talks[5]}`, /This talk is cancelled/],
  ['/talks/:id', 'error', 'talk-missing', '/talks/999999', /There is no such page/],
  [
    '/requests/:token',
    'filled',
    'decision',
    ({ web, story }) => `/requests/${web.sign('decision-link', story.linkId)}`,
    /Noor El-Amrani[\s\S]*Approve/,
  ],
  ['/requests/:token', 'filled', 'decision-asked', decision((at) => at.waitingId), /Where do you work\?/],
  [
    '/requests/:token',
    'filled',
    'decision-unproven',
    ({ web, at }) => `/requests/${web.sign('decision-link', at.unproven)}`,
    /It can be approved when it has/,
  ],
  ['/requests/:token', 'error', 'decision-unknown', `/requests/${unknown}`, /This link is not known/],
  ['/requests/:token', 'error', 'decision-old', decision((at) => at.oldId), /older than 14 days/],
  [
    '/requests/:token',
    'error',
    'decision-ended',
    ({ web, at }) => `/requests/${web.sign('decision-link', at.endedLink)}`,
    /This link has ended/,
  ],
  [
    '/requests/:token',
    'error',
    'decision-no-question',
    decision((at) => at.choosingId),
    /Write what should be asked/,
    async (page) => {
      await page.getByText('Ask', { exact: true }).click();
      await page.getByRole('button', { name: 'Send the question' }).click();
    },
  ],
  [
    '/requests/:token',
    'after',
    'decision-fresh',
    decision((at) => at.freshId),
    /is on the list[\s\S]*will not notice/,
  ],
  [
    '/requests/:token',
    'after',
    'decision-declined',
    decision((at) => at.declinedId),
    /Already declined by you[\s\S]*Students only/,
  ],
  ['/requests/:token', 'after', 'decision-closed', decision((at) => at.closedId), /Closed/],
  [
    '/preferences/:token',
    'filled',
    'preferences',
    preferences(({ story }) => story.subscriberId),
    /You get an invitation to every talk/,
  ],
  [
    '/preferences/:token',
    'filled',
    'preferences-paused',
    preferences(({ at }) => at.pausedId),
    /You take a break until/,
  ],
  [
    '/preferences/:token',
    'filled',
    'preferences-left',
    preferences(({ at }) => at.leftId),
    /You get no mail/,
  ],
  [
    '/preferences/:token',
    'filled',
    'preferences-suppressed',
    preferences(({ at }) => at.suppressedId),
    /did not arrive/,
  ],
  [
    '/preferences/:token',
    'empty',
    'preferences-nobody',
    preferences(({ at }) => at.erasedId),
    /Nothing is kept about you/,
  ],
  [
    '/preferences/:token',
    'error',
    'preferences-unknown',
    `/preferences/${unknown}`,
    /This link is not known/,
  ],
  [
    '/preferences/:token',
    'error',
    'preferences-bad-address',
    preferences(({ at }) => at.hereId),
    /not an address we can write to/,
    async (page) => {
      await page.getByLabel('Send the mail to').fill('colloquium@ai4science.example');
      await button('Change')(page);
    },
  ],
  [
    '/preferences/:token',
    'after',
    'preferences-saved',
    preferences(({ at }) => at.hereId),
    /It counts from the next mail on/,
    async (page) => {
      await page.getByLabel('Reminders').uncheck();
      await button('Save')(page);
    },
  ],
  [
    '/preferences/:token',
    'after',
    'preferences-erased',
    preferences(({ at }) => at.erasingId),
    /Nothing is kept about you/,
    async (page) => {
      await page.getByText('Erase everything about me', { exact: true }).first().click();
      await page.getByLabel('Yes, erase everything about me').check();
      await button('Erase')(page);
    },
  ],
  [
    '/unsubscribe/:token',
    'filled',
    'unsubscribe',
    unsubscribe(({ story }) => story.subscriberId),
    /Leave the colloquium list\?/,
  ],
  [
    '/unsubscribe/:token',
    'empty',
    'unsubscribe-nobody',
    unsubscribe(({ at }) => at.erasedId),
    /Nothing is kept about you/,
  ],
  [
    '/unsubscribe/:token',
    'error',
    'unsubscribe-unknown',
    `/unsubscribe/${unknown}`,
    /This link is not known/,
  ],
  [
    '/unsubscribe/:token',
    'after',
    'unsubscribe-left',
    unsubscribe(({ at }) => at.leavingId),
    /You have left the list/,
    button('Leave the list'),
  ],
  [
    '/confirm/:token',
    'filled',
    'confirm',
    ({ web, story }) => `/confirm/${web.sign('confirm', story.unprovenId)}`,
    /Did you ask to join\?/,
  ],
  [
    '/confirm/:token',
    'error',
    'confirm-closed',
    ({ web, at }) => `/confirm/${web.sign('confirm', at.closedId.id)}`,
    /This request is closed/,
  ],
  ['/confirm/:token', 'error', 'confirm-unknown', `/confirm/${unknown}`, /This link is not known/],
  [
    '/confirm/:token',
    'after',
    'confirmed',
    ({ web, at }) => `/confirm/${web.sign('confirm', at.waitingId.id)}`,
    /The address is yours/,
  ],
  [
    '/address/old/:token',
    'filled',
    'address',
    address('old', ({ at }) => at.openMove),
    /Did you ask to change your address\?/,
  ],
  [
    '/address/old/:token',
    'error',
    'address-over',
    address('old', ({ at }) => at.overMove),
    /This wish is over/,
  ],
  ['/address/old/:token', 'error', 'address-unknown', `/address/old/${unknown}`, /This link is not known/],
  [
    '/address/old/:token',
    'after',
    'address-agreed',
    address('old', ({ at }) => at.agreedMove),
    /This address has agreed/,
  ],
  [
    '/address/new/:token',
    'filled',
    'address-new',
    address('new', ({ at }) => at.openMove),
    /Yes, write to me here/,
  ],
  [
    '/address/new/:token',
    'error',
    'address-taken',
    address('new', ({ at }) => at.takenMove),
    /That address is on the list already/,
  ],
  [
    '/address/new/:token',
    'error',
    'address-new-unknown',
    `/address/new/${unknown}`,
    /This link is not known/,
  ],
  [
    '/address/new/:token',
    'after',
    'address-moved',
    address('new', ({ at }) => at.movedMove),
    /The mail has moved/,
  ],
  [
    '/address/new/:token',
    'after',
    'address-refused',
    address('new', ({ at }) => at.refusedMove),
    /Nothing changes/,
  ],
  [
    '/vouch/:token',
    'filled',
    'vouch',
    ({ web, at }) => `/vouch/${web.sign('vouch', at.openVouch)}`,
    /Somebody on the list vouches for you/,
  ],
  [
    '/vouch/:token',
    'after',
    'vouch-used',
    ({ web, at }) => `/vouch/${web.sign('vouch', at.usedVouch)}`,
    /Somebody has come onto the list by it/,
  ],
  ['/vouch/:token', 'error', 'vouch-unknown', `/vouch/${unknown}`, /This link is not known/],
  [
    '/preferences/:token',
    'after',
    'preferences-vouched',
    preferences(({ story }) => story.subscriberId),
    /Here is the link[\s\S]*Take it back/,
    button('Make a link for one person'),
  ],
  ['/host/sign-in', 'filled', 'sign-in', '/host/sign-in', /there is no password/],
  [
    '/host/sign-in',
    'after',
    'sign-in-sent',
    '/host/sign-in',
    /Look in your mail/,
    async (page) => {
      await page.getByLabel('Your email address').fill('nobody@elsewhere.example');
      await button('Mail me a link')(page);
    },
  ],
  [
    '/host/sign-in/:token',
    'filled',
    'sign-in-link',
    signIn((at) => at.freshSignIn),
    /Sign in as Noor Achterberg\?/,
  ],
  ['/host/sign-in/:token', 'error', 'sign-in-used', signIn((at) => at.usedSignIn), /does not work any more/],
  ['/host/sign-in/:token', 'error', 'sign-in-unknown', `/host/sign-in/${unknown}`, /This link is not known/],
  ['*', 'error', 'missing', '/nowhere', /There is no such page/],
]);
