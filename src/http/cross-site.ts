/**
 * Whether a POST came from one of our own pages (threat 8). Pure.
 *
 * Our pages send `Referrer-Policy: no-referrer`, and then browsers write `Origin: null` (Fetch, “append a request
 * Origin header”): Sec-Fetch-Site says what Origin would have said.
 */
export interface Provenance {
  readonly origin: string | null;
  readonly secFetchSite: string | null;
}

/** `unknown`: whoever sent it said nothing, as programs do. */
export function whereFrom({ origin, secFetchSite }: Provenance, own: string): 'own' | 'foreign' | 'unknown' {
  if (secFetchSite !== null) {
    if (secFetchSite === 'same-origin')
      return origin === null || origin === 'null' || origin === own ? 'own' : 'foreign';
    // `none`: the person reloads the page that answered a form.
    return secFetchSite === 'none' ? 'unknown' : 'foreign';
  }
  if (origin === own) return 'own';
  return origin === null ? 'unknown' : 'foreign';
}
