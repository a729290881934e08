/** The engine wired to the sample mailing, for tests and measurements. */
import { systemClock } from '../../src/clock.ts';
import { type DeliverDeps, type DeliverySettings, defaultSettings } from '../../src/delivery/deliver-due.ts';
import type { OpenMailing } from '../../src/delivery/deliver-message.ts';
import type { Transport } from '../../src/delivery/transport.ts';
import { formatReturnPath } from '../../src/mail/return-path.ts';
import { composeMailing, type MailingParts } from '../../src/mailings/compose-mailing.ts';
import { recipientTokens } from '../../src/mailings/stamp-tokens.ts';
import { signToken } from '../../src/signed-token.ts';
import type { Store } from '../../src/store/open-store.ts';
import { sampleDomain, sampleMailing, sampleSecret } from './sample-mailing.ts';

export async function openSampleMailing(
  mailingId: number,
  change: Partial<MailingParts> = {},
): Promise<OpenMailing> {
  const template = await composeMailing(sampleMailing({ seed: `mailing:${mailingId}`, ...change }));
  return {
    template,
    returnPath(deliveryId) {
      const deliveryToken = signToken(sampleSecret, 'return-path', deliveryId);
      const path = formatReturnPath({ mailbox: `colloquium@${sampleDomain}`, deliveryToken });
      return path.ok ? path.address : `colloquium@${sampleDomain}`;
    },
    tokens: (delivery) =>
      recipientTokens(sampleSecret, {
        deliveryId: delivery.id,
        subscriberId: delivery.subscriberId,
        earlierId: delivery.earlierId,
        talkId: 1,
      }),
  };
}

export function deliveryDeps(
  store: Store,
  transport: Transport,
  change: Partial<Omit<DeliverDeps, 'settings'>> & { settings?: Partial<DeliverySettings> } = {},
): DeliverDeps {
  return {
    store,
    transport,
    clock: systemClock,
    owner: `test:${process.pid}:${crypto.randomUUID()}`,
    openMailing: (mailingId) => openSampleMailing(mailingId),
    composeService: async () => null,
    ...change,
    settings: { ...defaultSettings, ...change.settings },
  };
}
