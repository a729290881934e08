/**
 * `open slot, suggestions are welcome`, `nobody yet. Volunteers?`, `we are looking for a speaker`: words of which one says
 * that the place is free, and none says anything else. Hosts phrase this anew each time, so the words are told, not the phrase.
 */

const FREE =
  /^(?:open|free|vacant|vacancy|available|empty|reserved|nobody|no-?one|none|unknown|volunteers?|volunteering|looking|searching|seeking|wanted|needed|sought|suggestions?|ideas|pending|undecided|unconfirmed|unassigned|unfilled|tba|tbd|tbc|tbn|follows?|volgt|gezocht|yours|xxx+|hold|vrij|vrijwilligers?|suggesties|gesucht|frei|offen|libre|invited|surprise|mystery|secret|verrassing|überraschung|revealed)$/u;
const AROUND =
  /^(?:slot|spot|place|date|day|speakers?|titles?|talks?|name|names|guest|yet|still|we|are|is|for|an?|the|to|be|welcome|here|please|contact|us|want|your|yours|this|that|one|it|host|hosts|let|know|not|no|more|soon|later|details|info|and|or|of|on|in|with|maybe|perhaps|who|could|would|like|if|you|give|sign|up|touch|get|me|nog|een|de|het|wij|zoeken|spreker|sprekers|zijn|welkom|plek|noch|ein|eine|wir|suchen|redner|platz|est|any|has|have|been|so|far|at|present|currently|now|wird|werden|niemand|jemand|someone|somebody|anyone|anybody|iemand|quelqu'un|save)$/u;
const MAX_CHARS = 80;

export function isOpenSlot(text: string): boolean {
  if (text.length > MAX_CHARS) return false;
  const words = text
    .toLowerCase()
    .split(/[^\p{L}-]+/u)
    .filter((word) => /\p{L}/u.test(word));
  const free = words.filter((word) => FREE.test(word)).length;
  const isAsked = /^your (?:talk|name|title)(?: here)?\W*$/u.test(text.toLowerCase());
  return isAsked || (free > 0 && words.every((word) => FREE.test(word) || AROUND.test(word)));
}
