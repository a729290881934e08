/** Sentences that stand in an answer for somebody else: for the other host, or only the applicant's name said again. */
import type { AskContext } from './ask.ts';
import { hasAny } from './consume.ts';
import { fold } from './sentences.ts';
import { signIn } from './signs.ts';
import { turns } from './turns.ts';

const ADDRESSED = /^\p{Lu}[\p{L}'-]{1,20}(?: \p{Lu}[\p{L}'-]{1,20})?[,:] +(?=\S)/u;

/** It bears on the request: who is asked may decide otherwise, or the host waits for them. */
const BEARS_ON_IT =
  /\b(?:right|correct|true|klopt|stimmt|vrai|giusto|cierto|is (?:that|this|it|she|he)|yes|no|ok|okay|agree\w*|approve\w*|accept\w*|declin\w*|reject\w*|refus\w*|object\w*|mind|think|opinion|say|view|decid\w*|veto|wait|first|before|unless|if|until|your (?:turn|call|decision|vote)|ask (?:her|him|them)|ja|nee|nein|oui|non|si|eens|einverstanden|d'accord|d'accordo|vind|denk|meinst|findest|penses|pensi|eerst|zuerst|d'abord|prima|tenzij|wenn|als|sauf)\b/u;
/** It speaks of the person, so only in parentheses is it an aside. */
const ABOUT_THEM =
  /\b(?:she|he|they|her|him|them|his|their|this (?:one|person)|applicant|request|candidate|haar|hem|zij|ze|hij|sie|ihn|ihm|ihr|er|elle|il|lui|lei|gli|le|ella|who|wie|wer|qui|chi|quien)\b/u;

/**
 * "(Nour, check with legal about minors on the list, but don't hold it up.)", "Elias, can you book the room?": to the other
 * host, and nothing in it that the verdict hangs on.
 */
export function isForSomebodyElse(
  text: string,
  folded: string,
  context: AskContext,
  isAside: boolean,
): boolean {
  const length = ADDRESSED.exec(text)?.[0].length ?? 0;
  const name = folded.slice(0, length);
  if (length === 0 || isOfName(name, context) || LABEL.test(name) || isWord(name)) return false;
  const said = folded
    .slice(length)
    .replace(
      /\b(?:but )?(?:don't|do not|no need to|needn't) (?:hold (?:it|this|her|him|them) up|wait\b(?: for \w+)?)/gu,
      ' ',
    );
  return (
    !BEARS_ON_IT.test(said) &&
    !turns(folded, 'approve') &&
    signIn(folded) !== 'back' &&
    (isAside || !ABOUT_THEM.test(said))
  );
}

const LABEL =
  /^(?:halt|moment|stopp?|warte|wacht|attends|attendez|aspetta|aspettate|hoewel|obwohl|beziehungsweise|ripensandoci|ripensandola|bon|reason|internal|note|ps|nb|fyi|reden|grund|begrundung|raison|motif|motivo|question|answer|ask|vraag|frage|domanda|because|besides|anyway|however|please|bitte|actually|undo|subject|re)\b/u;

/** "Ja, …", "Accepted, …": no name. */
function isWord(name: string): boolean {
  return (['approve', 'decline', 'fill', 'doubt', 'negative', 'positive'] as const).some((list) =>
    hasAny(name, list),
  );
}

/** "Mirjam Oudekerk? Yes!" */
export function isNameAlone(folded: string, context: AskContext): boolean {
  const bare = folded.replace(/^(?:oh|ah|re|for|voor|fur|pour|per)\b[\s,:]*/u, '');
  return /^[\p{L}\s.'-]{2,60}[\s?!.…:]*$/u.test(bare) && isOfName(bare, context);
}

function isOfName(words: string, { applicant }: AskContext): boolean {
  if (applicant === null) return false;
  const parts = fold(applicant.normalize('NFC')).split(/[^\p{L}]+/u);
  const said = words.split(/[^\p{L}]+/u).filter((word) => word !== '');
  return (
    said.length > 0 && said.every((word) => parts.includes(word) || /^(?:dr|prof|mr|mrs|ms)$/u.test(word))
  );
}
