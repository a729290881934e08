/** What is valid in a configuration and yet unwise, with what to write instead. Pure. */
import type { Colloquium, Config } from '../../config/schema.ts';
import type { HealthCheck } from '../http/web-deps.ts';

const name = 'Config';
/** Links stand in headers and text parts; longer ones are broken by old mail programs. */
const longestPublicUrl = 80;

export function configChecks(config: Config): HealthCheck[] {
  const found = [
    ...addressChecks(config),
    ...relayChecks(config),
    ...config.colloquia.flatMap(colloquiumChecks),
  ];
  if (found.length > 0) return found;
  return [{ name, state: 'well', text: 'Every setting is sound.', advice: null }];
}

function addressChecks({ service, production, smtpUrl }: Config): HealthCheck[] {
  const url = URL.parse(service.public_url);
  const host = url?.hostname ?? '';
  const isLocal = host === 'localhost' || host === '[::1]' || /^127\./.test(host);
  const checks: HealthCheck[] = [];
  if (isLocal && (production || smtpUrl !== null))
    checks.push(
      broken(
        `Links in mails lead to ${service.public_url}, which nobody else can open.`,
        'Set PUBLIC_URL to the address that people reach.',
      ),
    );
  else if (url?.protocol === 'http:' && !isLocal)
    checks.push(
      (production ? broken : improve)(
        `Links in mails begin with http: anybody on the way can read them, and mail programs offer no one-click unsubscribe (RFC 8058).`,
        'Put a TLS proxy before the pages and write https:// in PUBLIC_URL.',
      ),
    );
  if (service.public_url.length > longestPublicUrl)
    checks.push(
      improve(
        `PUBLIC_URL has ${service.public_url.length} characters: the links in mails become so long that some programs break them.`,
        `Use a shorter name, at most ${longestPublicUrl} characters.`,
      ),
    );
  return checks;
}

function relayChecks({ service, production, smtpUrl }: Config): HealthCheck[] {
  if (smtpUrl === null)
    return production
      ? [broken('Nothing can leave: there is no mail server to send through.', 'Set SMTP_URL.')]
      : [];
  const relay = URL.parse(smtpUrl);
  const host = relay?.hostname ?? '';
  const checks: HealthCheck[] = [];
  const isGmail = /(?:^|\.)(?:gmail|googlemail)\.com$/.test(host);
  if (isGmail && service.delivery.return_path === 'verp')
    checks.push(
      broken(
        'Gmail rewrites the return path, so that bounces would not be recognised.',
        'Write delivery.return_path: plain',
      ),
    );
  if (isGmail && service.delivery.per_day === 0)
    checks.push(
      improve(
        'A Gmail account may send 500 mails a day and is blocked beyond that.',
        'Write delivery.per_day: 450',
      ),
    );
  const isNear =
    host === 'localhost' || host === '[::1]' || /^(127|10|192\.168)\./.test(host) || !host.includes('.');
  const mayBeClear =
    relay?.protocol === 'smtp:' &&
    !service.delivery.require_tls &&
    relay.searchParams.get('tls') !== 'required';
  if (!isNear && mayBeClear && relay?.username !== '')
    checks.push(
      improve(
        'If the relay ever offers no TLS, the password and all mails go in clear text.',
        'Write delivery.require_tls: true, or smtps:// in SMTP_URL.',
      ),
    );
  return checks;
}

function colloquiumChecks(colloquium: Colloquium): HealthCheck[] {
  const { id, zone, notices, ask, requests, authserv, calendar, usual } = colloquium;
  const checks: HealthCheck[] = [];
  const crons: [string, string][] = [
    ...notices.map((rule): [string, string] => [`notice “${rule.name}”`, rule.cron]),
    ['ask', ask.cron],
    ['requests.digest', requests.digest],
  ];
  const night = crons.filter(([, cron]) => isInTheGap(cron)).map(([where]) => where);
  if (night.length > 0 && changesItsClock(zone, usual.anchor))
    checks.push(
      improve(
        `${id}: ${night.join(', ')} may fall between 02:00 and 03:00, an hour that one night a year does not have and another has twice.`,
        'Choose another hour.',
      ),
    );
  if (authserv === null)
    checks.push(
      improve(
        `${id}: without authserv nobody's sender can be told genuine by what your mail server found out.`,
        'Write the name that it uses in Authentication-Results headers.',
      ),
    );
  if (requests.confirm === 'never')
    checks.push(
      improve(
        `${id}: addresses are never confirmed, so that anybody can put anybody on the list with a host's help.`,
        'Write requests.confirm: unauthenticated',
      ),
    );
  if (calendar.source === 'sample')
    checks.push(
      improve(
        `${id}: the calendar is the sample page with invented talks.`,
        'Set calendar.source to your page.',
      ),
    );
  return checks;
}

/** Whether the hour field names 2, alone, in a list or in a range. */
function isInTheGap(cron: string): boolean {
  const hours = cron.split(' ')[1] ?? '*';
  return hours.split(',').some((part) => {
    const [range = '', step = '1'] = part.split('/');
    if (range === '*') return step === '1';
    const [from, to = from] = range.split('-').map(Number);
    if (from === undefined || to === undefined || from > 2 || to < 2) return false;
    return (2 - from) % Number(step) === 0;
  });
}

/** Has the zone summer time? Asked of one year, as zones are today. */
function changesItsClock(zone: string, day: string): boolean {
  const year = Temporal.PlainDate.from(day).year;
  const offsets = [1, 7].map(
    (month) => Temporal.PlainDate.from({ year, month, day: 1 }).toZonedDateTime(zone).offsetNanoseconds,
  );
  return offsets[0] !== offsets[1];
}

function improve(text: string, advice: string): HealthCheck {
  return { name, state: 'improve', text, advice };
}

function broken(text: string, advice: string): HealthCheck {
  return { name, state: 'broken', text, advice };
}
