/** Words that make a phrase an institution, per language. */

const KEYS =
  "universi(?:t(?:y|as|atea|i|ies|eit|ät|aet|é|à|ario|aire|ario|y's|etet|e)|dade|dad|teti|t|tet)|univ\\.?|üniversitesi?|univerzit[ay]|uniwersytet\\w*|yliopisto|egyetem|institut(?:e|es|o|et|ul|en|u)?|instituut|istituto|inst\\.|ústav|enstitü\\w*|college|school|schule|école|ecole|escuela|scuola|escola|hochschule|fachhochschule|hogeschool|högskola\\w*|høgskole\\w*|polytechni(?:c|que|cum)|politecnic[oa]|polytech|laborator(?:y|ies|ium|io|ia|oire)|laboratoire|labs?|labor|laboratorio|cent(?:re|er|rum|ro)|zentrum|ośrodek|academ(?:y|ia|ie)|akadem(?:ie|i|isi)|académie|observator(?:y|ium|io)|observatoire|osservatorio|sternwarte|sterre(?:n)?wacht|museum|musée|museo|museu|hospital|hôpital|hopital|hospices|ziekenhuis|kliniek|klinik(?:um)?|clinic|clinique|umc|medical|medisch|department|dept\\.?|departement|département|dipartimento|departamento|bölümü|anabilim|afdeling|abteilung|vakgroep|leerstoel|fachbereich|fachgruppe|arbeitsgruppe|lehrstuhl|fakultät|faculty|faculté|facultad|facoltà|faculdade|faculteit|fakültesi|foundation|stichting|stiftung|fondation|fondazione|fundación|fundação|gmbh|ag|kg|kgaa|ug|b\\.?v\\.?|n\\.?v\\.?|ltd\\.?|plc|inc\\.?|llc|llp|ltda|s\\.?c\\.?|e\\.?v\\.?|s\\.?a\\.?s?|s\\.?r\\.?l\\.?|s\\.?p\\.?a\\.?|oy|ab|a/s|company|corporation|corp\\.?|firm|technologies|robotics|sensing|dynamics|sciences|instruments|biosciences|genomics|diagnostics|semiconductors|aerospace|software|ventures|labs|waterschap|kommune|kommun|comune|municipality|municipalité|mairie|stadtverwaltung|gemeinde|gmina|prefeitura|county|gemeente|provincie|rijkswaterstaat|rijksinstituut|office|wetterdienst|weerdienst|laboratoires|laboratórios|laboratorios|ciemat|csem|lrz|zuse|ufz|awi|geomar|gfz|pik|ipma|met office|huta|spółka|zakład|katedr[ay]|wydział\\w*|fakult\\w*|keskus|laitos|direção-geral|direcção-geral|consejería|ayuntamiento|colegio|ies|divisão|sezione|az|uz|chu|chru|inrae|ifremer|cnes|onera|knaw|sron|astron|cbs|smhi|sintef|ntnu|dtu|vtt|rug|wur|lumc|umcg|uva\\/vu|tu\\/e|uib|uio|uni|trust|asa|aps|ministério|ministerio|ministero|landeskrankenhaus|krankenhaus|spital|umwelt|landesamt|bundesamt|bundesanstalt|anstalt|forschungsstelle|amt|kollegium|gymnasium|lyceum|lycée|liceo|therapeutics|pharma(?:ceuticals)?|biotech|energy|systems|analytics|solutions|consulting|cnrs|cnr|csic|cea|inria|inserm|infn|dlr|tno|nikhef|amolf|cwi|knmi|rivm|nasa|esa|esrf|cern|desy|eth|epfl|mit|rwth|kit|kth|tum|lmu|eawag|empa|psi|csiro|nist|noaa|tu|ku|vu|uva|ucl|mpi|council|agency|agentur|agence|agencia|agenzia|bureau|ministry|ministerie|ministerium|ministère|authority|survey|society|gesellschaft|association|vereniging|verein|station|group|groep|gruppe|équipe|grupo|gruppo|team|unit|division|service|section|chair|programme?|consortium|library|bibliotheek|bibliothek|bibliothèque|mediatheek|archive|archief|batteriewerke|werke|bank|hub|studio|nursery|zoo|abbey|abdij|abtei|abbaye|abbazia|monastery|airport|airlines|railways?|shipyard|brewery|brauerei|brouwerij|commission|commissie|kommission|embassy|inspectorate|inspectie|directorate|directoraat|direktion|direction|federation|union|hospice|surgery|pharmacy|apotheek|insurance|verzekeringen|versicherung|publishers?|uitgeverij|verlag|press|broadcasting|omroep|rundfunk|newspaper|parliament|police|politie|polizei|court|rechtbank|gericht|theatre|planetarium|winery|bodega|cooperativa|coöperatie|skole|skola|skolen|iskola|kutatóközpont|intézet|școala|liceul|centrul|spitalul|trường|đại học|viện|المدرسة|الكلية|aquarium|botanical|gardens?|arboretum|forschungszentrum|research|onderzoek|大学|学院|研究所|研究院|公司|实验室|医院|中学|大學|學院|株式会社|研究室";

