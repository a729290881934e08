/** "Tell her that …", "sag ihm, dass …": words that a host wants the applicant to read. */

const TELL =
  /(?:^|[\s,;:.-])(?:please |pls |and |maar |bitte |merci de )?(?:tell|inform|let|write|explain to|say to|zeg|zeg tegen|laat|meld|schrijf|sag|sagt|teile?|schreib|dis|dites|ecris|ecrivez|expliquez|di|scrivi|rispondi)[ -](?:(?:tegen |a |an )?(?:her|him|them|the applicant|haar|hem|hen|ze|ihr|ihm|ihnen|lui|leur|le|gli|a lei|a lui)|(?:digli|dille|dile))(?: (?:know|maar|even|weten|bitte|mit))*(?: that| dat| dass| che| que|,? dass)?[\s,:]+(.{3,400})$/u;
const TELL_JOINED =
  /(?:^|[\s,;:.-])(?:digli|dille|scrivile|scrivigli)(?: pure| per favore)?(?: che)?[\s,:]+(.{3,400})$/u;

/** "donc restez polis : la liste …", "be nice about it: we are full" */
const POLITELY =
  /\b(?:rest(?:ez|er|e)|soyez|sois|be|stay|blijf|wees|bleibt?|seid|siate|sii|sean?) (?:\w+ )?(?:polis?|gentils?|aimables?|courtois|nice|polite|kind|gentle|friendly|netjes|beleefd|vriendelijk|aardig|hoflich|freundlich|nett|gentil[ei]|cortes[ei]?|amables?)(?: about it| please| though| hoor)? ?: +(.{3,400})$/u;

const EXPLAIN =
  /(?:^|[\s,;:.-])(?:(?:zeg|sagt?|say|dis|dites|schrijf|schreibt?|write|ecris|ecrivez|scrivi|di|meld)(?: maar| gerust| bitte| mal| ruhig| just| please| simplement| pure)*(?:,? (?:that|dat|dass|que|che)| ?:)|leg (?:haar|hem|hen|ze) (?:maar |even |svp |aub )*uit|erklar\w* (?:ihr|ihm|ihnen)(?: bitte)?|expliqu\w*[ -](?:lui|leur)|spiega(?:le|gli|te(?:le|gli))|explic\w*le)(?:,? (?:dat|dass|que|che))?[\s,:]+(.{3,400})$/u;

export const NOT_TO_TELL = /\b(?:don't|do not|dont|not|never|no need|niet|nicht|ne|non)\b/u;

/** What is to be told, as written, and the folded words before the wish; null where there is none. */
export function tellIn(folded: string, text: string): { before: string; text: string } | null {
  const found = TELL.exec(folded) ?? TELL_JOINED.exec(folded) ?? EXPLAIN.exec(folded);
  if (found?.[1] === undefined || LETS_IN.test(found[0])) return null;
  return { before: folded.slice(0, found.index), text: text.slice(folded.length - found[1].length) };
}

/** "Let her in after the talk" tells her nothing. */
const LETS_IN = /^\W*(?:\p{L}+ ){0,2}(?:let|laat) \p{L}+ (?!know\b|(?:\p{L}+ ){0,2}weten\b)/u;

/** How a refusal is to be worded, and behind the colon the words for the applicant. */
export function politelyIn(folded: string, text: string): { before: string; text: string } | null {
  const found = POLITELY.exec(folded);
  if (found?.[1] === undefined) return null;
  return { before: folded.slice(0, found.index), text: text.slice(folded.length - found[1].length) };
}
