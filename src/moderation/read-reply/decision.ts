/**
 * Reads a host's natural answer to a decision mail. Deciding wrongly is worse than asking back: a verdict is given only when
 * every sentence agrees with it or says nothing about it; everything else is `unclear`. Pure, linear, nothing is sent on
 * that the host did not clearly mean for the applicant.
 */
import { type Act, isRhetorical, readAct } from './acts.ts';
import { applicantAsHer } from './ask.ts';
import { isBesideThePoint } from './beside.ts';
import { areAnswers, type Block } from './between.ts';
import { hasAny } from './consume.ts';
import { isElsewhere, isToDesk } from './contradicts.ts';
import { readItems } from './items.ts';
import { type HostLanguage, languageOf } from './language.ts';
import { anywayLength, greetingLength, prefaceLength } from './preface.ts';
import type { DigestItem } from './refs.ts';
import { fold, joinQuestions, plainPunctuation, type Sentence, splitSentences } from './sentences.ts';
import { signIn } from './signs.ts';
import { seriousLength } from './slips.ts';
import { reverses } from './turns.ts';
import { isFullVerdict } from './verdict.ts';
import { weigh } from './weigh.ts';

export type Verdict = 'approve' | 'decline' | 'ask' | 'undo' | 'unclear' | 'none';

/** The answer for one numbered request of a digest. */
export interface ItemDecision {
  readonly item: number;
  readonly verdict: Exclude<Verdict, 'undo' | 'none'>;
  readonly reason: string | null;
  readonly question: string | null;
}

/** What is said about one request. */
export type OneDecision = Pick<HostDecision, 'verdict' | 'reason' | 'question'>;

export interface HostDecision {
  readonly verdict: Verdict;
  /** With `decline`: what the applicant may be told, as written, or null. */
  readonly reason: string | null;
  /** With `ask`: what the applicant is to be asked, as written. */
  readonly question: string | null;
  /** For digests: one entry per item named; the verdict above is then theirs if they all agree, else `none`: no one verdict for all. */
  readonly perItem: readonly ItemDecision[] | null;
  readonly language: HostLanguage;
}

export interface DecisionContext {
  /** The applicant's name as the decision mail gave it. */
  readonly applicant?: string | null;
  /** A digest's items; empty for a mail about one request. */
  readonly items?: readonly DigestItem[];
  /** What the host wrote between the quoted items of a digest. */
  readonly between?: readonly Block[];
}

const MAX_TEXT = 6000;

/** @param written the host's own words: no quoted text, no signature; the first 6000 characters are read */
export function readDecision(written: string, context: DecisionContext = {}): HostDecision {
  const text = written.slice(0, MAX_TEXT);
  const language = languageOf(fold(text));
  const none = { reason: null, question: null, perItem: null, language };
  if (text.trim() === '') return { verdict: 'none', ...none };
  const items = context.items ?? [];
  const perItem = readBetween(context.between ?? [], items) ?? readItems(text, items, readOne);
  const isReversed = reverses(fold(text));
  if (perItem === 'unclear' || (perItem !== null && isReversed)) return { verdict: 'unclear', ...none };
  if (perItem !== null) return { ...none, verdict: commonVerdict(perItem), perItem };
  const decision = { ...none, ...readOne(text, context.applicant ?? null) };
  const isVerdict = decision.verdict === 'approve' || decision.verdict === 'decline';
  // A bare "yes" under several requests names none of them.
  const namesNone = items.length > 1 && decision.verdict !== 'none';
  return namesNone || (isVerdict && isReversed) ? { verdict: 'unclear', ...none } : decision;
}

/** Null where the host did not answer between the items. */
function readBetween(blocks: readonly Block[], items: readonly DigestItem[]): ItemDecision[] | null {
  if (items.length < 2 || !areAnswers(blocks, (text) => readOne(text, null).verdict === 'none')) return null;
  const found = blocks.flatMap(({ item, text }): ItemDecision[] => {
    const known = items.find((each) => each.number === item);
    if (known === undefined) return [];
    const { verdict, reason, question } = readOne(text, known.name);
    const isClear = verdict === 'approve' || verdict === 'decline' || verdict === 'ask';
    return [{ item: known.number, verdict: isClear ? verdict : 'unclear', reason, question }];
  });
  const isOnce = new Set(found.map((one) => one.item)).size === found.length;
  return isOnce && found.some((one) => one.verdict !== 'unclear') ? found : null;
}

