/** Which hosts get the mails about requests: those who are not away. Pure. */
import type { HostRow } from '../store/schema.ts';

export function isAway(host: Pick<HostRow, 'away_until'>, now: Temporal.Instant): boolean {
  return host.away_until !== null && Temporal.Instant.compare(host.away_until, now) > 0;
}

/** All of them where everybody is away: a request never waits unseen. Whoever is away may still decide, in the console. */
export function hostsOnDuty<Host extends Pick<HostRow, 'away_until'>>(
  hosts: readonly Host[],
  now: Temporal.Instant,
): readonly Host[] {
  const here = hosts.filter((host) => !isAway(host, now));
  return here.length === 0 ? hosts : here;
}
