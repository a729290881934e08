/** How far the name of a place reaches: over capitals, connectors, brackets, and commas before a further part of it. */
import type { Span } from './names.ts';
import { isPost, type Token } from './tokens.ts';

/** Grows an institution's word to its whole phrase. */
export function growAround(tokens: readonly Token[], key: number): Span | null {
  const right = growRight(tokens, key);
  let left = key;
  while (left > 0) {
    const before = tokens[left - 1];
    const beyond = tokens[left - 2];
    const isCap =
      (before?.kind === 'cap' && (!isPost(before.text) || isGrade(before, beyond))) ||
      isInnerAdjective(before, beyond);
    const isJoined =
      before?.kind === 'conn' &&
      /^(?:&|and|und|en|et|e|y|of|for|für|de|di|–)$/i.test(before.text) &&
      beyond?.kind === 'cap' &&
      left - 2 >= 0 &&
      (/^[&+]$/.test(before.text) || isShortChain(tokens, left - 2));
    if (isCap) left -= 1;
    else if (isJoined) left -= 2;
    else break;
  }
  const first = tokens[left];
  const last = tokens[right];
  return first === undefined || last === undefined ? null : { from: first.from, to: last.to };
}

/** The last token of the phrase that goes on to the right of `at`. */
export function growRight(tokens: readonly Token[], at: number): number {
  let right = at;
  for (let n = 0; n < 30; n += 1) {
    const next = step(tokens, right, at);
    if (next === null) break;
    right = next;
  }
  return right;
}

/** "Kumasi Senior High School": the grade of a school rather than of a post. */
function isGrade(before: Token, beyond: Token | undefined): boolean {
  return /^(?:Senior|Junior|Graduate)$/u.test(before.text) && beyond?.kind === 'cap' && !isPost(beyond.text);
}

/** "Приморского государственного университета", "Bodø videregående skole": an adjective between a capital and the institution's word. */
function isInnerAdjective(before: Token | undefined, beyond: Token | undefined): boolean {
  return before?.kind === 'lower' && beyond?.kind === 'cap' && INNER_ADJECTIVE.test(before.text);
}

const INNER_ADJECTIVE =
  /^(?:\p{Script=Cyrillic}{5,}|videregående|tekniske?|tekniska|kommunale?|statens|medicinske?|medisinske?|naturvidenskabelige|państwow\p{L}+|politechniczn\p{L}+|tudományi?|műszaki|orvosi)$/u;

/** "Wageningen University & Research", "Arts and Sciences Faculty": a capital before the connector, and not after a sentence's start. */
function isShortChain(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return (
    before !== undefined &&
    (before.kind === 'conn' || before.kind === 'lower') &&
    !isPost(tokens[at]?.text ?? '')
  );
}

/** The next index that still belongs to the phrase after `at`, or null. */
function step(tokens: readonly Token[], at: number, key: number): number | null {
  const next = tokens[at + 1];
  if (next === undefined) return null;
  if (next.kind === 'key') return at + 1;
  // "Fachbereich 5.2", "Lab 4"
  if (tokens[at]?.kind === 'key' && /^\d{1,2}(?:\.\d{1,2})?$/.test(next.text)) return at + 1;
  if (next.kind === 'cap') return isPost(next.text) ? null : at + 1;
  if (next.kind === 'lower') return isGenitive(tokens, at + 1, key) ? at + 1 : null;
  if (next.kind === 'conn') return stepConnector(tokens, at + 1, key);
  if (next.kind === 'open') return stepParenthesis(tokens, at + 1);
  if (next.kind === 'comma')
    return listEnd(tokens, at + 1, key) ?? stepComma(tokens, at + 1) ?? stepAcronym(tokens, at + 1);
  return null;
}

