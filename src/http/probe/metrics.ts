/** Figures in the text format of Prometheus (exposition format 0.0.4). Pure. */
import type { Figures } from '../../store/pages-probe.ts';

const states = ['queued', 'sending', 'submitted', 'deferred', 'failed', 'suppressed', 'skipped', 'uncertain'];

export function metricsText(figures: Figures, waiting: Readonly<Record<string, number>>): string {
  const gauge = (
    name: string,
    help: string,
    lines: readonly (readonly [labels: string, value: number])[],
  ) => [
    `# HELP convoke_${name} ${help}`,
    `# TYPE convoke_${name} gauge`,
    ...lines.map(([labels, value]) => `convoke_${name}${labels} ${Number(value.toFixed(3))}`),
  ];
  return `${[
    ...gauge(
      'deliveries',
      'Deliveries of mailings that are not done and of mails to one person under way, by state.',
      states.map((state) => [`{state="${state}"}`, figures.deliveries[state] ?? 0] as const),
    ),
    ...gauge(
      'queue_waiting',
      'Rings that wait, by queue.',
      Object.entries(waiting).map(([queue, count]) => [`{queue="${label(queue)}"}`, count] as const),
    ),
    ...gauge('oldest_due_seconds', 'How long the oldest due delivery has waited.', [
      ['', figures.oldestDueSeconds],
    ]),
    ...gauge('inbound_unprocessed', 'Stored mails that are not read yet.', [
      ['', figures.unprocessedInbound],
    ]),
    ...gauge('inbound_held', 'Mails that wait for a host.', [['', figures.heldInbound]]),
    ...gauge('requests_open', 'Requests to join that are not decided.', [['', figures.openRequests]]),
    ...gauge('subscribers_active', 'People on the list.', [['', figures.activeSubscribers]]),
    ...gauge(
      'last_tick_age_seconds',
      'Since the planner last looked, by colloquium.',
      figures.tickAges.map(
        ({ colloquium, seconds }) => [`{colloquium="${label(colloquium)}"}`, seconds] as const,
      ),
    ),
  ].join('\n')}\n`;
}

function label(text: string): string {
  return text.replace(/[\\"\n]/g, '_');
}
