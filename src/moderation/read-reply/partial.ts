/** Answers to a digest that leave part of it as it is: "only 2", "1 should have been no, the rest was right". */
import type { ItemDecision } from './decision.ts';
import { type DigestItem, refsAt } from './refs.ts';
import { fold } from './sentences.ts';

const ONLY =
  /^(?:please )?(?:only|just|alleen|enkel|nur|bloss|seulement|uniquement|solo|soltanto) (?:(?:yes|ok|ja|oui|si) (?:to |for |a |pour |fur |voor )?)?/u;

/** "Only 2.": that one is welcome; what becomes of the others is not said. */
export function onlyThese(text: string, items: readonly DigestItem[]): ItemDecision[] | null {
  const folded = fold(text).replace(/\s*\([^()]*\)\s*$/u, '');
  const length = ONLY.exec(folded)?.[0].length ?? 0;
  const refs = length === 0 || items.length === 0 ? null : refsAt(folded, length, items);
  const tail = refs?.kind === 'listed' ? folded.slice(refs.end) : '?';
  const isAll = NOT_THE_OTHERS.test(tail);
  if (refs === null || !(isAll || /^(?:,? (?:please|pls|aub|bitte|svp|graag|thanks))?[\s.!]*$/u.test(tail)))
    return null;
  const known = items.map((item) => item.number);
  if (refs.numbers.some((number) => !known.includes(number))) return null;
  return known
    .filter((item) => isAll || refs.numbers.includes(item))
    .map((item) => {
      const verdict = refs.numbers.includes(item) ? 'approve' : 'decline';
      return { item, verdict, reason: null, question: null };
    });
}

/** "Yes / no / yes": one word for each item, in their order; two words alone may be a second thought. */
export function inOrder(text: string, items: readonly DigestItem[]): ItemDecision[] | null {
  const bare = fold(text).replace(
    /\s*\(?(?:in that order|in this order|respectively|in die volgorde|in dieser reihenfolge|dans cet ordre|in quest'ordine)\)?/u,
    ' ',
  );
  const words = bare.split(/[\s,;/|.!-]+|(?:^| )(?:and|en|und|et|e)(?= )/u).filter((word) => word !== '');
  if (!/\/|order|volgorde|reihenfolge|ordre|ordine/iu.test(text)) return null;
  if (items.length < 3 || words.length !== items.length) return null;
  const said = words.map((word) => (YES.test(word) ? 'approve' : NO.test(word) ? 'decline' : null));
  if (said.includes(null)) return null;
  return items.map(({ number }, index) => ({
    item: number,
    verdict: said[index] ?? 'unclear',
    reason: null,
    question: null,
  }));
}

const YES = /^(?:y|yes|yep|ok|j|ja|oui|si|sim)$/u;
const NO = /^(?:n|no|nope|nee|nein|non|nao|nej)$/u;

const NOT_THE_OTHERS =
  /^(?: please)?,? (?:and |en |und |et |e )?(?:the |de |die |les |gli |le )?(?:others?|rest|anderen?|andere|autres|altri|altre)(?: are| is)? (?:a )?(?:no|not|out|nee|niet|nein|nicht|non|pas)(?: thanks?| please)?[\s.!]*$|^(?: please)?,? (?:and |en |und |et |e )?(?:not|niet|nicht|pas|non|no to) (?:the |de |die |les |gli |le )?(?:others?|other (?:one|two|three)|rest|anderen?|andere|autres|altri|altre)[\s.!]*$/u;

/** "Correction: number 1 should have been no, the rest was right": the others stay as they are. */
export function withoutUnchanged(text: string): string {
  const start = CORRECTION.exec(fold(text))?.[0].length ?? 0;
  const said = text.slice(start);
  const found = UNCHANGED.exec(fold(said));
  return found === null ? said : said.slice(0, found.index) + said.slice(found.index + found[0].length);
}

const CORRECTION =
  /^(?:(?:small |kleine |petite |piccola )?(?:correction|correctie|korrektur|rectification|correzione|rettifica|correccion|erratum|update)|oops|oeps|ups|oups|ops|sorry)[\s:,.!-]+/u;

const UNCHANGED =
  /[\s,;.]*(?:\band |\ben |\bund |\bet |\be )?(?:the (?:rest|others?|other ones)|(?:de|die) (?:rest|anderen?|andere|ubrigen)|der rest|le reste|les autres|il resto|gli altri|el resto) (?:was|were|is|are|stays?|remains?|stands?|klopt|klopte|klopten|blijft|blijven|was|waren|bleibt|bleiben|stimmt|stimmte|stimmten|etait|etaient|reste|restent|era|erano|resta|restano) ?(?:all )?(?:right|correct|ok as is|unchanged|the same|goed|zo|juist|richtig|so|gleich|bon|bons|corrects?|juste|inchanges?|inchangee?s?|giusto|giusti|corretti|uguali|as (?:it|they) (?:is|are|was|were))?(?=[\s.!,]*$)/u;
