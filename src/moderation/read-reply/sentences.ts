/** A host's own words as sentences, each also in a folded form in which the word lists are matched. */

export interface Sentence {
  /** As written, trimmed. */
  readonly text: string;
  /** Same length as `text`: lower case, no accents, straight quotes, plain dashes. */
  readonly folded: string;
  readonly isQuestion: boolean;
  /** It stood in parentheses. */
  readonly isAside: boolean;
}

const MAX_TEXT = 4000;
const MAX_SENTENCES = 40;

/** Folds one character to one character, so that positions stay. */
export function fold(text: string): string {
  let folded = '';
  for (const char of text) {
    if (char.length > 1) folded += char;
    else if (/[’‘`´ʼ′]/.test(char)) folded += "'";
    else if (/[“”„«»″]/.test(char)) folded += '"';
    else if (/[–—―−‐‑]/.test(char)) folded += '-';
    else if (/[¡¿]/.test(char)) folded += ' ';
    else if (/\s/.test(char)) folded += char === '\n' ? '\n' : ' ';
    else folded += (char.normalize('NFD')[0] ?? char).toLowerCase()[0] ?? char;
  }
  return folded;
}

const SPOKEN: readonly (readonly [RegExp, string])[] = [
  [
    / (?:exclamation (?:mark|point)|uitroepteken|ausrufezeichen|point d'exclamation|punto esclamativo)(?![\p{L}])/giu,
    '!',
  ],
  [/ (?:question mark|vraagteken|fragezeichen|point d'interrogation|punto interrogativo)(?![\p{L}])/giu, '?'],
  [/ (?:period|full stop|punt|punkt|point|punto)(?= |$)/giu, '.'],
  [/ (?:comma|komma|virgule|virgola)(?= |$)/giu, ','],
];

/** The stops in them end no sentence. */
const SHORT_FORMS: readonly (readonly [RegExp, string])[] = [
  [/\ba\.u\.b\.?/giu, 'aub'],
  [/\bs\.v\.p\.?/giu, 'svp'],
  [/\bs\.t\.p\.?/giu, 'stp'],
  [/\bp\.s\./giu, 'PS'],
];

/** "yes period she can join exclamation mark": spoken to a phone, in a text without any mark of its own. */
export function plainPunctuation(written: string): string {
  const text = SHORT_FORMS.reduce((found, [dotted, plain]) => found.replace(dotted, plain), written);
  if (/[.,!?;:]/.test(text)) return text;
  return SPOKEN.reduce((found, [spoken, mark]) => found.replace(spoken, mark), text);
}

const NEW_SENTENCE =
  /\n(?=\s*(?:\n|[-*•]\s|#?\d{1,2}\b|\p{L}{3,12} ?:\s|\p{Lu}|\p{Extended_Pictographic}|[pP]\.?[sS]\.?[ :]))/u;

/**
 * Lines are joined where a sentence runs on; a line that starts anew (capital, list mark, number) begins a new one. What
 * stands in parentheses is a sentence of its own, after the one it stands in.
 */
export function splitSentences(text: string): Sentence[] {
  const clean = text.normalize('NFC').slice(0, MAX_TEXT);
  const found: Sentence[] = [];
  for (const block of clean.split(NEW_SENTENCE).flatMap(splitShortLines)) {
    const asides: string[] = [];
    const line = block.replace(/\s*\n\s*/g, ' ').replace(ASIDE, (_, aside: string, end: string) => {
      asides.push(aside);
      return end;
    });
    const pieces = splitBlock(line).map((piece) => sentenceOf(piece.trim(), false));
    pieces.push(...asides.flatMap(splitBlock).map((piece) => sentenceOf(piece.trim(), true)));
    found.push(...pieces.filter((piece) => piece.text !== ''));
  }
  return found.slice(0, MAX_SENTENCES);
}

/** Mail programs break lines where the next word has no room; one that ends before that was ended by the writer. */
const LEAST_ROOM = 60;

function splitShortLines(block: string): string[] {
  const found: string[] = [];
  for (const line of block.split('\n')) {
    const before = found.at(-1);
    const next = /^\s*\S*/u.exec(line)?.[0].length ?? 0;
    const last = before?.split('\n').at(-1) ?? '';
    const isEnded = before !== undefined && last.length + 1 + next < LEAST_ROOM && !RUNS_ON.test(last);
    if (before === undefined || isEnded) found.push(line);
    else found[found.length - 1] = `${before}\n${line}`;
  }
  return found;
}

/** A line that ends with these goes on in the next, however short it is. */
const RUNS_ON =
  /(?:^\s*|[,;:–-]|(?<!\p{L})(?:and|or|but|to|the|a|of|for|that|en|of|maar|om|de|het|und|oder|aber|zu|der|die|das|et|ou|mais|de|le|la|e|o|ma|di|il|che|que))\s*$/iu;

function sentenceOf(text: string, isAside: boolean): Sentence {
  const isQuestion = /\?[\s"')!?.\p{Extended_Pictographic}]*(?:[:;]-?[)D])?\s*$/u.test(text);
  return { text, folded: fold(text), isQuestion, isAside };
}

/** `(Elias: remind me)`: two words at least, so that "(s)he" and ":)" stay. */
const ASIDE = /\s*\(([^()]{1,200}\s[^()]{1,200})\)(\s*[.!]?)/gu;

const ASK_LABEL =
  /^(?:please |bitte |graag |a |da |yes,? |ok,? |but |maar |aber |mais )*(?:ask|question|vraag|frag\w*|q|nachfragen|ruckfrage|demande\w*|chied\w*|domanda|pregunta\w*)(?: [^\s:]+){0,4} ?:/u;

const ASK_THAT =
  /^(?:graag eerst |eerst |please |pls |plz |could you |can you |can u |can ya |would you |kindly |do |so |bitte |graag |kun je |kannst du |peux-tu )*(?:ask|ask for it|ask (?:her|him|them)(?: for it)?|ask (?:her|him|them) (?:that|which(?: one)?)|(?:check|ask) with (?:her|him|them)|find out(?: from (?:her|him|them))?|(?:write|mail)(?: back)?(?: to (?:her|him|them))? and ask|(?:drop|send) (?:her|him|them) a (?:line|note|mail)(?: and ask)?|have (?:her|him|them) (?:tell us|explain)|let (?:her|him|them) (?:answer|explain|say)(?: that)?|put (?:that|it|this)(?: question)? to (?:her|him|them)|vraag (?:het )?(?:haar|hem)|vraag er naar|(?:eerst )?(?:even )?navragen|mail (?:haar|hem)(?: even)?|stel (?:haar|hem) de vraag|vragen|nachfragen|nachhaken|ruckfragen|frag(?:t|en sie)? nach|bitte (?:sie|ihn) darum|(?:posez|pose)-lui la question|renseigne[rz]?-(?:vous|toi)|(?:le )?lui demander|demandez-le-lui|merci de (?:le )?lui demander|chiedete(?:glielo|gli|le|lo)?|domandateglielo|da chiedere|scrivete(?:le|gli)|chiedi(?:glielo)?|frag (?:sie|ihn)(?: das)?|demande-lui|demandez-lui|chiedile|chiedigli)(?: (?:please|first|maar|eerst|svp|prima di tutto|per favore|would you|that|this|aub|bitte|mal|even|svp|per favore))*\W*$/u;

/** "Not clear to me what she wants. Please ask her." */
const UNKNOWN =
  /^(?:(?:it|that)(?:'s| is) |i(?:'m| am) )?(?:not clear|unclear|not sure)(?: to me)?,? (?=what|where|who|which|why|how|whether)|^i(?:'d| would) (?:first )?(?:want|like|love|need) to (?:first )?know (?=what|where|who|which|why|how|whether)|^(?:(?:i'm|i am|we're|we are) )?missing (?:the |her |his |an? )?(?=affiliation|motivation|name|surname|university|institute)|^i (?:don't|do not|can't|cannot) (?:know|tell|see|say) (?=what|where|who|which|why|how|whether)/u;

/** "Ask: in Delft or in Leiden? And who supervises you?": the questions that follow belong to it. */
export function joinQuestions(sentences: readonly Sentence[]): Sentence[] {
  const joined: Sentence[] = [];
  let isAsking = false;
  for (const sentence of sentences) {
    const last = joined.at(-1);
    // "Where does she work? Please ask.": the question is the one before.
    if (last?.isQuestion === true && ASK_THAT.test(sentence.folded))
      joined.splice(-1, 1, sentenceOf(`Ask: ${last.text}`, false));
    else if (last !== undefined && UNKNOWN.test(last.folded) && ASK_THAT.test(sentence.folded))
      joined.splice(
        -1,
        1,
        sentenceOf(`Ask: ${last.text.slice(UNKNOWN.exec(last.folded)?.[0].length)}`, false),
      );
    else if (isAsking && sentence.isQuestion && last !== undefined)
      joined.splice(-1, 1, sentenceOf(`${last.text} ${sentence.text}`, false));
    else joined.push(sentence);
    isAsking = (isAsking && sentence.isQuestion) || ASK_LABEL.test(sentence.folded);
  }
  return joined;
}

/** The end of a sentence; a smile or picture is one before a capital. */
const MARKS = /[.!?…]+["')\]]?(?=\s|$)|(?:[:;]-?[)D]|\p{Extended_Pictographic}\uFE0F?)(?=\s+\p{Lu})/gu;

/** At `.`, `!`, `?` and `…` followed by a space, but not after an initial or a common short form. */
function splitBlock(block: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const mark of block.matchAll(MARKS)) {
    const end = mark.index + mark[0].length;
    const before = block.slice(Math.max(0, mark.index - 8), mark.index);
    if (
      mark[0] === '.' &&
      /(?:^|[\s(])(?:\p{Lu}|dr|prof|mr|mrs|ms|st|e\.g|i\.e|bijv|z\.b|ca|nr|no|resp|incl|univ|dept|inst)$/iu.test(
        before,
      ) &&
      (!/(?:^|\s)no$/i.test(before) || /^\s\d/.test(block.slice(end)))
    )
      continue;
    pieces.push(block.slice(from, end));
    from = end;
  }
  pieces.push(block.slice(from));
  return pieces;
}
