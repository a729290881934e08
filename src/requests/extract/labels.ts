/** `Name: …` and its kin: labelled lines, aligned columns, labels inside a paragraph, per language. */

/** A labelled value; `start`/`end` are offsets of the value in the lines' common text. */
export interface Label {
  readonly field: 'name' | 'given' | 'family' | 'affiliation' | 'motivation' | 'email' | 'both' | 'other';
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A line with its offset. */
export interface LabelLine {
  readonly text: string;
  readonly start: number;
}

const WORDS: readonly (readonly [Label['field'], string])[] = [
  [
    'both',
    '(?:full )?name\\s*(?:[/&,+]|and)\\s*(?:affiliation|institution|university)|naam\\s*(?:[/&,+]|en)\\s*(?:affiliatie|instelling)',
  ],
  ['given', 'first ?names?|given ?names?|voornaam|vorname|prénom|prenom|nombre de pila|ad[ıi]'],
  [
    'family',
    'last ?name|family ?name|surname|achternaam|nachname|familienname|nom de famille|apellidos?|cognome|sobrenome|apelido|soyad[ıi]',
  ],
  [
    'name',
    '(?:full |complete |my |your )?names?|naam|volledige naam|voor- en achternaam|mijn naam|vor- und nachname|vorname,? nachname|mein name|vollständiger name|nom|nom complet|noms? et prénoms?|prénoms? et noms?|nom,? prénom|mon nom|nombre|nombre completo|nombres? y apellidos?|mi nombre|nome|nome completo|nome e cognome|cognome e nome|nome e sobrenome|il mio nome|ad soyad|ad[ıi]m? soyad[ıi]m?|isim|isim soyisim|namn|imię i nazwisko|who|who am i|wer|wie|qui|quién|chi|quem|applicant|participant|jméno|jméno a příjmení|meno|navn|fulde navn|nimi|koko nimi|имя|фио|имя и фамилия|ім.я|όνομα|ονοματεπώνυμο|이름|성명|الاسم|الإسم|الاسم الكامل|שם|név|teljes név|nume|numele|nume și prenume|nume complet|ім.я та прізвище|họ tên|họ và tên|nama|姓名|名字|氏名|お名前|名前',
  ],
  [
    'affiliation',
    '(?:current |my |your |primary |home |academic )?affiliations?|your (?:institution|organi[sz]ation|university|company|employer)|institutions?|institute|university|uni|organi[sz]ation|org|employer|company|work(?:place)?|werk|werkplek|arbeit|travail|trabajo|lavoro|trabalho|where|where from|school|department|dept\\.?|from|lab|group|affiliatie|instelling|universiteit|organisatie|werkgever|bedrijf|instituut|werkzaam bij|afdeling|waar|institut|universität|universitaet|hochschule|einrichtung|zugehörigkeit|zugehoerigkeit|arbeitgeber|firma|arbeitsstelle|dienststelle|uni/institut|wo|établissement|etablissement|université|organisme|laboratoire|rattachement|employeur|institution de rattachement|où|afiliación|afiliacion|filiación|filiacion|institución|institucion|universidad|organización|centro|centro de trabajo|empresa|affiliazione|istituzione|ente|università|istituto|azienda|dove|afiliação|afiliacao|filiação|filiacao|instituição|instituicao|universidade|onde|kurum|üniversite|bağlı olduğ\\w+ kurum|çalıştığ\\w+ kurum|kurumu?|afiliacja|instytucja|tillhörighet|lärosäte|firma|uczelnia|miejsce pracy|jednostka|pracodawca|instituce|pracoviště|univerzita|organizace|arbetsplats|organisation|institution|universitet|arbejdsplads|arbeidssted|tilknytning|ansættelsessted|organisaatio|yliopisto|työpaikka|laitos|место работы|организация|университет|институт|вуз|учреждение|аффилиация|ίδρυμα|φορέας|πανεπιστήμιο|οργανισμός|εταιρεία|소속|기관|학교|الجهة|جهة العمل|المؤسسة|الجامعة|الانتماء|intézmény|munkahely|instituția|instituție|afiliere|facultate|місце роботи|заклад|університет|đơn vị|cơ quan|institusi|單位|服務單位|所屬單位|所屬|學校|機構|工作單位|所属单位|单位|工作单位|所在单位|学校|机构|所属|所属機関|学校/单位|单位/学校|所属単位',
  ],
  [
    'motivation',
    '(?:short |brief |my |one[- ](?:sentence|line) )?motivations?|(?:my |the )?reasons?(?: (?:for|to) (?:joining|join|subscribing|interest))?|why|why (?:i (?:want|would like) to join|me|join)|because|(?:my |research )?interests?|purpose|goals?|aims?|objective|what (?:brings|draws|interests) (?:you|me)(?: here)?|what (?:do )?(?:you|i) (?:hope|want|expect)[^:]{0,30}|hoping for|motivatie|doel|reden|waarom|interesse|motivatie in (?:één|een|1) zin|begründung|begruendung|grund|warum|motivation in einem satz|weshalb|interessen?|raisons?|pourquoi|ma motivation|intérêt|motivo|motivos|motivación|motivacion|razón|razon|por qué|por que|interés|motivazione|perché|perche|motivação|motivacao|porquê|razão|interesse|neden|gerekçe|motivasyon|niçin|uzasadnienie|dlaczego|motywacja|powód|cel|důvod|proč|motivace|motivering|motivation|varför|anledning|hvorfor|begrundelse|begrunnelse|grund|motivaatio|miksi|perustelu|syy|мотивация|причина|зачем|почему|цель|интерес|κίνητρο|γιατί|λόγος|ενδιαφέρον|동기|사유|이유|관심 분야|الدافع|السبب|سبب الانضمام|indok|miért|motivația|motiv|motivul|motivație|動機|加入動機|理由|申請理由|원인|申请理由|参加理由|加入理由|理由|动机|原因|志望動機|動機|参加動機',
  ],
  [
    'email',
    '(?:your |my )?e-?mail(?:[ -]?address)?|mail|電子郵件|信箱|(?:preferred |subscription )?address(?: to (?:add|use|subscribe))?|e-?mail ?adres|adres|e-?mail-?adresse|mailadresse|adresse(?: e-?mail| électronique| mail)?|courriel|correo(?: electrónico)?|indirizzo(?: e-?mail| email)?|endereço(?: de e-?mail)?|e-?posta(?: adresi)?|adres e-?mail|e-?mailová adresa|e-?postadress|e-?postadresse|sähköposti(?:osoite)?|почта|эл\\.? ?почта|электронная почта|адрес|ηλεκτρονική διεύθυνση|이메일|메일|البريد(?: الإلكتروني)?|邮箱|电子邮箱|电子邮件|邮件|メール(?:アドレス)?',
  ],
];

/**
 * Labels of a form in other words, known by their stem: "Name of your institution", "Waarom wilt u meedoen". They stand at a
 * line's begin and end with a colon.
 */
const STEMS: readonly (readonly [Label['field'], string])[] = [
  [
    'motivation',
    "(?:[\\p{L}'’]+ ){0,3}(?:motivati|motivaci|motivaç|motivaz|motywac|motiveri)\\p{L}*(?: [\\p{L}'’]+){0,5}|(?:your |main |short |the )?(?:why|reasons?|waarom|warum|weshalb|pourquoi|por qué|perché|porquê|por que|dlaczego|proč|varför|hvorfor|miksi|зачем|почему|miért|neden)(?: [\\p{L}'’]+){1,7}\\??",
  ],
  [
    'affiliation',
    "(?:[\\p{L}'’]+ ){0,3}(?:institut(?:e|ion|ie|ión|ione|ição|ción)|affiliat|afiliac|filiaci|organi[sz]at|universit|univerzit|uniwersyt|employer|werkgever|arbeitgeber|employeur|empleador)\\p{L}*(?: [\\p{L}'’/]+){0,3}|(?:where|waar|wo|où|dónde|donde|dove|onde|gdzie|var|hvor) (?:[\\p{L}'’]+ ){0,3}(?:work|study|based|werk\\p{L}*|studeer\\p{L}*|arbeit\\p{L}*|studier\\p{L}*|travaill\\p{L}*|étudi\\p{L}*|trabaj\\p{L}*|estudi\\p{L}*|lavor\\p{L}*|studi\\p{L}*|trabalh\\p{L}*|pracuj\\p{L}*|jobbar|arbejder|jobber)(?: [\\p{L}'’]+){0,2}|(?:my |your |mon |mi |meu )?(?:place of work|vínculo(?: [\\p{L}]+)?|vinculación|adscripción|entidad|tätig bei|werkzaam bij|cargo (?:e|y) (?:instituição|institución))",
  ],
  [
    'name',
    "name of (?:the )?(?:applicant|participant|person|member)|(?:your|uw|je|jouw|ihr|dein|votre|su|tu|il tuo|full|complete|volledige|vollständiger) (?:full )?(?:name|naam|nom|nombre|nome)(?: [\\p{L}'’]+){0,3}",
  ],
];

const FIELD_OF = [...WORDS, ...STEMS].map(
  ([field, words]) => [field, new RegExp(`^(?:${words})$`, 'iu')] as const,
);
const ANY = WORDS.map(([, words]) => words).join('|');
const LEAD = '(?:[-*•‣·–>]\\s*|\\(?\\d{1,2}[.):]\\s*|\\(?[a-d]\\)\\s*|[☐✓✔#]+\\s*)*';
const NOTE =
  '(?:\\s*\\([^()\\n]{0,50}\\)|\\s+(?:in|en|auf|em)\\s+(?:one|a|één|een|1|einem|une|una|um|uma|un|english|short|brief)(?:\\s+[\\p{L}]{2,12}){0,2})?';
/** A whole line: label, colon or its like, value. */
const LINE = new RegExp(
  `^\\s*${LEAD}[*_]{0,2}((?:${ANY})(?:\\s?/\\s?(?:${ANY}))?)${NOTE}[*_]{0,2}\\s*(?:[:：=|]|\\.{3,}|…+|\\s[-–—→]\\s|[-–—]{1,2}>|[*_]{0,2}[:：])[*_]{0,2}\\s*(.*)$`,
  'iu',
);
const STEM_LINE = new RegExp(
  `^\\s*${LEAD}[*_]{0,2}(${STEMS.map(([, words]) => words).join('|')})\\s*[*_]{0,2}[:：][*_]{0,2}\\s*(.*)$`,
  'iu',
);
/** An aligned column without a colon. */
const COLUMN = new RegExp(`^\\s*${LEAD}(${ANY})(?:\\t+\\s*|\\s{2,})(\\S.*)$`, 'iu');
/** A label inside running text, after a stop. */
const INLINE = new RegExp(
  `(?:^|[.;,|!?。；，]\\s*|\\s[-–—/|]\\s+|\\s(?:and|und|en|et|y|e)\\s)(?:(?:my|mijn|meine?|mon|ma|mi|il mio|la mia|o meu|a minha)\\s+)?(${ANY})${NOTE}\\s*[:：]\\s*`,
  'giu',
);
/** Text that stands in a form for the answer. */
const PLACEHOLDER =
  /^(?:\(.{0,60}\)|<[^@>]{0,60}>|\[.{0,60}\]|[-–—.…_?\s]*|n\/?a|none|geen|keine?|tbd|your .{0,40})$/iu;

/** Reads all labels of a text or of own lines, in order. */
export function readLabels(input: string | readonly LabelLine[]): Label[] {
  const lines = typeof input === 'string' ? splitText(input) : input;
  const marks = lines.map((line) => matchLine(line.text));
  const colons = marks.filter((mark) => mark !== null && !mark.isColumn).length;
  const columns = marks.filter((mark) => mark?.isColumn).length;
  const labels: Label[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const mark = marks[i];
    const line = lines[i];
    if (line === undefined) continue;
    if (mark == null || (mark.isColumn && columns < 2 && colons < 1)) {
      labels.push(...readInline(line, 0));
      continue;
    }
    labels.push(...readLine(lines, marks, i, mark));
  }
  const known = labels.filter((label) => !PLACEHOLDER.test(label.value)).map(behindPlaceholder);
  return new Set(known.map((label) => label.field)).size >= 2
    ? [...known, ...readOthers(lines, known)]
    : known;
}

/** "Affiliation: (your university or company) NTNU": the answer behind what the form explains. */
function behindPlaceholder(label: Label): Label {
  const hint =
    /^\((?:your|one|je|jouw|uw|één|een|ihre?|ein|votre|une?|su|una?|il|la|o|a)(?![\p{L}])[^()]{0,80}\)\s*(?=\S)/iu.exec(
      label.value,
    )?.[0];
  return hint === undefined
    ? label
    : { ...label, value: label.value.slice(hint.length), start: label.start + hint.length };
}

/** Lines of a form whose labels are none of ours: "Role: …", "How did you hear of us: …". */
function readOthers(lines: readonly LabelLine[], known: readonly Label[]): Label[] {
  return lines.flatMap((line) => {
    const match = /^\s*(?:[-*•]\s*)?(\p{L}[\p{L}\p{M}'’ /()?-]{1,44})[:：]\s*(\S.*)$/u.exec(
      line.text.slice(0, 400),
    );
    const value = match?.[2] ?? '';
    const start = line.start + line.text.indexOf(value);
    const isKnown = known.some((label) => label.start <= start + value.length && start <= label.end);
    return value === '' || isKnown
      ? []
      : [{ field: 'other' as const, value: clean(value), start, end: start + value.length }];
  });
}

interface Mark {
  readonly field: Label['field'];
  readonly at: number;
  readonly isColumn: boolean;
}

function splitText(text: string): LabelLine[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const each = { text: line, start };
    start += line.length + 1;
    return each;
  });
}

