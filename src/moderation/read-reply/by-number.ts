/** Answers that only number what they decide: "1y 2n", "1+ 2-", "1 yes 2 no" where no digest is known. */

const VERDICT_WORD =
  "(?:yes|yep|ok|okay|approved?|accept(?:ed)?|fine|welcome|ja|akkoord|goed|prima|oui|d'accord|si|va bene|no|nope|declined?|reject(?:ed)?|nee|nein|non|rifiuta)";
const BY_NUMBER = new RegExp(
  `^(?:please )?(?:#?\\d{1,2}(?:\\s*(?:,|and|&|\\+|-|en|und|et|e)\\s*#?\\d{1,2})*\\s*[:=.)-]?\\s*${VERDICT_WORD}|${VERDICT_WORD}\\s*(?:to|for|voor|fur|pour|per|a)?\\s*#?\\d{1,2})(?![\\p{L}\\d])`,
  'u',
);

export function isAnswerByNumber(folded: string): boolean {
  return BY_NUMBER.test(folded) && !/\d{3}/.test(folded);
}

/** "1+ 2- 3+" */
const SIGNED = /^(?:\d{1,2} ?[+-][\s,;]+)+\d{1,2} ?[+-]\s*$/u;

/** Letters and signs behind numbers as words that can be read: "1y" → "1 y", "2-" → "2 no". */
export function spelledOut(text: string): string {
  return text
    .replace(/(?<![\p{L}\d])(\d{1,2})([ynj])(?![\p{L}\d])/giu, '$1 $2')
    .replace(SIGNED, (signs) => signs.replace(/\+/g, ' yes').replace(/-/g, ' no'));
}