/** Beginnings of such words in languages that inflect them: pl cs fi sv da no ru el pt it. */
const STEM =
  /^(?:universit|uniwersyte|univerzit|yliopisto|korkeakoulu|politechni|polytekni|instytu|institut|instituut|högskol|høgskol|akademi|akadém|laborato[rir]|laito[sk]|keskuk|keskus|virast|ministeri|ministèr|minister(?:st|io|ie)|ministér|uniklini|klinik|sjukhus|sykehus|sairaal|szpital|nemocnic|πανεπιστ|ινστιτούτ|αστεροσκοπ|πολυτεχν|κέντρ|εργαστήρ|νοσοκομ|ίδρυμα|университет|институт|академи|лаборатор|обсерватор|центр|больниц|кафедр|факультет|министерств|університет|інститут|політех|політехн|политех|кафедр|академ|egyetem|intézet)/iu;

/** A token that makes a phrase an institution, as a whole word, or the last part of a German or Dutch compound. */
const INSTITUTION = new RegExp(`^(?:${KEYS})$`, 'iu');
const COMPOUND =
  /(?:lyceum|gymnasium|college|kolleg|dienst|ministerium|ministerie|behörde|agentur|anstalt|bibliothek|bibliotheek|archiv|archief|verband|verbund|genossenschaft|kliniken|bundesamt|landesamt|institut|instituut|universität|universiteit|hochschule|hogeschool|zentrum|centrum|schule|school|klinik|kliniek|klinikum|ziekenhuis|werke|akademie|museum|warte|sterre(?:n)?wacht|instituttet|wetterdienst|labor|lab|observatorium|gesellschaft|stiftung|bureau|büro|hospitalet|hospitals?|afsnit(?:tet)?|avdeling(?:en)?|afdeling(?:en)?|skolen?|sygehus(?:et)?|sykehus(?:et)?|sjukhus(?:et)?|universitetet|kesku(?:s|k)\p{L}{0,8}|lait(?:os|ok)\p{L}{0,8}|yliopisto\p{L}{0,6}|virasto\p{L}{0,6}|központ\p{L}{0,6}|intézet\p{L}{0,6}|egyetem\p{L}{0,6}|kórház\p{L}{0,6}|大学|学院|研究所|研究院|公司|实验室|医院)$/iu;
/** Keys of a whole organisation rather than a part of one. */
const ORGANISATION =
  /\boffice\b|laito[sk]|keskus|(?:wetter|weer)dienst|\bbureau\b|политех|политехн|yliopisto|korkeakoulu|politechni|instytu|univerzit|högskol|høgskol|sjukhus|sykehus|szpital|nemocnic|minist[eèéê]|direç?ção|direcção|gymnasium|lyc[eé]e|liceo|colegio|\bies\b|\b(?:az|uz|chu|smhi|sintef|ntnu|dtu|vtt|rug|wur|lumc|umcg|tu\/e|asa|aps|uni)\b|πανεπιστ|ινστιτούτ|αστεροσκοπ|πολυτεχν|νοσοκομ|университет|институт|академи|обсерватор|krankenhaus|spital|trust|大学院|研究機構|機構|センター|会社|대학|연구|기술원|병원|大學|學院|醫院|病院|جامعة|معهد|مستشفى|شركة|universi|univ\.|üniversitesi|uniwersytet|univerzit|yliopisto|institut|instituut|istituto|ústav|college|hochschule|hogeschool|polyte|politec|cent(?:re|er|rum|ro)\b|zentrum|academ|akadem|académ|observato|osservator|sternwarte|sterrenwacht|muse[ueoé]|hospital|h[ôo]pital|ziekenhuis|klinik|\bumc\b|medisch centrum|gmbh|\bag\b|\bb\.?v\.?\b|\bn\.?v\.?\b|\bltd|\bplc\b|\binc\b|\bll[cp]\b|pharma|laborator|foundation|stichting|stiftung|fondation|\b(?:cnrs|cnr|csic|cea|inria|inserm|infn|dlr|tno|nikhef|amolf|cwi|knmi|rivm|nasa|esa|cern|desy|eth|epfl|mit|rwth|kit|kth|tum|ucl|csiro|nist|noaa|tu|ku)\b|werke|station|council|agency|ministry|society|library|school|大学|学院|研究所|研究院|公司|医院/iu;

