/**
 * Employers without an institution's word: a proper noun where people say where they work. A preposition of its own place ("bij", "chez",
 * "hos") needs a post or a verb of work before it; one that cities share ("in", "i", "em") needs an acronym besides.
 */
import { GENERIC, type Institution } from './institutions.ts';
import { pointsFor } from './standing.ts';
import { ROLE, TITLE } from './words.ts';

const WORK =
  '(?:work(?:ing)?|employed|teach|lecture|study|studying|enrolled|phd|masters?|internship|geef les|doceer|studeer|promoveer|promotie|stage|unterrichte|studiere|promoviere|promotion|enseigne|étudie|doctorat|thèse|enseño|estudio|doctorado|máster|insegno|studio|dottorato|laurea|leciono|estudo|faço|doutoramento|doutorado|mestrado|doktorat|studiuję|studuji|pluggar|studerar|läser|studerer|opiskelen|учусь|zit|sta|sidder|sitter|sitze|based|contract(?:ing|or)?|werk(?:en|zaam)?|aangesteld|verbonden|arbeiten?|tätig|angestellt|beschäftigt|travaill(?:e|ons)|boss(?:e|ons)|employée?|trabaj(?:o|amos)|trabajando|lavor(?:o|iamo)|lavorando|impiegat[oa]|trabalh(?:o|amos)|pracuj(?:ę|emy)|zatrudnion[ya]|pracuji|jobbar|arbetar|anställd|jobber|arbeider|arbejder|ansat|ansatt|työskentelen|работаю|εργάζομαι|çalışıyorum)';
const SELF =
  "(?:I(?:['’]m| am)|am|ik ben|ich bin|je suis|soy|estoy|sono|sou|estou|jestem|jsem|jag är|jeg er|here|hier)";
const FIRST =
  '(?:I|we|ik|wij|we|ich|wir|je|nous|on|my|our|mijn|ons|onze|mein\\p{L}*|unser\\p{L}*|notre|mon|jag|vi|jeg)';

/** A preposition of houses, before which people say where they work: any proper noun may follow. */
const HOUSE =
  "at|with|bij|bij de|bij het|aan|aan de|aan het|bei|bei der|bei dem|beim|an der|chez|presso|hos|ved|vid|på|u|op het|à la|à l['’]|au|na|no|nella|nel|nell['’]|al|alla|all['’]|en el|en la|pela|pelo";
/** A preposition with an article, which a city has none of: any proper noun, behind a post or a verb of work. */
const ARTICLED =
  "of the|in the|for the|from the|van de|van het|voor de|voor het|in het|op de|da|do|das|dos|del|de la|de l['’]|du|des|della|dell['’]|dello|dei|degli";
const FOR = '(?:for|voor|für|pour|para|per|för|for|dla|pro|для|of|van)';
/** Prepositions that cities share, and the German ones, behind which any noun has its capital. */
const SHARED =
  "(?:in|en|em|i|på|w|we|v|ve|im|am|an|à|a|op|στο|στην|στη|в|from|von|vom|van|aus|uit|de|da|di|d['’]|från|fra|z|ze|из|der|des)";
const THE =
  "(?:(?:the|de|het|der|dem|den|die|das|la|le|les|el|il|lo|o|a|una?|een|einem?|einer)\\s+|[ld]['’])?";
const LINK = new RegExp(
  `(?<![\\p{L}'’-])(?:(${HOUSE})|(${ARTICLED})|(${FOR})|${SHARED})(?:\\s+|(?<=['’]))${THE}(?=[\\p{Lu}\\d]|\\p{Ll}{1,2}\\p{Lu})`,
  'gu',
);
/** What a clause says before the preposition, nearest first: a verb of work, a post, the first person. */
const TIES = {
  work: new RegExp(`(?<![\\p{L}])(?:${WORK}|${SELF})(?![\\p{L}])[^.?!;:]{0,45}$`, 'iu'),
  first: new RegExp(`(?<![\\p{L}])${FIRST}(?![\\p{L}])[^.?!;:]{0,70}$`, 'iu'),
};