/** "École supérieure polytechnique de …", "Istituto nazionale di …": adjectives that follow in Romance languages. */
const ADJECTIVE =
  /^(?:supérieure?|nationale?|polytechnique|normale|technique|technologique|royale?|centrale?|fédérale?|européen(?:ne)?|scientifique|médicale?|universitaire|générale?|régionale?|internationale?|agronomique|nacional|superior|técnic[oa]|politécnic[oa]|autónom[oa]|central|federal|universitari[oa]|internacional|nazionale|superiore|italian[oa]|tecnic[oa]|universitari[oa]|regionale|estadual|universitário)$/u;

/** "Институт физики атмосферы", "Ústav fyziky povrchů": the name goes on in lower case, a few words at most. */
function isGenitive(tokens: readonly Token[], at: number, key: number): boolean {
  const word = tokens[at]?.text ?? '';
  const head = tokens[key]?.text ?? '';
  if (isSlavicHead(head)) return at - key <= 7 && isSlavicNoun(word);
  if (at - key > 3) return false;
  if (ADJECTIVE.test(word) || isRomanceAdjective(tokens, at, key)) return true;
  if (/^(?:uni|universität|universiteit|hochschule|hogeschool)$/u.test(head))
    return at === key + 1 && !/^(?:und|en|für|voor|in|im|ist|is|bin|ben|wo|waar|mit|met)$/u.test(word);
  return /^(?:ústav|katedra|fakulta)$/iu.test(head) && /^\p{Ll}{4,}(?:y|í|u|ů|ch|é|ie)$/u.test(word);
}

/** "École navale d'Armor", "Istituto zooprofilattico delle Venezie": a word or two before the name itself. */
function isRomanceAdjective(tokens: readonly Token[], at: number, key: number): boolean {
  if (at - key > 2 || !ROMANCE_HEAD.test(tokens[key]?.text ?? '')) return false;
  if (!/^\p{Ll}{4,}$/u.test(tokens[at]?.text ?? '') || NO_ADJECTIVE.test(tokens[at]?.text ?? ''))
    return false;
  const next = tokens[at + 1];
  if (next?.kind === 'lower') return isRomanceAdjective(tokens, at + 1, key);
  if (
    next?.kind === 'conn' &&
    /^(?:de|du|des|d|di|del|della|dell|delle|dei|degli|do|da|dos|das|per)$/u.test(next.text)
  ) {
    const beyond =
      tokens[/^(?:la|las|los|lo|le|il|gli|l)$/u.test(tokens[at + 2]?.text ?? '') ? at + 3 : at + 2];
    return beyond?.kind === 'cap' || beyond?.kind === 'key';
  }
  return next?.kind === 'cap' && !isPost(next.text);
}