function matchLine(text: string): Mark | null {
  if (text.length > 2000) return null;
  const line = LINE.exec(text) ?? STEM_LINE.exec(text);
  const match = line ?? COLUMN.exec(text);
  const field = match === null ? null : fieldOf(match[1] ?? '');
  return match === null || field === null
    ? null
    : { field, at: text.length - (match[2] ?? '').length, isColumn: line === null };
}

/** The field a label names; of "School/Organization" the one that both parts name. */
function fieldOf(word: string): Label['field'] | null {
  const named = (part: string) => FIELD_OF.find(([, pattern]) => pattern.test(part.trim()))?.[0] ?? null;
  const parts = word.split('/').map(named);
  return named(word) ?? (parts.every((field) => field === parts[0]) ? (parts[0] ?? null) : null);
}

/** The value of the label at line `i`, with its continuation lines, cut at a further label inside it. */
function readLine(
  lines: readonly LabelLine[],
  marks: readonly (Mark | null)[],
  i: number,
  mark: Mark,
): Label[] {
  const line = lines[i];
  if (line === undefined) return [];
  const last = lastLine(lines, marks, i, mark);
  const value = line.text.slice(mark.at);
  const inner = value === '' ? [] : readInline(line, mark.at);
  const cut = inner[0] === undefined ? line.text.length : labelStart(line, inner[0]);
  const rest = lines.slice(i + 1, last + 1);
  const own = [
    line.text.slice(mark.at, cut).replace(/[;,|/\s]+$/, ''),
    ...(inner.length > 0 ? [] : rest.map((each) => each.text.trim())),
  ];
  const first = value.trim() === '' ? (rest[0]?.start ?? line.start) : line.start + mark.at;
  const end =
    inner.length > 0 || last === i
      ? line.start + cut
      : (lines[last]?.start ?? 0) + (lines[last]?.text.length ?? 0);
  return [{ field: mark.field, value: clean(own.join(' ')), start: first, end }, ...inner];
}