/** Words that name the tie to an employer together with their preposition. */
const TIED =
  /(?<![\p{L}])(?:affiliated (?:with|to)|employed by|contracted by|seconded to|verbonden aan|in dienst (?:bij|van)|rattachée? (?:à|au)|affiliée? (?:à|au)|salariée? (?:de|chez)|adscrit[oa] a|vinculad[oa] a|afiliad[oa] a|ligad[oa] (?:a|ao|à)|affiliat[oa] a|dipendente (?:di|della)|funcionári[oa] d[aoe]|knuten till|anställd (?:på|av|vid)|tilknyttet|ansat (?:i|hos|ved)|ansatt (?:i|hos|ved)|angestellt bei|zatrudnion[ya] w|pracownik\p{L}*|zaměstnan\p{L}* v)\s+(?:the\s+|de\s+|het\s+|la\s+|el\s+|der\s+)?/giu;

/** "(until July AWI, from January GEOMAR)": a place beside the time one is there. */
const MOVING =
  /(?<![\p{L}])(?:until|till|from|since|as of|starting|bis|ab|seit|tot|vanaf|sinds|per|jusqu['’](?:en|à)|depuis|à partir d(?:e |['’])|desde|hasta|fino a|da|até|a partir de|od|do|från|fra)\s+(?:(?:end of|ende|eind|fin|early|anfang|begin|début|next|nächste[nms]?|last)\s+)?(?:january|february|march|april|may|june|july|august|september|october|november|december|januar[iy]?|februar[iy]?|märz|maart|mei|mai|juni|juli|augustus|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|octobre|novembre|décembre|enero|julio|agosto|septiembre|octubre|gennaio|luglio|settembre|ottobre|janeiro|julho|setembro|outubro|summer|autumn|spring|year|week|month|(?:19|20)\d\d)(?:\s+(?:19|20)\d\d)?,?\s+(?:(?:dann|then|at|with|bei|am|an der|aan|bij|chez|à|au|en|a|presso|na|no|i|hos|at the|ben ik|bin ich|I(?:['’]m| am| will be|['’]ll be))\s+){0,3}/giu;
