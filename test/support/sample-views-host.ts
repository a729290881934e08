/** Samples of the mails to a host. */
import { receiversRefuse, stopWords } from '../../src/mailings/stop-words.ts';
import type { HostView, HostViews } from '../../src/mailings/view-host.ts';
import { quotedParagraphs } from '../../src/mailings/view-quoted.ts';
import { colloquium, glacierTalk } from './sample-views-talks.ts';

const host: HostView = {
  name: 'Noor',
  others: ['Elias'],
  deskUrl: 'https://ai4science.example/host',
  mailsUrl: 'https://ai4science.example/host/mails',
};

const hostMail = { colloquium, host };

const source = { url: 'https://git.example/ai4science/site/colloquium.md', label: 'Open the page' };

const mailing = { number: 57, url: 'https://ai4science.example/host/mailings/57' };

const quoted = {
  from: 'Samir Haddad <s.haddad@delta-research.example>',
  date: 'Monday 16\u00a0November 2026, 21:14',
  subject: 'Joining the colloquium list',
  ...quotedParagraphs(`Dear organisers,

a colleague in Bergen sent me your programme. I am a doctoral student at
the Institute for Delta Research in Middelburg. I model how sediment
moves in estuaries and would like to hear how others learn such models
from sparse measurements. Could you put me on your list?

Many thanks,
Samir Haddad`),
};

