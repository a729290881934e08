/**
 * Why somebody wants to join: of their own sentences those whose role is to give a reason. What only asks, greets or
 * introduces in the same sentence is left out where it can be cut off.
 */
import { type RoleShares, readRoles } from '../roles/role.ts';
import { type Found, found } from './evidence.ts';
import { type Sentence, spanOf } from './prose.ts';

/** A sentence with the share of a reason in it, from 0 to 1, and where in it the reason begins. */
interface Judged {
  readonly sentence: Sentence;
  readonly share: number;
  readonly from: number;
}

/** The best sentence gives a reason from here on; its neighbours, when they more likely do than not. */
const LEAST = 0.2;
const LEAST_BESIDE = 0.6;
const MOST_SENTENCES = 5;

/** Finds the sentences that give a reason; adjacent ones are joined. */
export function findMotivation(sentences: readonly Sentence[]): Found | null {
  const shares = readRoles(sentences.map(({ text }) => text));
  const judged = shares.map((share, index) => judge(sentences[index] as Sentence, share));
  const best = Math.max(0, ...judged.map(({ share }) => share));
  if (best < LEAST) return null;
  const run = runAround(
    judged,
    judged.findIndex(({ share }) => share === best),
  );
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return null;
  const { from } = first;
  const value = textOf(
    run.map(({ sentence }) => sentence),
    from,
  );
  const { start } = spanOf(first.sentence.paragraph, first.sentence.from + from, first.sentence.to);
  const { end } = spanOf(last.sentence.paragraph, last.sentence.from, last.sentence.to);
  return found(value, 'text', start, end, 'reason in prose');
}

/** The sentence at `index` with those before and after it that give reasons too. */
function runAround(judged: readonly Judged[], index: number): Judged[] {
  const isPart = (each: Judged | undefined) => each !== undefined && each.share >= LEAST_BESIDE;
  let [from, to] = [index, index];
  while (isPart(judged[from - 1]) && to - from + 1 < MOST_SENTENCES) from -= 1;
  while (isPart(judged[to + 1]) && to - from + 1 < MOST_SENTENCES) to += 1;
  return judged.slice(from, to + 1);
}

/** Sentences of one paragraph as they stand, of several with a space between; the first without its first `from` characters. */
function textOf(sentences: readonly Sentence[], from: number): string {
  let text = '';
  let before: Sentence | null = null;
  for (const sentence of sentences) {
    const { flat } = sentence.paragraph;
    const isSame = before?.paragraph === sentence.paragraph;
    text += before === null ? '' : isSame ? flat.slice(before.to, sentence.from) : ' ';
    text += before === null ? sentence.text.slice(from) : sentence.text;
    before = sentence;
  }
  return text.trim();
}

/** Where clauses may begin: after a stop inside the sentence, at a conjunction of reason. */
const CLAUSE =
  /[,;:–—，；：]\s+|\s--?\s+|[，；：、]|\s+(?=(?:because|since|as|so|to|in order to|omdat|want|aangezien|om|weil|da|denn|um|parce|car|pour|afin|puisque|porque|ya que|para|perché|poiché|per|pois|ponieważ|bo|protože|eftersom|fordi|koska|потому|чтобы|γιατί|çünkü)\s)/giu;

/** Clauses of one sentence beyond which none is looked at. */
const MAX_CLAUSES = 12;

/** The reason may begin with the sentence, or with the last clause before which none is given. */
function judge(sentence: Sentence, shares: RoleShares): Judged {
  const announced = ANNOUNCES.exec(sentence.text)?.[0].length ?? 0;
  const whole = { sentence, share: Math.max(shares.reason, announced > 0 ? 1 : 0), from: announced };
  if (announced > 0 || Math.max(shares.ask, shares.introduction, shares.greeting, shares.source) < 0.2)
    return whole;
  return clausesOf(sentence)
    .map((from): Judged => {
      const [lead, rest] = readRoles([sentence.text.slice(0, from), sentence.text.slice(from)]);
      const isApart = lead !== undefined && rest !== undefined && lead.reason < 0.25 && rest.reason > 0.6;
      return { sentence, share: isApart ? rest.reason : 0, from };
    })
    .reduce((best, each) => (each.share > 0 ? each : best), whole);
}

function clausesOf({ text }: Sentence): number[] {
  return [...text.slice(0, 600).matchAll(CLAUSE)]
    .map((match) => match.index + match[0].length)
    .filter((at) => at >= 8 && text.length - at >= 20)
    .slice(0, MAX_CLAUSES);
}

/** "PS why: …", "Il motivo: …", "The reason for my request is that …": words that announce a reason and are no part of it. */
const ANNOUNCES =
  /^(?:p\.?\s?s\.?[:,]?\s+)?(?:(?:the|my|our|de|mijn|der|mein|la|ma|el|mi|il|mio|o|meu)\s+){0,2}(?:(?:why|waarom|warum|pourquoi|por qué|perché|porquê|reason|motivation|motive|reden|motivatie|grund|raison|motivo|razón|motivación|ragione|razão|motivação)(?:\s+why)?\s*[:：–—]\s+|(?:reason|motivation|reden|motivatie|grund|raison|motivo|razón|ragione|razão)(?![\p{L}])[^.?!;:,]{0,40}?\s(?:is|ist|est|es|è|é),?\s+(?:(?:that|dat|dass|que|che|because)\s+|qu['’]))/iu;