const ROMANCE_HEAD =
  /^(?:[ld]['’])?(?:écoles?|ecole|institut|université|centre|laboratoire|collège|lycée|observatoire|académie|agence|office|service|instituto|universidad|centro|escuela|laboratorio|colegio|observatorio|academia|agencia|istituto|università|scuola|osservatorio|accademia|agenzia|liceo|universidade|escola|laboratório|observatório|agência|faculté|facultad|facoltà|faculdade|hôpital|hospital|ospedale|museo|musée|museu)$/iu;
const NO_ADJECTIVE =
  /^(?:avec|pour|dans|chez|sous|entre|depuis|dont|mais|comme|avant|après|vers|sans|quand|donc|alors|aussi|pero|desde|sobre|como|donde|cuando|hasta|según|también|dove|come|sono|anche|dopo|prima|quando|onde|porque|perché|perche|parce|with|that|where|which|when|from|about|near|since|before|after|and|who|was|were|has|have|told|trabajo|travaille|lavoro|trabalho|estudio|estudo|faisons|fais)$/u;

/** Whether an institution's word governs a genitive in lower case. */
function isSlavicHead(word: string): boolean {
  return /^(?:институт|інститут|кафедр|факультет|лаборатор|центр|академи|університет|университет)/iu.test(
    word,
  );
}

/** A noun or adjective of such a genitive: no preposition, pronoun or verb. */
function isSlavicNoun(word: string): boolean {
  return (
    /^\p{Script=Cyrillic}{4,}$/u.test(word) &&
    !/(?:[ую]|ть|[аяужшч]ем|им|[аяуе]ет|ит|ют|ят|юсь|аюсь|лся|лась)$/u.test(word) &&
    !/^(?:имени|который|которая|сейчас|теперь|более|около|меня|нашей|нашего|когда|чтобы|потому|также)$/u.test(
      word,
    )
  );
}

function stepConnector(tokens: readonly Token[], at: number, key: number): number | null {
  let n = at;
  while (n < at + 3 && tokens[n + 1]?.kind === 'conn') n += 1;
  const beyond = tokens[n + 1];
  if (beyond === undefined) return null;
  // "Институт водных проблем и гидроэнергетики"
  if (isSlavicHead(tokens[key]?.text ?? '') && n === at && beyond.kind === 'lower' && at > key + 1)
    return /^(?:и|та|й)$/iu.test(tokens[at]?.text ?? '') && isSlavicNoun(beyond.text) ? n + 1 : null;
  const words = tokens.slice(at, n + 1).map((token) => token.text.toLowerCase());
  const isAnd = words.length === 1 && words[0] !== 'i' && AND.test(words[0] ?? '');
  const isWeak = words.every((word) =>
    /^(?:in|i|at|am|im|an|à|em|na|no|te|zu|aan|bei|beim|sur|en|e|y)$/.test(word),
  );
  if (beyond.kind === 'key') return n + 1;
  // "an der TU Hallersleben das Fach …": no Portuguese article.
  if (words.includes('das') && !PORTUGUESE.test(tokens[key]?.text ?? '')) return null;
  if (beyond.kind === 'cap') {
    if (isAnd && !/^(?:&)$/.test(words[0] ?? ''))
      return hasOfBefore(tokens, at, key) ||
        keyFollows(tokens, n + 1) ||
        isLast(tokens, n + 1, key) ||
        TERRITORY.test(tokens[key]?.text ?? '')
        ? n + 1
        : null;
    if (isWeak && (isPost(beyond.text) || !mayFollow(words, tokens, at))) return null;
    return n + 1;
  }
  const isLowerName =
    beyond.kind === 'lower' &&
    /^\p{Ll}/u.test(tokens[key]?.text ?? '') &&
    /^(?:of|for|de|d|du|des|di|del|da|do|van|voor|für|der)$/.test(words[0] ?? '');
  return isLowerName ? n + 1 : null;
}

/** Bodies that are named for two places: "Waterschap Aa en Maas". */
const TERRITORY =
  /^(?:waterschap|hoogheemraadschap|gemeente|provincie|omgevingsdienst|veiligheidsregio|ggd)$/iu;

const AND = /^(?:and|und|en|et|e|y|i|ve|og|och|ja|és|și|şi|и|та|και)$/iu;

/** "Rijkswaterstaat Zee en Delta.": the phrase ends with its mark right behind the two parts. */
function isLast(tokens: readonly Token[], at: number, key: number): boolean {
  const after = tokens[at + 1];
  return (
    at - key <= 4 &&
    !isPost(tokens[at]?.text ?? '') &&
    (after === undefined || (after.kind === 'stop' && /^[.;:!?]$/.test(after.text)) || after.kind === 'close')
  );
}

/** "Faculty of Hydrology, Meteorology and Oceanography": the last token of a list of subjects, or null. */
function listEnd(tokens: readonly Token[], comma: number, key: number): number | null {
  if (!hasOfBefore(tokens, comma, key) && !UNIT.test(tokens[key]?.text ?? '')) return null;
  let at = comma;
  for (let part = 0; part < 5; part += 1) {
    const last = capsEnd(tokens, at + 1);
    if (last === null) return null;
    const next = tokens[last + 1];
    const joint = next?.kind === 'comma' && isAnd(tokens[last + 2]) ? last + 2 : last + 1;
    if (isAnd(tokens[joint])) return capsEnd(tokens, joint + 1);
    if (next?.kind !== 'comma') return null;
    at = last + 1;
  }
  return null;
}

const UNIT =
  /^(?:department|dept\.?|faculty|school|division|section|fachbereich|fakultät|institut|abteilung|afdeling|faculteit|vakgroep|département|dipartimento|departamento)$/iu;

function isAnd(token: Token | undefined): boolean {
  return token !== undefined && (AND.test(token.text) || token.text === '&');
}

/** The last of the capitals from `at` on, or null where there is none. */
function capsEnd(tokens: readonly Token[], at: number): number | null {
  let last = at - 1;
  while (tokens[last + 1]?.kind === 'cap' && !isPost(tokens[last + 1]?.text ?? '')) last += 1;
  return last < at ? null : last;
}

const PORTUGUESE =
  /^(?:universidade|instituto|faculdade|escola|centro|departamento|ministério|câmara|hospital|museu|fundação)$/iu;

/** "Frankfurt am Main", "Weiden an der Oder", "the lab in Delft": but "arbeite am Institut an Modellen" ends before "an". */
function mayFollow(words: readonly string[], tokens: readonly Token[], at: number): boolean {
  const first = words[0] ?? '';
  if (/^(?:an|aan|bei|beim|zu|sur)$/.test(first)) return words.length > 1 && tokens[at - 1]?.kind === 'cap';
  return first !== 'am' || tokens[at - 1]?.kind === 'cap' || /^\p{Lu}/u.test(tokens[at]?.text ?? '');
}

/** "Institute for Robotics and Soft Matter": an "and" inside the name, not between two clauses. */
function hasOfBefore(tokens: readonly Token[], at: number, key: number): boolean {
  return tokens
    .slice(key, at)
    .some(
      (token) => token.kind === 'conn' && /^(?:of|for|für|de|di|van|voor|pour|per|para)$/i.test(token.text),
    );
}

function keyFollows(tokens: readonly Token[], at: number): boolean {
  for (let n = at; n < at + 5; n += 1) {
    const token = tokens[n];
    if (token === undefined || token.kind === 'stop' || token.kind === 'comma' || token.kind === 'lower')
      return false;
    if (token.kind === 'key') return true;
  }
  return false;
}

function stepParenthesis(tokens: readonly Token[], at: number): number | null {
  const close = tokens.findIndex((token, index) => index > at && token.kind === 'close');
  const inside = close === -1 ? [] : tokens.slice(at + 1, close);
  const first = inside.find((token) => !/^(?:the|de|het|der|la|le|el)$/iu.test(token.text));
  if (first === undefined || inside.length > 9) return null;
  if (
    inside.some((token) => token.text === '@' || /\.\p{Ll}{2,}$/u.test(token.text) || /^\d/.test(token.text))
  )
    return null;
  return first.kind === 'cap' || first.kind === 'key' ? close : null;
}

/** A comma goes on when another institution's phrase follows: "Dept. of Geosciences, Utrecht University". */
function stepComma(tokens: readonly Token[], at: number): number | null {
  for (let n = at + 1; n < at + 8; n += 1) {
    const token = tokens[n];
    if (token === undefined || token.kind === 'stop' || token.kind === 'comma' || token.kind === 'open')
      return null;
    if (token.kind === 'lower' || isPost(token.text)) return null;
    if (token.kind === 'key') return n;
  }
  return null;
}

/** "Department of Water Resources Engineering, BUET": the house of a unit, by its letters. */
function stepAcronym(tokens: readonly Token[], comma: number): number | null {
  const [next, after] = [tokens[comma + 1], tokens[comma + 2]];
  const isEnded = after === undefined || !['cap', 'conn', 'lower'].includes(after.kind);
  return next !== undefined && /^\p{Lu}{3,8}$/u.test(next.text) && isEnded ? comma + 1 : null;
}
