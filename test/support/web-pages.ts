/** Every page of the service, by the name its pictures get. */
import type { TestWeb } from './web.ts';
import type { WebStory } from './web-story.ts';

export function publicPages(web: TestWeb, story: WebStory): Record<string, string> {
  return {
    series: '/',
    talk: `/talks/${story.talks[2]}`,
    'talk-past': `/talks/${story.talks[1]}`,
    decision: `/requests/${web.sign('decision-link', story.linkId)}`,
    preferences: `/preferences/${web.sign('preferences', story.subscriberId)}`,
    unsubscribe: `/unsubscribe/${web.sign('unsubscribe', story.subscriberId)}`,
    confirm: `/confirm/${web.sign('confirm', story.unprovenId)}`,
    address: `/address/old/${web.sign('move-old', story.moveId)}`,
    'sign-in': '/host/sign-in',
  };
}

export function hostPages(story: WebStory): Record<string, string> {
  return {
    requests: '/host/requests',
    request: `/host/requests/${story.requestId}`,
    'request-decided': `/host/requests/${story.decidedId}`,
    message: `/host/messages/${story.messageId}`,
    subscribers: '/host/subscribers',
    'subscribers-nobody': '/host/subscribers?q=wieczorik',
    'add-people': '/host/subscribers/add',
    subscriber: `/host/subscribers/${story.subscriberId}`,
    calendar: '/host/calendar',
    versions: '/host/calendar/versions',
    talk: `/host/talks/${story.talks[5] ?? story.talks[0]}`,
    'talk-edit': `/host/talks/${story.talks[5] ?? story.talks[0]}/edit`,
    'talk-cancel': `/host/talks/${story.talks.at(-1)}/cancel`,
    'talk-new': '/host/talks/new',
    outbox: '/host/outbox',
    'outbox-what-if': '/host/outbox?at=2026-12-07',
    mailing: `/host/mailings/${story.sendingId}`,
    report: `/host/mailings/${story.doneId}`,
    held: `/host/mailings/${story.heldId}`,
    templates: '/host/templates',
    health: '/host/health',
    mails: '/host/mails',
    sessions: '/host/sessions',
    settings: '/host/settings',
    audit: '/host/audit',
  };
}
