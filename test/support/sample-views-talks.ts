/** The colloquium and the talk that all samples share. */

import type { ColloquiumView, LinksView, TalkView } from '../../src/mailings/view.ts';
import { talkView } from '../../src/mailings/view-talk.ts';

export const zone = 'Europe/Amsterdam';

export const colloquium: ColloquiumView = {
  name: 'AI4Science Colloquium',
  url: 'https://ai4science.example',
  addressLine: 'Zuiderlaan 40, 1098 XE Amsterdam',
  hosts: ['Noor Achterberg', 'Elias Lindqvist'],
  about:
    'Every second Tuesday at 14:00 in Amsterdam somebody tells us how they use machine learning to understand a piece of nature. Then we talk about it.',
  accent: { light: '#1f4a94', dark: '#a3bdf3' },
};

export const links: LinksView = {
  preferencesUrl: 'https://ai4science.example/preferences/k4m7q2xw3tzrb5dyhn6p',
  unsubscribeUrl: 'https://ai4science.example/unsubscribe/k4m7q2xw3tzrb5dyhn6p',
};

export const glacierFacts = {
  date: '2026-11-24',
  start: '14:00',
  end: '15:00',
  title: 'What a glacier remembers: learning ice flow from forty years of satellite images',
  speaker: 'Ingrid Solbakken',
  affiliation: 'Associate Professor of Glaciology, Nordhavn University, Bergen',
  abstract: `Glaciers answer to warming with a delay of years to decades, and what they do next depends on what they have already done. Models of ice flow carry this memory in two quantities that nobody can measure directly: the friction at the bed and the softness of the ice. In this talk I show how a neural surrogate of the flow equations, trained on simulations and corrected with forty years of satellite images, recovers both for 212 outlet glaciers in Norway, Svalbard and Greenland.

The surrogate is fast enough to sample rather than to fit, so every map comes with an uncertainty. I discuss where these uncertainties are honest and where they are not: at calving fronts, under melt water, and for the eleven glaciers that surged.`,
  bio: 'Ingrid Solbakken works on the dynamics of ice and on learning from few observations. She studied physics in Bergen and Delft, and leads the group Ice and Inference at Nordhavn University.',
  place: 'Seminar room 1.12, Zuiderlaan 40, Amsterdam',
  online: 'https://meet.example/ai4science',
};

export const glacierTalk: TalkView = talkView(glacierFacts, {
  zone,
  pageUrl: 'https://ai4science.example/talks/2026-11-24',
  photoCid: 'speaker-2026-11-24@ai4science.example',
  calendarNote: true,
});