export const hostViews: HostViews = {
  'decision-request': {
    ...hostMail,
    request: {
      number: 318,
      name: 'Samir Haddad',
      address: 's.haddad@delta-research.example',
      affiliation: 'Institute for Delta Research, Middelburg',
      motivation:
        'I model how sediment moves in estuaries and would like to hear how others learn such models from sparse measurements.',
      sender: 'Genuine: the mail was signed by delta-research.example (SPF, DKIM and DMARC pass).',
      earlier: 'No earlier request from this address.',
      url: 'https://ai4science.example/host/requests/318',
    },
    waited: null,
    approveUrl: 'https://ai4science.example/requests/t4vncxq2lspz7erbw3mk?do=approve',
    declineUrl: 'https://ai4science.example/requests/t4vncxq2lspz7erbw3mk?do=decline',
    askUrl: 'https://ai4science.example/requests/t4vncxq2lspz7erbw3mk?do=ask',
    quoted,
    undoMinutes: 10,
  },
  decided: {
    ...hostMail,
    by: 'Elias',
    isRule: false,
    deed: 'approved',
    name: 'Samir Haddad',
    at: 'Tuesday 17\u00a0November 2026, 08:52',
    how: 'By answering the mail: “yes, welcome”',
    now: 'Samir Haddad is on the list, the 412th subscriber, and gets the welcome.',
    undoUntil: '09:02',
    requestUrl: 'https://ai4science.example/host/requests/318',
    askedOn: 'on Monday',
  },
  'decision-echo': {
    ...hostMail,
    about: 'request',
    outcome: 'done',
    isContrary: false,
    words: 'no, students only this year, sorry. Ask him to come back in autumn',
    items: [
      {
        name: 'Jonas Weidlich',
        deed: 'declined',
        passedOn: 'students only this year',
        already: null,
        requestUrl: 'https://ai4science.example/host/requests/311',
      },
    ],
    undoUrl: 'https://ai4science.example/requests/t4vncxq2lspz7erbw3mk?do=undo',
    undoUntil: '09:12',
  },
  digest: {
    ...hostMail,
    items: [
      {
        who: 'Greta Lindholm',
        waited: 'six days',
        lines: [
          'Västermark University, Department of Botany.',
          '“I want to count moss from drones.” Sender genuine.',
        ],
        link: {
          url: 'https://ai4science.example/host/requests/309',
          label: 'Decide about Greta Lindholm',
        },
      },
      {
        who: 'Paulo Nakagawa',
        waited: 'two days',
        lines: [
          'No affiliation yet; we asked on Monday.',
          '“Curious physicist, retired.” Address confirmed.',
        ],
        link: {
          url: 'https://ai4science.example/host/requests/315',
          label: 'Decide about Paulo Nakagawa',
        },
      },
      {
        who: 'A mail we could not read',
        waited: 'since yesterday',
        lines: ['From k.abe@sandbar.example, subject “list”, without text. It may be a request.'],
        link: {
          url: 'https://ai4science.example/host/requests/320',
          label: 'Look at the mail from k.abe',
        },
      },
    ],
    waiting: 3,
    oldestWaited: 'six days',
    firstEnds: { on: '26\u00a0November', name: 'Greta Lindholm' },
    allUrl: 'https://ai4science.example/host/requests',
    sentAt: '08:30',
  },
  'question-forwarded': {
    ...hostMail,
    from: { name: 'Maaike de Wit', address: 'm.dewit@lighthouse.example', isSubscriber: true },
    about: 'the announcement for 24\u00a0November, “What a glacier remembers”',
    sender: 'Genuine: the mail was signed by lighthouse.example (SPF, DKIM and DMARC pass).',
    quoted: {
      from: 'Maaike de Wit <m.dewit@lighthouse.example>',
      date: 'Friday 20\u00a0November 2026, 11:02',
      subject: 'May I bring my students?',
      ...quotedParagraphs(`Dear both,

two of my master's students would like to sit in on Tuesday. Is there room
for them, and do they have to register?

Best,
Maaike`),
    },
    messageUrl: 'https://ai4science.example/host/mail/2291',
  },
  proof: {
    ...hostMail,
    kind: 'announcement',
    talk: glacierTalk,
    mailWord: 'announcement',
    goes: 'tomorrow at\u00a010:00',
    when: 'Thursday 19\u00a0November 2026, 10:00\u00a0CET',
    audience: 412,
    audienceWords: 'subscribers who want announcements',
    subjectOfMail: 'Tuesday 24 November, 14:00: What a glacier remembers (Ingrid Solbakken)',
    page: 'Read today at\u00a015:58, unchanged for five hours, no problems',
    pace: 'The last of 412 leaves on Thursday 19\u00a0November 2026, 14:06: 100 an hour may go.',
    answers: '24 expected: 22 come, 4 perhaps, 7 do not; 379 have not answered',
    holdUrl: 'https://ai4science.example/host/mailings/57?do=hold',
    sendUrl: 'https://ai4science.example/host/mailings/57?do=send',
    editUrl: 'https://ai4science.example/host/mailings/57/edit',
    mailing,
  },
  held: {
    ...hostMail,
    finding: 'the talk on 24\u00a0November has no title yet',
    mailWord: 'announcement',
    pieces: [
      { label: 'Title', words: 'missing, and the announcement needs it' },
      { label: 'Abstract', words: 'missing; the announcement can go without it' },
      { label: 'Speaker', words: 'Ingrid Solbakken, Nordhavn University, Bergen' },
      { label: 'When', words: 'Tuesday 24\u00a0November 2026, 14:00\u00a0to\u00a015:00\u00a0CET' },
      { label: 'Where', words: 'Seminar room 1.12, and the link' },
    ],
    source,
    advice: [
      'Write the title there. When the page has been quiet for thirty minutes, the announcement goes out at the next slot, on weekdays at 10:00 and 16:00. You see a proof first.',
      'The last slot is on Tuesday 24\u00a0November at\u00a010:00. After it we announce nothing and tell you so.',
    ],
    again: 'We ask again tomorrow at\u00a009:00 if the title is still missing.',
  },
  report: {
    ...hostMail,
    mailWord: 'announcement',
    dayMonth: '24\u00a0November',
    title: 'What a glacier remembers: learning ice flow from forty years of satellite images',
    went: 'on Thursday 19\u00a0November 2026, from 10:00\u00a0to\u00a010:04\u00a0CET',
    books: {
      rows: [
        { name: 'Submitted', count: 405, note: null },
        { name: 'Failed', count: 3, note: 'refused for good' },
        { name: 'Deferred', count: 2, note: 'refused for now, tried again' },
        { name: 'Suppressed', count: 1, note: 'an address we no longer write to' },
        { name: 'Skipped', count: 1, note: 'paused by the subscriber' },
        { name: 'Uncertain', count: 0, note: 'the connection broke while handing over' },
        { name: 'Still to go', count: 0, note: 'queued or being sent' },
      ],
      audience: 412,
      submitted: 405,
    },
    mailing,
    failed: [
      {
        name: 'Marta Kowalczyk',
        address: 'm.kowalczyk@old-campus.example',
        why: '550 5.1.1, no such mailbox. Suppressed from now on.',
      },
      {
        name: 'Pieter Blom',
        address: 'p.blom@quayside.example',
        why: '552 5.2.2, mailbox full. First time; we write to it again.',
      },
      {
        name: 'Aiko Tanabe',
        address: 'tanabe@kelp-lab.example',
        why: '556 5.1.10, the domain takes no mail. Suppressed from now on.',
      },
    ],
    deferred: [
      {
        name: 'Luca Ferrante',
        address: 'l.ferrante@collina.example',
        why: '450 4.2.0, asked to come back later. Next try at 10:34.',
      },
      {
        name: 'Ama Darko',
        address: 'ama@harbour.example',
        why: 'No answer from the server. Next try at 10:35; the last on Tuesday 24\u00a0November at\u00a012:00.',
      },
    ],
    uncertain: [],
    leftOut: [
      'Suppressed: Jan Vermaas, complained about our mail in March.',
      'Skipped: Olga Brandt, paused until 1\u00a0December.',
    ],
    retryUrl: 'https://ai4science.example/host/mailings/57/failed',
    unfinished: true,
  },
  stopped: {
    ...hostMail,
    mailWord: 'announcement',
    dayMonth: '24\u00a0November',
    title: 'What a glacier remembers: learning ice flow from forty years of satellite images',
    at: '10:00',
    ...stopWords(
      `${receiversRefuse}550 5.7.26 Unauthenticated email from ai4science.example is not accepted`,
    ),
    books: {
      rows: [
        { name: 'Submitted', count: 38, note: null },
        { name: 'Still to go', count: 374, note: 'waiting, in the same order' },
      ],
      audience: 412,
      submitted: 38,
    },
    left: 374,
    lastSlot: 'Tuesday 24\u00a0November at\u00a010:00',
    mailing,
  },
  'calendar-problem': {
    ...hostMail,
    finding: 'the title for 24\u00a0November is that of the previous talk',
    readAt: 'Wednesday 18\u00a0November 2026 at\u00a009:40',
    problems: [
      {
        line: 38,
        blocks: true,
        source: '#### Counting stars that are not there',
        text: 'This is the title of 10\u00a0November (Yusuf Demirel). It looks left over.',
        advice: 'write the title of Ingrid Solbakken’s talk there.',
      },
      {
        line: 41,
        blocks: false,
        source: 'Date: 24-11-2026 14:00-15:00 Central European Summer Time',
        text: 'In November Amsterdam is on Central European Time (CET). We read it as 14:00 in Amsterdam and print CET.',
        advice: 'write “Central European Time”, or leave the zone out.',
      },
    ],
    source,
    calendar: {
      url: 'https://ai4science.example/host/calendar',
      shown: 'ai4science.example/host/calendar',
    },
    readEvery: 'every ten minutes',
  },
  note: {
    ...hostMail,
    finding: 'Ada Nowak will not come on 24\u00a0November',
    said: 'I am ill and stay at home. Could you record it?',
    saidBy: 'Ada Nowak writes',
    paragraphs: ['Expected now: 22 who come, 4 who perhaps come, 7 who do not.'],
    page: { url: 'https://ai4science.example/host/talks/12', label: 'Who comes' },
    again: 'You hear of each person once for a talk.',
  },
  'sign-in': {
    ...hostMail,
    askedAt: 'Wednesday 18\u00a0November 2026 at\u00a016:10',
    until: '16:25',
    enterUrl: 'https://ai4science.example/host/enter/z6rtymkc2wjd3fq5hnvx',
  },
};
