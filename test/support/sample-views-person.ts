/** Samples of the mails to one person. */
import type { PersonViews } from '../../src/mailings/view-person.ts';
import { colloquium, glacierTalk, links } from './sample-views-talks.ts';

const samir = { name: 'Samir Haddad', address: 's.haddad@delta-research.example' };

export const personViews: PersonViews = {
  acknowledged: {
    colloquium,
    person: samir,
    theirSubject: 'Joining the colloquium list',
    understood: {
      name: 'Samir Haddad',
      affiliation: 'Institute for Delta Research, Middelburg',
      motivation:
        'I model how sediment moves in estuaries and would like to hear how others learn such models from sparse measurements.',
    },
  },
  'details-wanted': {
    colloquium,
    person: { name: 'Lin Zhao', address: 'lin.zhao@westerpark.example' },
    theirSubject: 'Mailing list AI4Science',
    missing: ['affiliation'],
    question: null,
    quoted: [
      'Hello, I heard about your colloquium from a friend and would love to follow it. I am writing my thesis on generative models for crystals. Best, Lin Zhao',
    ],
    closesOn: '16\u00a0December',
  },
  'confirm-address': {
    colloquium,
    person: { name: null, address: 'r.okonkwo@fernhill.example' },
    confirmUrl: 'https://ai4science.example/requests/d3nq7plwvy5sgkx2m4tz',
    endsOn: '24\u00a0November',
  },
  welcome: { colloquium, person: samir, links, askedOn: '16\u00a0November', talk: glacierTalk },
  declined: {
    colloquium,
    person: { name: 'Jonas Weidlich', address: 'j.weidlich@talentbridge.example' },
    theirSubject: 'List membership',
    reason: [
      'We keep the list for people who do research in this field or are learning to, and we had the impression that you would like to offer the members a service.',
    ],
    deletedAfterDays: 30,
  },
  expired: {
    colloquium,
    person: { name: 'Greta Lindholm', address: 'greta@vastermark.example' },
    theirSubject: 'Your colloquium',
    askedOn: '12\u00a0November',
    waitedDays: 14,
    deletedAfterDays: 30,
  },
  'address-change': {
    colloquium,
    person: { name: null, address: 's.haddad@estuary.example' },
    moveUrl: 'https://ai4science.example/address/new/k4m7q2xw3tzrb5dyhn6p',
    oldAddress: 's.h•••••@delta-research.example',
    newAddress: 's.haddad@estuary.example',
    isByHost: false,
    endsOn: '24\u00a0November',
  },
  probe: {
    colloquium,
    person: samir,
    days: 5,
    preferencesUrl: 'https://ai4science.example/preferences/k4m7q2xw3tzrb5dyhn6p',
  },
  farewell: {
    colloquium,
    person: samir,
    askedOn: '30\u00a0November',
    returnUrl: 'https://ai4science.example/preferences/k4m7q2xw3tzrb5dyhn6p',
    returnUntil: '30\u00a0December',
  },
};
