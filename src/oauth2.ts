/**
 * Access tokens for a mailbox and a relay that take OAuth2 instead of a password: bought with the refresh token
 * (RFC 6749 §6), kept until shortly before they end. The mail protocols carry them as XOAUTH2 or OAUTHBEARER (RFC 7628).
 */
import type { Clock } from './clock.ts';
import { PermanentError, reasonOf } from './errors.ts';

/** `config.oauth2` fits. */
export interface OAuth2Settings {
  readonly tokenUrl: string;
  readonly clientId: string;
  /** Null for a public client. */
  readonly clientSecret: string | null;
  readonly refreshToken: string;
  readonly scope: string | null;
}

export interface AccessTokens {
  /**
   * A token that works now; whoever asks meanwhile waits for the same one. Rejects with PermanentError when a person
   * has to sign in again, with an ordinary Error when the same call may succeed later.
   */
  token(): Promise<string>;
  /** The last one was refused although its time had not come: the next call buys another. */
  forget(): void;
}

export interface OAuth2Deps {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

const patienceMs = 15_000;
/** A token is not used in its last minute: it would end on the way. */
const margin = Temporal.Duration.from({ seconds: 60 });
/** RFC 6749 §5.1 lets a server leave out how long its token lives; providers in use say an hour. */
const usualLifeSeconds = 3_600;

interface Bought {
  readonly token: string;
  readonly usableUntil: Temporal.Instant;
}

export function openAccessTokens(settings: OAuth2Settings, deps: OAuth2Deps): AccessTokens {
  // Some providers give a new refresh token with each access token. The one of the settings stays valid for the next start.
  let { refreshToken } = settings;
  let bought: Bought | null = null;
  let buying: Promise<Bought> | null = null;

  async function buy(): Promise<Bought> {
    const answer = await ask({ ...settings, refreshToken }, deps.fetch);
    refreshToken = answer.refreshToken ?? refreshToken;
    const usableUntil = deps.clock.now().add({ seconds: answer.lifeSeconds }).subtract(margin);
    return { token: answer.token, usableUntil };
  }

  return {
    async token() {
      if (bought !== null && Temporal.Instant.compare(deps.clock.now(), bought.usableUntil) < 0)
        return bought.token;
      buying ??= buy().finally(() => {
        buying = null;
      });
      bought = await buying;
      return bought.token;
    },
    forget() {
      bought = null;
    },
  };
}

interface Answer {
  readonly token: string;
  readonly refreshToken: string | null;
  readonly lifeSeconds: number;
}

async function ask(settings: OAuth2Settings, fetchFrom: typeof fetch): Promise<Answer> {
  const host = URL.parse(settings.tokenUrl)?.host ?? settings.tokenUrl;
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: settings.refreshToken,
    client_id: settings.clientId,
    ...(settings.clientSecret === null ? {} : { client_secret: settings.clientSecret }),
    ...(settings.scope === null ? {} : { scope: settings.scope }),
  });
  let status: number;
  let body: Record<string, unknown>;
  try {
    const response = await fetchFrom(settings.tokenUrl, {
      method: 'POST',
      body: form,
      redirect: 'error',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(patienceMs),
    });
    status = response.status;
    body = ((await response.json()) ?? {}) as Record<string, unknown>;
  } catch (error) {
    throw new Error(`${host} gave no access token: ${reasonOf(error)}`);
  }
  const { access_token: token, refresh_token: next, expires_in: life, error: why } = body;
  if (status === 200 && typeof token === 'string' && token !== '') {
    return {
      token,
      refreshToken: typeof next === 'string' && next !== '' ? next : null,
      lifeSeconds: Number(life) > 0 ? Number(life) : usualLifeSeconds,
    };
  }
  const said = typeof why === 'string' && /^[\w .-]{1,60}$/.test(why) ? why : `status ${status}`;
  // RFC 6749 §5.2: the grant has ended or the client is not known; no later call changes that.
  if (['invalid_grant', 'invalid_client', 'unauthorized_client'].includes(said))
    throw new PermanentError(
      `${host} gives no access token (${said}): sign in again and set OAUTH2_REFRESH_TOKEN anew`,
    );
  throw new Error(`${host} gave no access token: ${said}`);
}