/** The whole answer in one letter: yes, ja, no/nee/nein. */
const LETTERS: Readonly<Record<string, 'approve' | 'decline'>> = {
  y: 'approve',
  j: 'approve',
  n: 'decline',
};

/** What is said about one request. */
function readOne(written: string, applicant: string | null): OneDecision {
  const text = plainPunctuation(written);
  const letter =
    LETTERS[
      text
        .trim()
        .replace(/[.,;!]$/, '')
        .toLowerCase()
    ];
  if (letter !== undefined) return { verdict: letter, reason: null, question: null };
  const sentences = joinQuestions(splitSentences(text));
  let acts: Act[] = [];
  for (const [index, sentence] of sentences.entries()) {
    const joke = seriousLength(sentence.folded);
    // "Only if she brings cake. Seriously: yes": what stands before was the joke.
    if (joke > 0) acts = [];
    const anyway = anywayLength(sentence.folded);
    const isFirst = index === 0;
    const start =
      joke ||
      anyway ||
      (isFirst ? greetingLength(sentence.folded, applicant) : 0) ||
      prefaceLength(applicantAsHer(sentence.folded, applicant), isFirst);
    const rest = { ...sentence, text: sentence.text.slice(start), folded: sentence.folded.slice(start) };
    if (rest.text.trim() === '') {
      if (acts.length > 0 && PONDERS.test(sentence.folded)) acts.push({ kind: 'doubt' });
      continue;
    }
    const act = aboutElse(afterVerdict(readAct(rest, { applicant }), rest, acts), rest, acts);
    acts.push(marked(act, sentence, anyway > 0));
  }
  return weigh(acts);
}

/** "Could the reminder go out a day earlier?": a wish to somebody about something else. */
function isAsideQuestion(folded: string, isFull: boolean): boolean {
  if (isToDesk(folded)) return true;
  if (isBesideThePoint(folded)) return !POINTS.test(folded);
  const words = folded.match(/\p{L}+/gu) ?? [];
  const isOfItsOwn = isFull && words.length > 3 && !GOES_ON.test(folded);
  return (WISHES.test(folded) || isOfItsOwn) && !MAY_BEAR.test(folded) && signIn(folded) === null;
}

