/** The same view with other words in it: hostile ones, or none. */

/** Keys whose values the program chooses itself: addresses, parts of the message, words of a fixed set. */
const OWN = /url$|^(?:photoCid|light|dark|kind|deed|outcome|ahead|missing|shown)$/i;

/** Every string that a person could have written, replaced by what `next` gives. */
export function refillView<T>(view: T, next: (old: string) => string, key = ''): T {
  if (typeof view === 'string') return (OWN.test(key) ? view : next(view)) as T;
  if (Array.isArray(view)) return view.map((item) => refillView(item, next, key)) as T;
  if (view === null || typeof view !== 'object') return view;
  return Object.fromEntries(
    Object.entries(view).map(([name, value]) => [name, refillView(value, next, name)]),
  ) as T;
}

/** Pieces of a view that its type lets be null or empty: by name, the same in all views. */
const OPTIONAL =
  /^(?:affiliation|photoCid|abstract|bio|where|online|utc|utcStart|end|addressLine|about|reason|next|note|slides|announcedOn|ahead|theirSubject|motivation|question|quotedParagraphs|returnUrl|returnUntil|waited|undoUntil|undoUrl|askedOn|passedOn|already|firstEnds|date|subject|advice|line|retryUrl|lastSlot|who)$/;

/** The view with everything optional left out. `keep` names what this kind of mail does need. */
export function bareView<T>(view: T, keep: readonly string[], key = ''): T {
  if (OPTIONAL.test(key) && !keep.includes(key)) return (Array.isArray(view) ? [] : null) as T;
  if (Array.isArray(view)) return view.map((item) => bareView(item, keep)) as T;
  if (view === null || typeof view !== 'object') return view;
  return Object.fromEntries(
    Object.entries(view).map(([name, value]) => [name, bareView(value, keep, name)]),
  ) as T;
}