/** "my graduation project (HvA, computer science)": an acronym in brackets behind a study. */
const BRACKETED =
  /(?<![\p{L}])(?:\p{L}*student\p{L}*|bachelor\p{L}*|master\p{L}*|phd|thesis|project|afstudeer\p{L}*|scriptie|stage|studi\p{L}*|doctora\p{L}*|promotie\p{L}*|thèse|tesis|tesi|tese|lab|group|groep|gruppe|équipe)(?![\p{L}])[^.?!;()]{0,40}\(\s*(?:the |de |l['’])?/giu;
/** "werken bij imec", "I work at arm": a name that its owner writes in lower case, right behind the verb. */
const SMALL =
  /(?<![\p{L}])(?:work|working|employed|werk(?:en)?|werkzaam|arbeiten?|travaill(?:e|ons)|bosse|jobbar|jobber|onderzoek)\s+(?:[\p{Ll}]+\s)?(?:at|bij|bei|chez|hos)\s+(?!(?:an?|the|my|our|your|this|that|all|home|least|once|last|night|times|present|different|several|various|one|two|een|de|het|mijn|ons|onze|jullie|thuis|meerdere|der|dem|den|einem|einer|meinem|uns|euch|vous|nous|moi|une?|un|en|ett|et|school|university|uni)\b)(?=(\p{Ll}[\p{Ll}\d]{2,15})(?![\p{L}]))/gu;

/** "a coffee exporter, Nile Highland Beans", "een start-up genaamd Fermentum": the kind of employer, then its name. */
const SORT =
  /(?<![\p{L}])(?:at|for|with|of|run|own|founded|bij|voor|bei|für|chez|pour|dans|para|en|per|in|na|hos|på|w)\s+(?:an?|een|ein(?:e[mnr]?)?|une?|una?|um|uma|en|ett|et|my own|mijn eigen|meiner eigenen)\s+(?:[\p{Ll}-]+\s+){0,4}[\p{L}-]+\s*(?:[,:(]\s*|(?:called|named|genaamd|namens|namen|mit namen|appelée?|nommée?|llamad[oa]|chiamat[oa]|chamad[oa]|kallad|kaldet)\s+)(?=\p{Lu})/gu;

/** Kinds of house that people name without their own name: "a practice", "de brouwerij". */
const HOUSES =
  "practi[cs]e|firm|company|business|brewery|bakery|farm|vineyard|winery|dairy|shop|school|clinic|hospital|museum|institute|lab(?:oratory)?|studio|agency|start-?up|spin-?off|foundation|charity|ngo|co-?op(?:erative)?|newspaper|magazine|publisher|praktijk|\\p{L}*bureau|bedrijf(?:je)?|brouwerij|boerderij|winkel|kwekerij|\\p{L}*school|kliniek|ziekenhuis|stichting|vereniging|bureau|krant|praxis|firma|betrieb|brauerei|schule|gymnasium|verein|büro|labor|klinik|zeitung|cabinet|entreprise|société|pme|école|lycée|collège|association|atelier|bureau d['’]études|laboratoire|journal|empresa|clínica|bodega|cooperativa|escuela|instituto|asociación|consultora|periódico|azienda|ditta|scuola|associazione|casa editrice|quinta|escola|associação|företag(?:et)?|firmaet|firma|skolan?|skole[nr]?";
/** "a practice with two colleagues, De Wilgenhof", "a brewery (De Drie Linden)": a kind of house, then its name beside it. */
const APPOSED = new RegExp(
  `(?<![\\p{L}])(?:${HOUSES})(?:\\s+\\p{Ll}[\\p{L}'’]*){0,4}\\s*(?:[,(:]|\\s[–—-])\\s*(?:the\\s+|\\p{Ll}{2,4}\\s+)?(?=\\p{Lu})`,
  'gu',
);

/** "We run the Open Climate Workshop": what one leads. */
const RUNS =
  /(?<![\p{L}])(?:(?:I|[Ww]e) (?:(?:co-)?(?:run|lead|manage|own|edit|chair|represent|direct|founded))|(?:[Ii]k|[Ww]ij|[Ww]e) (?:run|runnen|leid|leiden|bestuur|besturen)|(?:[Ii]ch|[Ww]ir) (?:leiten?|betreiben?|führen?)|[Jj]e (?:dirige|gère)|[Nn]ous (?:dirigeons|gérons)|dirijo|llevamos|gestisco|gestiamo|dirigo)\s+(?:the\s+|de\s+|het\s+|das\s+|die\s+|den\s+|la\s+|le\s+|el\s+|il\s+|l['’])?(?=\p{Lu}\S+\s+\p{Lu})/gu;
/** "I sit on the data committee of the Polar Fisheries Cooperative": a body of it, in a clause about oneself. */
const BODY_OF =
  /(?<![\p{L}])(?:I|[Ww]e|[Mm]y|[Oo]ur)(?![\p{L}])[^.?!;]{0,60}?(?<![\p{L}])(?:committee|board|staff|crew|section|branch|department|division|unit|team|group|office|desk|laboratory|lab|workshop|archives?|faculty)\s+(?:of|at)\s+(?:the\s+)?(?=\p{Lu}\S+\s+\p{Lu})/gu;

/** Cues with the kind of what may follow: `any` proper noun, or only a `short` one, an acronym or a name with its legal form. */
const CUES: readonly (readonly [RegExp, 'any' | 'short'])[] = [
  [TIED, 'any'],
  [MOVING, 'any'],
  [SORT, 'any'],
  [APPOSED, 'any'],
  [RUNS, 'any'],
  [BODY_OF, 'any'],
  [BRACKETED, 'short'],
  [
    /(?<![\p{L}])(?:joined|moved (?:on )?to|switched to|founder of|co-founder of|founded|owner of|director of|head of|ceo of|cto of|president of|partner at|editor (?:of|at)|editor-in-chief of|oprichter van|eigenaar van|directeur van|medewerker van|gründer(?:in)? (?:von|der|des)|leiter(?:in)? (?:von|der|des)|geschäftsführer(?:in)? (?:von|der|des)|inhaber(?:in)? (?:von|der|des)|fondat(?:eur|rice) d['’e]\s?|direct(?:eur|rice) d['’e]\s?|gérante? d['’e]\s?|rejoint|fundador[a]? de|directora? de|fondat(?:ore|rice) di|titolare di|sócio da)\s+(?:the\s+|de\s+|la\s+)?/giu,
    'any',
  ],
];

/** "both of us (Rijkswaterstaat, datalab)", "Can I (3rd year BSc physics, Radboud) …": where one is, in brackets behind the pronoun. */
const ASIDE =
  /(?<![\p{L}])(?:I|me|we|us|myself|ik|mij|wij|we|ons|ich|mich|wir|uns|moi|nous|je|yo|nosotr[oa]s|io|noi|eu|nós|jag|vi|oss|jeg|meg|mig)\s*\(([^()]{2,90})\)/gu;

/** The part of such a bracket from the first proper noun on that is no post. */
function placeInAside(inside: string, at: number): Institution | null {
  let from = 0;
  for (const part of inside.split(/(,\s+)/)) {
    if (
      /^\p{Lu}/u.test(part) &&
      !ROLE.test(` ${part} `) &&
      !NO_EMPLOYER.test(part) &&
      !/^\p{Lu}\S+ \p{Lu}\.? ?\p{Lu}?\S*$/u.test(inside)
    )
      return { from: at + from, to: at + inside.length, score: 3 };
    from += part.length;
  }
  return null;
}

/** Turkish says it behind the name: "Hacettepe'de doktora yapıyorum". */
const LOCATIVE =
  /(?<=^|[\s,(])\p{Lu}[\p{L}]+(?:\s\p{Lu}[\p{L}]+){0,3}(?=['’]n?[dt][ea]\s[^.?!]{0,70}(?:yorum|yoruz|yim|yım|misiyim|sıyım|görev|doktora|lisans))/gu;

const WORD = "[\\p{L}\\p{M}\\p{N}'’&\\-/+]+(?:\\.\\p{L}[\\p{L}\\p{N}]*)*";
const PROPER = new RegExp(
  `^(?:[\\p{Lu}\\d]${WORD}|\\p{Lu}{2,})(?:\\s+(?:(?:of|for|and|&|van|de|für|di|do|da|e|y|et|und|en)\\s+)?[\\p{Lu}&]${WORD}){0,5}`,
  'u',
);
/** An acronym, a name in mixed case, or one that ends in a legal form. */
const SHORT =
  /^(?:\p{Lu}{2,}[\p{Lu}\d/-]*|\p{Lu}\p{Ll}?\p{Lu}[\p{L}/]*|TU\/e)(?:\s+(?:(?:de|di|of|van|der)\s+)?\p{Lu}[\p{L}-]+){0,2}$|\s(?:AS|AB|ASA|ApS|A\/S|Oy|SA|S\.A\.|SpA|Srl|BV|NV|Ltd|Inc|GmbH|AG)$/u;
const NO_EMPLOYER =
  /^(?:I|My|We|The|This|You|Your|AI|ML|NLP|LLMs?|GNNs?|PINNs?|CFD|DFT|HPC|GPUs?|R&D|IT|HR|MRI|EEG|Prof|Dr|Mr|Ms|Mrs|Frau|Herrn?|Monday|Tuesday|Wednesday|Thursday|Friday|Home|January|February|March|April|May|June|July|August|September|October|November|December|AI4Science|Ph\.?D|MSc|BSc|Master|Bachelor|Machine|Deep|Bayesian|Python|PyTorch|Physics|Physik|Chemistry|Chemie|Biology|Biologie|Informatik|Computer|Computational|Data|Science|Mathematics|Wiskunde|Natuurkunde|Europe|Germany|France|Spain|Italy|Netherlands|Amsterdam|London|Paris|Berlin|Zoom|Teams|YouTube|LinkedIn)(?![\p{L}])/u;

/** The employer a text names best, or null. */
export function findEmployer(text: string): Institution | null {
  let best: Institution | null = null;
  for (const candidate of findEmployers(text))
    if (best === null || candidate.score > best.score) best = candidate;
  return best;
}

/** All employers a text names, in no order. */
export function findEmployers(text: string): Institution[] {
  if (/\p{Lu}/u.test(text)) return candidates(text);
  const lower = findLowerCase(text);
  return lower === null ? [] : [lower];
}

function candidates(text: string): Institution[] {
  const found: Institution[] = [];
  const offer = (at: number, isShort: boolean) => {
    const place = properAt(text, at, isShort);
    if (place !== null && !found.some((each) => each.from === place.from)) found.push(place);
  };
  for (const [cue, kind] of CUES)
    for (const match of text.matchAll(cue)) {
      // "seit 1961 Sonnenflecken": a year alone makes no place of what follows.
      const isBare =
        cue === MOVING &&
        /(?:\d|[^\p{L}]\p{L}{3,},?)\s+$/u.test(match[0]) &&
        !/(?:dann|then|with|chez|presso|aan|bij|bei|der)\s+$/iu.test(match[0]);
      offer(match.index + match[0].length, kind === 'short' || isBare);
    }
  for (const match of text.matchAll(SMALL)) {
    const from = match.index + match[0].length;
    found.push({ from, to: from + (match[1] ?? '').length, score: 2.5 });
  }
  for (const match of text.matchAll(LOCATIVE)) offer(match.index, false);
  for (const match of text.matchAll(ASIDE)) {
    const place = placeInAside(match[1] ?? '', match.index + match[0].length - 1 - (match[1] ?? '').length);
    if (place !== null) found.push(place);
  }
  for (const match of text.matchAll(LINK)) {
    // "Petrolera del Plata": inside a name.
    const isInside = match[2] !== undefined && /(?<=\s)\p{Lu}\p{L}+\s$/u.test(text.slice(0, match.index));
    const kind = isInside ? null : linkKind(text, match);
    if (kind !== null) offer(match.index + match[0].length, kind === 'short');
  }
  return found;
}

/** What may follow a preposition by what its clause says before: nothing where nobody speaks of themself or a post. */
function linkKind(text: string, match: RegExpExecArray): 'any' | 'short' | null {
  const clause = /[^.?!;:]*$/u.exec(text.slice(Math.max(0, match.index - 80), match.index))?.[0] ?? '';
  const [, house, articled, purpose] = match;
  const isPost = ROLE.test(` ${clause.slice(-48).replace(/^.*,(?!\s*\p{Ll})/u, '')} `);
  const isWork = TIES.work.test(clause);
  // "bei der Planung": in German any noun has its capital.
  const isGerman =
    /(?<![\p{L}])(?:de[rmns]|die|das|eine[mr]|beim|für)\s+$/iu.test(match[0]) &&
    !/^(?:de|van|in|op|aan|voor)\s/i.test(match[0]);
  if (isPost || isWork) {
    // "natuurkunde en NLT": the Dutch "and".
    if (/^en\s/iu.test(match[0]) && DUTCH.test(clause)) return null;
    if (house === 'with' && /\bwork(?:ing)?\s+$/iu.test(clause)) return null;
    const isHouse =
      house !== undefined || articled !== undefined || (purpose !== undefined && /^(?!of|van)/.test(purpose));
    return isHouse && !isGerman ? 'any' : 'short';
  }
  if (house !== undefined && match.index < 90 && UNSAID_POST.test(clause)) return isGerman ? 'short' : 'any';
  if (house === undefined || !TIES.first.test(clause)) return null;
  return isGerman || house === 'bei' ? 'short' : 'any';
}

/** "Hi all, warden at …", "Vigneron au …": a mail that begins with what somebody is, whatever it is. */
const UNSAID_POST =
  /(?:^|[,!–-])\s*(?:(?:an?|een|eine?|une?|una?)\s+)?(?!\p{L}+ing\s|\p{L}+\s\p{Ll}+ing\s|(?:great|nice|good|lovely|fun|greetings?|hello|thanks?|regards|see|happy|back|meet|also|here|currently|students?|people)\s)\p{L}[\p{Ll}-]{3,}(?:\s\p{Ll}{3,}){0,2}\s*$/u;

/** How cities of two words begin. */
const CITY =
  /^(?:New|North|South|East|West|Northern|Southern|Great|United|Saudi|Sri|Costa|Tel|Abu|Addis|Ho|Nova|Upper|Lower|San|Santa|Los|Las|La|Le|El|Den|Bad|St\.?|Saint|Now\p{L}{1,3}|Zielon\p{L}+|Jeleni\p{L}+|Biel\p{L}+|Star\p{L}{1,3}|Buenos|Rio|Porto|São|Ciudad|Puerto|Cape|Hong|České|Českých|Hradec|Hradci|Karlov\p{L}+|Mladé|Ústí|Нижн\p{L}+|Велик\p{L}+)\s/u;

const DUTCH = /(?<![\p{L}])(?:ik|wij|het|van|een|mijn|ons|voor|bij)(?![\p{L}])/iu;

/** The proper noun at an offset, unless it is a person, a field of work or a city. */
function properAt(text: string, at: number, isShort: boolean): Institution | null {
  const phrase = PROPER.exec(text.slice(at, at + 120))?.[0].replace(
    /['’]n?[dt][ea]$|\.\p{Ll}$|['’&-]+$/u,
    '',
  );
  if (
    phrase === undefined ||
    NO_EMPLOYER.test(phrase) ||
    GENERIC.test(phrase) ||
    (TITLE.test(phrase) && !/^\p{Lu}{2}/u.test(phrase))
  )
    return null;
  const to = at + phrase.length;
  // "bei der Stromwerk Nord": two capitals, which no common noun of German has.
  const isTwofold =
    /(?:de[rmns]|die|das|beim|für|from|uit|w|we|v|ve|u|в|на|у)\s+$/iu.test(text.slice(0, at)) &&
    /^\p{Lu}\S*\s\p{Lu}/u.test(phrase) &&
    !CITY.test(phrase);
  // "lavoro in Telerion, a Torino", "trabalho na Petroatlântica como geofísico": cities are not followed so.
  const isPlaced =
    /^\s*(?:\(|,\s*(?:a|in|te|à|en|em|i)\s+\p{Lu}|(?:como|come|als|as|comme|som|jako|na área|in the)\s)/u.test(
      text.slice(to, to + 14),
    );
  if (isShort && !SHORT.test(phrase) && !isPlaced && !isTwofold) return null;
  // "with Ilse Grauman at the Brenn Institute": a person, whose place follows.
  if (
    /^\s+(?:at|from|\(?(?:at|from)|aan|van|bij|an der|am|von)\s/u.test(text.slice(to, to + 8)) &&
    /\bwith\s+$/iu.test(text.slice(0, at))
  )
    return null;
  const points = pointsFor(text, { from: at, to });
  return {
    from: at,
    to,
    score: points < 0 ? points : Math.max(3, Math.min(points, 4)) - (isShort ? 0.5 : 0),
  };
}

const LOWER_CUE =
  /(?:\b(?:work(?:ing)?|employed|based|am|['’]m|im|postdoc|student|researcher|engineer|scientist|developer|fellow|professor|lecturer|analyst|manager|pi|candidate|job|position|phd|msc|bachelor|master)\b[^.?!;]{0,45}?\b(?:at|for|with)\s+(?:the\s+)?|\b(?:founder|owner|director|head|ceo|cto|member)\s+(?:of|at)\s+(?:the\s+)?|\bhere\s+(?:at|with|from)\s+(?:the\s+)?|\b(?:werk(?:zaam)?|ben|doe|zit|studeer|student\w*|onderzoeker|promovend\w*|ingenieur)\b[^.?!;]{0,45}?\b(?:bij|voor|aan de|aan het)\s+(?:het\s+|de\s+)?|\b(?:arbeite|bin|student\w*|studiere|semester|doktorand\w*|promoviere|forsche)\b[^.?!;]{0,45}?\b(?:bei|beim|an der|am)\s+(?:der\s+|dem\s+)?|\b(?:travaille|bosse|suis|étudiante?|thèse)\b[^.?!;]{0,45}?(?:(?<![\p{L}])(?:chez|pour|au|à la)\s+|à l['’])|\b(?:trabajo|soy|estudio|estudiante)\b[^.?!;]{0,45}?\b(?:en la|en el)\s+|\b(?:lavoro|studente|studio|sono)\b[^.?!;]{0,45}?\b(?:al|alla|presso)\s+)/gu;
const LOWER = new RegExp(
  `^${WORD}(?:\\s+${WORD}){0,3}?(?=\\s*(?:[.,;:!?(]|$)|\\s+(?:and|where|in|on|working|doing|as|und|für|im|en|voor|waar|naar|over|aan|zu|zum|über|sur|sobre|su|et|pour|où|y|para|donde|e|per|dove)\\s)`,
  'u',
);

/** "phd at amolf" of those who write without capitals. */
function findLowerCase(text: string): Institution | null {
  for (const match of text.matchAll(LOWER_CUE)) {
    const at = match.index + match[0].length;
    const phrase = LOWER.exec(text.slice(at, at + 120))?.[0].replace(/['’-]+$/, '');
    if (phrase === undefined) continue;
    if (
      /^(?:my|your|this|that|the|home|all|least|once|a|an|his|her|our|me|us|it|prof|dr|some|people)\b/.test(
        phrase,
      )
    )
      continue;
    if (pointsFor(text, { from: at, to: at + phrase.length }) < 0) continue;
    return { from: at, to: at + phrase.length, score: 3 };
  }
  return null;
}