/** "Or am I too soft?" */
const GOES_ON = /^\W*(?:or|but|of|maar|oder|aber|ou|mais|o|oppure|ma)(?!\p{L})/u;
/** "Is this about the room?" */
const POINTS = /\b(?:is|was|isn't|are|ist|est|e)\s+(?:this|that|it|dit|dat|das|ca|cela|questo)\b|\bc'est\b/u;
const WISHES =
  /\b(?:(?:could|can|would|will) (?:you|we|someone|somebody|anyone|the)|kan iemand|kun(?:nen|t)? (?:je|jij|jullie|u|we)|kannst du|konnt ihr|konnten (?:wir|sie)|kann jemand|peux-tu|pouvez-vous|quelqu'un peut|on peut|puoi|potete|qualcuno puo)\b/u;
const MAY_BEAR =
  /\b(?:not|\p{L}+n't|rule\w*|polic\w*|compan\w*|vendors?|students?|members?|committee|board|sure|right|really|serious\w*|ok|okay|affiliation|universit\w*|spam|real|he|niet|nicht|kein\w*|pas|non|geen|she|he|they|her|him|them|his|their|this|that|it|one|request|applic\w+|approv\w*|accept\w*|declin\w*|admit\w*|add|join\w*|list|yes|no|agree\w*|think|say|ask\w*|check\w*|confirm\w*|verify|wait|hold|tell|look|find|decid\w*|read|know|undo|vote\w*|answer\w*|reply|zij|ze|hij|haar|hem|dit|dat|die|het|vrag\w*|kijk\w*|besliss?\w*|zeggen|wachten|sie|er|ihn|ihm|das|dies\w*|frag\w*|schau\w*|entscheid\w*|sagen|warten|elle|il|lui|leur|ca|cela|le|la|verifi\w*|demand\w*|voir|decider|dire|attendre|lei|gli|lo|questo|chied\w*|veder\w*|decid\w*|aspett\w*)\b/u;

/** "And no, I am not coming to the retreat": an answer to something else, which a full verdict beside it leaves alone. */
function aboutElse(act: Act, { text, folded }: Sentence, acts: readonly Act[]): Act {
  if (act.kind === 'doubt' && acts.some(({ kind }) => kind === 'decline') && isElsewhere(folded))
    return { kind: 'remark', text };
  if (act.kind !== 'doubt' || signIn(folded) !== null) return act;
  if (acts.some((one) => isFullVerdict(one))) return ALSO_NO.test(folded) ? { kind: 'courtesy' } : act;
  return OTHER_NO.test(folded) ? { kind: 'receipt' } : act;
}

const ALSO_NO =
  /^\W*(?:and|en|und|et|e|y) (?:no|nee|nein|non)(?: \p{L}{2,15})?,? (?:(?:i|we)(?: am| are|'m| was| will| won't| have| haven't| did| didn't| don't| do| can't)|ik|we|ich|wir|je|nous|io|noi|non)(?!\p{L})/u;
const OTHER_NO =
  /^\W*(?:(?:and|en|und|et|e|y) )?(?:no|nee|nein|non),? (?:i|we|the|ik|wij|we|de|het|ich|wir|der|die|das|je|nous|le|la|les|io|il)(?: \p{L}+'?\p{L}*){3}/u;

/** "Hmm." as the last word. */
const PONDERS = /^\W*(?:hm+|h+m+|uh+m?|erm|euh|tja|mah|boh|bof|meh)\W*$/u;

function marked(act: Act, { isAside, folded }: Sentence, isAnyway: boolean): Act {
  if (act.kind === 'remark') return { ...act, isAside };
  if (act.kind === 'question')
    return { ...act, isOfVerdict: hasAny(folded, 'approve') || hasAny(folded, 'decline') };
  if (act.kind !== 'approve' && act.kind !== 'decline') return act;
  const isSaid = !act.isBare || CONCLUSION.test(folded);
  const isFull = isSaid && !TENTATIVE.test(folded) && !NO_AND_MORE.test(folded) && !isRhetorical(folded);
  return { ...act, isAnyway, isFull, isWord: /^\P{L}*\p{L}+\P{L}*$/u.test(folded) };
}

/** "So yes." */
const CONCLUSION =
  /^\W*(?:and |but )?(?:so|hence|therefore|thus|still|even so|all the same|anyway|in any case|dus|toch|daarom|also|daher|deshalb|darum|trotzdem|donc|bref|quindi|dunque|percio|insomma)(?!\p{L})/u;
/** "No, they don't sleep": who knows what that answers. */
const NO_AND_MORE = /^\W*(?:no|nope|nee|neen|nein|non)(?!\p{L})\W+\p{L}/u;
/** "Then yes", "I would say yes": it hangs on what stands before. */
const TENTATIVE =
  /^\W*(?:and |but |en |und |et |e )?(?:then|if so|if not|otherwise|in that case|dan|zo (?:niet|ja|nee)|anders|in dat geval|dann|sonst|wenn (?:ja|nein|nicht)|in dem fall|alors|sinon|si oui|si non|dans ce cas|allora|altrimenti|se (?:si|no)|in tal caso)(?!\p{L})|\b(?:would|wouldn't|'d|zou|wurde|wurden|dirais|voterais|serais|direi|voterei|sarei)(?!\p{L})/u;

/** "Approve. Is the projector back?": a question beside the point, once the verdict is out. Before it, the yes answers it. */
function afterVerdict(act: Act, sentence: Sentence, acts: readonly Act[]): Act {
  const decided = acts.filter((one) => one.kind === 'approve' || one.kind === 'decline');
  return (act.kind === 'doubt' || act.kind === 'question') &&
    sentence.isQuestion &&
    decided.length > 0 &&
    isAsideQuestion(
      sentence.folded,
      decided.every((one) => one.isFull === true),
    )
    ? { kind: 'courtesy' }
    : act;
}

function commonVerdict(items: readonly ItemDecision[]): Verdict {
  const first = items[0]?.verdict ?? 'none';
  return items.every((item) => item.verdict === first) ? first : 'none';
}
