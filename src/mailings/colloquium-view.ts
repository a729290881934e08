/** Who writes, as every template needs it. */
import type { Colloquium, Config } from '../../config/schema.ts';
import { colloquiumUrl, deskUrl } from '../links.ts';
import { firstName } from '../moderation/words.ts';
import type { HostRow } from '../store/schema.ts';
import type { ColloquiumView } from './view.ts';
import type { HostView } from './view-host.ts';

export function colloquiumView(
  config: Config,
  colloquium: Colloquium,
  hosts: readonly Pick<HostRow, 'name'>[],
): ColloquiumView {
  const names = hosts.map((host) => host.name);
  return {
    name: colloquium.name,
    url: colloquiumUrl(config, colloquium),
    addressLine: colloquium.postal === '' ? null : colloquium.postal,
    hosts: names.length > 0 ? names : colloquium.hosts.map((host) => host.name),
    about: colloquium.tagline === '' ? null : colloquium.tagline,
    accent: { light: colloquium.accent, dark: colloquium.dark_accent },
  };
}

export function hostView(
  config: Config,
  host: Pick<HostRow, 'id' | 'name'>,
  all: readonly Pick<HostRow, 'id' | 'name'>[],
): HostView {
  return {
    name: firstName(host.name),
    others: all.filter((other) => other.id !== host.id).map((other) => firstName(other.name)),
    deskUrl: deskUrl(config),
    mailsUrl: deskUrl(config, 'mails'),
  };
}