/** The last line that continues a value: wrapped text of a motivation, an indented or empty-labelled rest of the others. */
function lastLine(
  lines: readonly LabelLine[],
  marks: readonly (Mark | null)[],
  i: number,
  mark: Mark,
): number {
  const isEmpty = (lines[i]?.text.slice(mark.at) ?? '').trim() === '';
  const indent = /^\s*/.exec(lines[i]?.text ?? '')?.[0].length ?? 0;
  let last = i;
  for (let n = i + 1; n < lines.length; n += 1) {
    const text = lines[n]?.text ?? '';
    const previous = lines[n - 1];
    const isGap =
      previous !== undefined && (lines[n]?.start ?? 0) > previous.start + previous.text.length + 1;
    const isBlank = text.replace(/[>\s]/g, '') === '';
    if (isBlank && isEmpty && last === i && n === i + 1) continue;
    if (isBlank || marks[n] != null || isGap || /^\s*(?:[-*•]|\d[.)])\s/.test(text)) break;
    const isIndented = (/^\s*/.exec(text)?.[0].length ?? 0) > indent;
    const isWrapped =
      mark.field === 'motivation' ||
      DANGLING.test(lines[n - 1]?.text ?? '') ||
      (isEmpty && last === i) ||
      (isIndented && mark.field === 'affiliation');
    if (!isWrapped) break;
    last = n;
    if (isEmpty && mark.field !== 'motivation') break;
  }
  return last;
}