/** Words that are an institution's only with a capital. */
const ONLY_CAPITAL =
  /^(?:abbey|airport|airlines|railways?|shipyard|brewery|brauerei|brouwerij|commission|commissie|kommission|embassy|direction|direktion|federation|union|hospice|surgery|pharmacy|apotheek|insurance|verzekeringen|versicherung|publishers?|verlag|press|broadcasting|newspaper|parliament|police|politie|polizei|court|gericht|theatre|planetarium|winery|bodega|cooperativa|technologies|robotics|sensing|dynamics|sciences|instruments|software|ventures|energy|systems|analytics|solutions|research|onderzoek|consulting|diagnostics|networks|gardens?|programme?|survey|society|medical|station|bank|archive|service|section|division|unit|council|authority|firm|company|amt|zoo|hub|chair|studio|office)$/u;

/** Whether a token is an institution's word. Two-letter keys count only in capitals (`AG`, not `ag`). */
export function isInstitutionWord(token: string): boolean {
  const bare = token
    .replace(/^[("'’]+|[)"'’,;:]+$/g, '')
    .replace(/^(?:d|l|dell|dall|all|nell|sull)['’]/i, '');
  // An acronym is written in capitals: "TU", not the French "Tu".
  if (
    bare.length <= 4 &&
    !/^(?:labs?|inst\.?|univ\.?|dept\.?|umc|team|unit|hub|zoo|bank|chair|uni|firm|huta|ecole|zkh)$/iu.test(
      bare,
    ) &&
    (/^\p{Ll}/u.test(bare) || /^\p{Lu}\p{Ll}+$/u.test(bare))
  )
    return false;
  if (ONLY_CAPITAL.test(bare)) return false;
  return (
    INSTITUTION.test(bare) ||
    STEM.test(bare) ||
    INSTITUTION.test(bare.replace(/['’]\p{L}{1,4}$/u, '')) ||
    (bare.length > 6 && COMPOUND.test(bare)) ||
    /(?:大学|学院|研究所|研究院|研究機構|公司|会社|实验室|医院|病院|대학|연구원|연구소|기술원|병원)/.test(
      bare,
    )
  );
}

/** Words of a part of an organisation, or of work in general. */
const PART =
  /(?:group|groep|gruppe|équipe|grupo|gruppo|team|unit|division|divisão|section|sezione|chair|dep(?:artmen)?t\.?|département|departement|dipartimento|departamento|bölümü|afdeling(?:en)?|avdeling(?:en)?|afsnit|afsnittet|abteilung|vakgroep|leerstoel|fachbereich|fachgruppe|lehrstuhl|fakultät|faculty|faculté|facultad|facoltà|faculdade|faculteit|fakultesi|fakult\p{L}*|wydział\p{L}*|zakład|katedr\p{L}*|кафедр\p{L}*|факультет\p{L}*|labs?|lab|service|programme?|hub|research|onderzoek|sciences|systems|software|energy|analytics|solutions|dynamics|robotics|sensing|instruments|medical|archive|bank|survey|direction|direktion|directoraat|federation|union|press|police|court|theatre|system)$/iu;

/** Whether a phrase names a whole organisation. */
export function isOrganisation(phrase: string): boolean {
  return (
    ORGANISATION.test(phrase) ||
    phrase.split(/[\s/|,()]+/).some((token) => isInstitutionWord(token) && !PART.test(token))
  );
}

/** Whether a phrase holds an institution's word at all. */
export function isInstitution(phrase: string): boolean {
  return phrase.split(/[\s/|,()]+/).some((token) => token !== '' && isInstitutionWord(token));
}
