/** Institutions in running text: found by their word, grown to the full phrase, judged by what stands around them. */
import { findDense } from './dense.ts';
import { isOrganisation } from './institution-words.ts';
import type { Span } from './names.ts';
import { growAround } from './span.ts';
import { pointsFor } from './standing.ts';
import { tokenize } from './tokens.ts';

/** A phrase that names an institution. `score` ≥ 3: the writer says to be there; below 0: somebody else's, or past. */
export interface Institution extends Span {
  readonly score: number;
}

/** Whether a text names an institution. */

/** All institutions in a text, in order. */
export function findInstitutions(text: string): Institution[] {
  const dense = findDense(text);
  const tokens = tokenize(text);
  const spans: Institution[] = [];
  let done = 0;
  tokens.forEach((token, index) => {
    if (token.kind !== 'key' || token.from < done) return;
    if (dense.some((each) => each.from < token.to && token.from < each.to)) return;
    const span = growAround(tokens, index);
    if (span === null || span.to <= done) return;
    done = span.to;
    const bare = trimEnding(text, trimArticle(text, trimUnit(text, span)));
    const phrase = text.slice(bare.from, bare.to);
    if (/^\p{Ll}+$/u.test(phrase) || GENERIC.test(phrase) || DENSE.test(phrase)) return;
    if (isAnyone(text, bare)) return;
    spans.push(judge(text, bare));
  });
  return [...spans, ...dense.map((span) => judge(text, span))].toSorted((a, b) => a.from - b.from);
}

/** A kind of institution alone names none: "the University", "Research Scientist". */
export const GENERIC =
  /^(?:universi\p{L}+|institu\p{L}+|istituto|college|school|schule|école|escuela|cent(?:re|er|rum|ro)|zentrum|research|onderzoek|lab(?:oratory|oratoire|or)?|team|group|groep|gruppe|department|dept\.?|faculty|fakultät|faculteit|office|hospital|klinik|library|museum|company|firma|bureau|division|section|unit|service|agency|systems|energy|software|analytics|solutions|consulting|programme?|academy|society|foundation|station|hub|chair|gymnasium|lyceum|lycée|studio|lehrstuhl|abteilung|afdeling|krankenhaus|spital|klinikum|universitätsklinik(?:um)?|forschungs(?:zentrum|institut|gruppe|anstalt|labor)|(?:fach)?hochschule|(?:grund|real|gesamt|volkshoch|berufs|mittel|haupt)schule|bibliothek|stadtbibliothek|universitätsbibliothek|archiv|verlag|behörde|ministerium|stadtwerke?|(?:kunden|außen|bereitschafts|öffentlicher )dienst|verband|verbund|bundesamt|landesamt|genossenschaft|ingenieurbüro|planungsbüro|basisschool|middelbare school|ziekenhuis|gemeente|waterschap|universiteit|bibliotheek|onderzoeksinstituut|onderzoeksgroep|archief|ministerie|buitendienst|kundendienst|lycée|hôpital|hospital|ospedale|museo|musée|ministère|ministerio|ministero|société|azienda|empresa|entreprise)$/iu;

const DENSE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}\p{Script=Arabic}]/u;

function judge(text: string, span: Span): Institution {
  const phrase = text.slice(span.from, span.to);
  const base = isOrganisation(phrase) || DENSE.test(phrase) ? 1.5 : 0.5;
  return { ...span, score: base + pointsFor(text, span) };
}

/** "Ege Teknik Üniversitesi'nde", "a hospital's": the ending behind an apostrophe is no part of the name. */
function trimEnding(text: string, span: Span): Span {
  const ending = /['’](?:n?[dt][ea]n?|n?[ıiuü]n|y?[ae]|s)$/u.exec(text.slice(span.from, span.to));
  return ending === null ? span : { from: span.from, to: span.to - ending[0].length };
}

/** "from a hospital in town": behind an indefinite article and without a capital, no name. */
function isAnyone(text: string, span: Span): boolean {
  return (
    !/[\p{Lu}\d]/u.test(text.slice(span.from, span.to)) &&
    /(?<![\p{L}])(?:a|an(?!\s+de[rmn]\s)|een|eine[mnr]?|ein|une?|una?|um|uma|uno|ett)\s+(?:\p{Ll}+\s+){0,2}$/u.test(
      text.slice(Math.max(0, span.from - 40), span.from),
    )
  );
}

/** "all’INFN": an elided article is no part of the name. */
function trimArticle(text: string, span: Span): Span {
  const article = /^(?:d|l|dell|dall|all|nell|sull)['’](?=\p{L})/iu.exec(text.slice(span.from, span.to));
  return article === null ? span : { from: span.from + article[0].length, to: span.to };
}

/** "group at the Umbra Institute": the institute; a unit without a name of its own adds nothing. */
function trimUnit(text: string, span: Span): Span {
  const unit =
    /^(?:group|team|lab|unit|section|division|department|gruppe|groep|équipe|grupo|gruppo|abteilung|afdeling)\s+(?:at|in|of|am|an der|van|bij|de|du|del|della|da)\s+(?:the\s|de\s|het\s|der\s|la\s|l['’])?(?=\p{Lu})/u.exec(
      text.slice(span.from, span.to),
    );
  if (unit === null && /^\p{Ll}+\s\(.+\)$/u.test(text.slice(span.from, span.to)))
    return { from: text.indexOf('(', span.from) + 1, to: span.to - 1 };
  return unit === null ? span : { from: span.from + unit[0].length, to: span.to };
}