/** A line that ends in the middle of a phrase. */
const DANGLING =
  /(?:\s(?:of|for|and|the|de|da|do|di|del|della|en|em|e|y|für|und|van|voor|et|du|des|der|&)|[,&–])\s*$/u;

/** Labels inside a line from column `from` on; each runs to the next, names and addresses to the next stop. */
function readInline(line: LabelLine, from: number): Label[] {
  const text = line.text.slice(from);
  if (!/[:：]/.test(text) || text.length > 5000) return [];
  const hits = [...text.matchAll(INLINE)].flatMap((match) => {
    const field = fieldOf(match[1] ?? '');
    return field === null || (from > 0 && match.index === 0)
      ? []
      : [{ field, at: match.index, value: match.index + match[0].length }];
  });
  return hits.map((hit, index) => {
    const limit = hits[index + 1]?.at ?? text.length;
    const raw = text.slice(hit.value, limit);
    const stop =
      hit.field === 'motivation'
        ? raw.length
        : (/[;|。；\n]|[.!?](?:\s+\p{Lu}|$)|,\s*$/u.exec(raw)?.index ?? raw.length);
    const value = raw.slice(0, stop);
    const start = line.start + from + hit.value;
    return { field: hit.field, value: clean(value), start, end: start + value.trimEnd().length };
  });
}

function labelStart(line: LabelLine, label: Label): number {
  const before = line.text.slice(0, label.start - line.start);
  return (
    /(?:[.;,|!?。；，]\s*|\s[-–—/|]?\s*)?[\p{L}' -]{0,24}[:：]\s*$/u.exec(before)?.index ?? before.length
  );
}

function clean(value: string): string {
  return value
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[*_"“”«»]+(?=\S)|[*_]+$/g, (marks) => (/["“”«»]/.test(marks) ? marks : ''))
    .replace(/[;,|]+$/, '')
    .trim();
}
