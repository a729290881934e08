/** Words that tell people, posts and institutions apart, per language: en nl de fr es it pt tr zh, and some beyond. */

/** Titles before a name, left out of it. */
export const TITLE =
  /^(?:i\.\s?[VA]\.|(?:univ\.?-)?prof\.?(?:\(?essor(?:in)?\)?)?|professor|professora?|professeure?|dr\.?(?:-ing\.?|\s?ir\.?)?|drs\.?|ir\.?|ing\.?|mag\.?|dipl\.?-?[a-z]*\.?|mr\.?|mrs\.?|ms\.?|miss|mx\.?|mw\.?|mevr\.?|dhr\.?|de heer|mevrouw|herrn?|frau|m\.|mme\.?|mlle|monsieur|madame|sr\.?|sra\.?|dra?\.?|don|doña|dott\.?(?:ssa)?|sig\.?(?:ra|na)?|ing\.|rer\.?|nat\.?|phil\.?|habil\.?|h\.?c\.?|sir|dame|rev\.?|bay|bayan|öğr\.|gör\.|doç\.|uzm\.)(?=[\s,]|$)/iu;

/** Degrees after a name. */
export const DEGREE =
  /[,\s]+(?:ph\.?\s?d\.?|m\.?\s?sc\.?|b\.?\s?sc\.?|msc|bsc|ma|mba|m\.?d\.?|m\.?a\.?|b\.?a\.?|d\.?phil\.?|m\.?tech\.?|b\.?tech\.?|m\.?eng\.?|dipl\.?-\w+\.?|habil\.?|frs|esq\.?|jr\.?|sr\.?|rn)(?=[\s,.;)]|$).*$/iu;

/** Lower-case words inside family names. */
export const PARTICLE =
  /^(?:van|von|vom|de|der|den|del|della|delle|degli|dei|di|da|das|do|dos|du|des|la|le|el|al|bin|ben|ibn|abu|ter|ten|te|tot|op|in|aan|het|'t|’t|'s|’s|y|e|zu|zum|zur|af|av|st|mac|mc|bint|d['’]|und)$/iu;

/** Posts, ranks and trades: never a name, never an affiliation by themselves. */
export const ROLE =
  /(?:^|[^\p{L}])(?:(?:post-?)?doc(?:toral|torant\w*|torando?a?|toraatsstudent\w*)?|post-?docs?|ph\.?\s?d\.?|doktorand(?:in|en)?|promovend(?:us|a|i)|promoviere\w*|aio|student(?:e|in|en|s)?|studente(?:ssa)?|estudiante|étudiante?|öğrencisi?|undergraduate|graduate|master(?:s|student|and)?|bachelor|professor(?:in|s)?|prof|hoogleraar|universitair (?:hoofd)?docent|docente?|dozent(?:in)?|lecturer|reader|fellow|faculty member|assistant|associate|adjunct|emeritus|researcher|onderzoeker|wissenschaftliche?r?\s*mitarbeiter(?:in)?|mitarbeiter(?:in)?|forscher(?:in)?|chercheu(?:r|se)|chargée? de recherche|directeur|directrice|director|directora|maître(?:sse)? de conférences|enseignante?|investigador[a]?|ricercat(?:ore|rice)|assegnista|tecnolog[oa]|dottorand[oa]|pesquisador[a]?|araştırmac\w*|araştırma görevlisi|scientist|engineer|ingenieur|ingénieure?|ingenier[oa]|ingegnere|engenheir[oa]|mühendis\w*|developer|programmer|analyst|manager|head|leader|group leader|team lead\w*|leiter(?:in)?|chef|chief|ceo|cto|coo|founder|owner|secretar\w*|sekretari\w*|secretariaat|assistente?|librarian|bibliothe\w+|informatiespecialist|informaticus|physicist|physiker(?:in)?|natuurkundige|physicien(?:ne)?|físic[oa]|fisic[oa]|chemist|chemiker(?:in)?|chimiste|químic[oa]|biologist|biolog(?:e|in)|mathematician|mathematiker(?:in)?|informatiker(?:in)?|statistician|astronomer|geologist|technician|techniker(?:in)?|consultant|adviseur|berater(?:in)?|journalist(?:in)?|teacher|lehrer(?:in)?|leraar|docent|gepensioneerd|retired|rentner(?:in)?|intern|trainee|visiting|senior|junior|principal|coordinator|coördinator|koordinator(?:in)?|member|mitglied|lid|colleague|sysadmin|administrator|architect|curator|physician|doctor|arts|arzt|ärztin|médecin|médico|medico|nurse|research|staff|specialist|expert)(?![\p{L}])/iu;

const KEYS =
  "universi(?:t(?:y|as|atea|i|ies|eit|ät|aet|é|à|ario|aire|ario|y's|etet|e)|dade|dad|teti|t|tet)|univ\\.?|üniversitesi?|univerzit[ay]|uniwersytet\\w*|yliopisto|egyetem|institut(?:e|es|o|et|ul|en|u)?|instituut|istituto|inst\\.|ústav|enstitü\\w*|college|school|schule|école|ecole|escuela|scuola|escola|hochschule|fachhochschule|hogeschool|högskola\\w*|høgskole\\w*|polytechni(?:c|que|cum)|politecnic[oa]|polytech|laborator(?:y|ies|ium|io|ia|oire)|laboratoire|labs?|labor|laboratorio|cent(?:re|er|rum|ro)|zentrum|ośrodek|academ(?:y|ia|ie)|akadem(?:ie|i|isi)|académie|observator(?:y|ium|io)|observatoire|osservatorio|sternwarte|sterrenwacht|museum|musée|museo|museu|hospital|hôpital|hopital|hospices|ziekenhuis|kliniek|klinik(?:um)?|clinic|clinique|umc|medical|medisch|department|dept\\.?|departement|département|dipartimento|departamento|bölümü|anabilim|afdeling|abteilung|vakgroep|leerstoel|fachbereich|fachgruppe|arbeitsgruppe|lehrstuhl|fakultät|faculty|faculté|facultad|facoltà|faculdade|faculteit|fakültesi|foundation|stichting|stiftung|fondation|fondazione|fundación|fundação|gmbh|ag|kg|kgaa|ug|b\\.?v\\.?|n\\.?v\\.?|ltd\\.?|plc|inc\\.?|llc|s\\.?a\\.?s?|s\\.?r\\.?l\\.?|s\\.?p\\.?a\\.?|oy|ab|a/s|company|corporation|corp\\.?|firm|technologies|robotics|sensing|dynamics|sciences|instruments|biosciences|genomics|diagnostics|semiconductors|aerospace|software|ventures|labs|waterschap|gemeente|provincie|rijkswaterstaat|umwelt|landesamt|bundesamt|bundesanstalt|anstalt|forschungsstelle|amt|kollegium|gymnasium|lyceum|lycée|liceo|therapeutics|pharma(?:ceuticals)?|biotech|energy|systems|analytics|solutions|consulting|cnrs|cnr|csic|cea|inria|inserm|infn|dlr|tno|nikhef|amolf|cwi|knmi|rivm|nasa|esa|esrf|cern|desy|eth|epfl|mit|rwth|kit|kth|tum|lmu|eawag|empa|psi|csiro|nist|noaa|tu|ku|vu|uva|ucl|mpi|council|agency|agentur|agence|agencia|agenzia|bureau|ministry|ministerie|ministerium|ministère|authority|survey|society|gesellschaft|association|vereniging|verein|station|group|groep|gruppe|équipe|grupo|gruppo|team|unit|division|service|section|chair|programme?|consortium|library|bibliotheek|bibliothek|bibliothèque|mediatheek|archive|archief|batteriewerke|werke|bank|hub|studio|nursery|zoo|aquarium|botanical|gardens?|arboretum|forschungszentrum|research|onderzoek|大学|学院|研究所|研究院|公司|实验室|医院|中学|大學|學院|株式会社|研究室";

/** A token that makes a phrase an institution, as a whole word, or the last part of a German or Dutch compound. */
const INSTITUTION = new RegExp(`^(?:${KEYS})$`, 'iu');
const COMPOUND =
  /(?:institut|instituut|universität|universiteit|hochschule|hogeschool|zentrum|centrum|schule|school|klinik|kliniek|klinikum|ziekenhuis|werke|akademie|museum|warte|labor|lab|observatorium|gesellschaft|stiftung|bureau|büro|大学|学院|研究所|研究院|公司|实验室|医院)$/iu;
/** Keys of a whole organisation rather than a part of one. */
const ORGANISATION =
  /universi|univ\.|üniversitesi|uniwersytet|univerzit|yliopisto|institut|instituut|istituto|ústav|college|hochschule|hogeschool|polyte|politec|cent(?:re|er|rum|ro)\b|zentrum|academ|akadem|académ|observato|osservator|sternwarte|sterrenwacht|muse[ueoé]|hospital|h[ôo]pital|ziekenhuis|klinik|\bumc\b|medisch centrum|gmbh|\bag\b|\bb\.?v\.?\b|\bn\.?v\.?\b|\bltd|\bplc\b|\binc\b|\bllc\b|pharma|laborator|foundation|stichting|stiftung|fondation|\b(?:cnrs|cnr|csic|cea|inria|inserm|infn|dlr|tno|nikhef|amolf|cwi|knmi|rivm|nasa|esa|cern|desy|eth|epfl|mit|rwth|kit|kth|tum|ucl|csiro|nist|noaa|tu|ku)\b|werke|station|council|agency|ministry|society|library|school|大学|学院|研究所|研究院|公司|医院/iu;

/** Words that are an institution's only with a capital. */
const ONLY_CAPITAL =
  /^(?:technologies|robotics|sensing|dynamics|sciences|instruments|software|ventures|energy|systems|analytics|solutions|research|onderzoek|consulting|diagnostics|networks|gardens?|programme?|survey|society|medical|station|bank|archive|service|section|division|unit|council|authority|firm|company|amt|zoo|hub|chair|studio)$/u;

/** Whether a token is an institution's word. Two-letter keys count only in capitals (`AG`, not `ag`). */
export function isInstitutionWord(token: string): boolean {
  const bare = token
    .replace(/^[("'’]+|[)"'’,;:]+$/g, '')
    .replace(/^(?:d|l|dell|dall|all|nell|sull)['’]/i, '');
  if (
    bare.length <= 4 &&
    /^\p{Ll}/u.test(bare) &&
    !/^(?:labs?|inst\.|umc|team|unit|hub|zoo|bank|chair)$/i.test(bare)
  )
    return false;
  if (ONLY_CAPITAL.test(bare)) return false;
  return (
    INSTITUTION.test(bare) ||
    INSTITUTION.test(bare.replace(/['’]\p{L}{1,4}$/u, '')) ||
    (bare.length > 6 && COMPOUND.test(bare)) ||
    /(?:大学|学院|研究所|研究院|公司|实验室|医院)/.test(bare)
  );
}

/** Whether a phrase names a whole organisation. */
export function isOrganisation(phrase: string): boolean {
  return ORGANISATION.test(phrase);
}

/** Whether a phrase holds an institution's word at all. */
export function isInstitution(phrase: string): boolean {
  return phrase.split(/[\s/|,()]+/).some((token) => token !== '' && isInstitutionWord(token));
}

/** Names of shared mailboxes and of us rather than of a person. */
export const NOT_A_PERSON =
  /(?:^|[^\p{L}])(?:info|admin|administrator|office|secretar\w*|sekretari\w*|bibliotheek|library|support|help\s?desk|team|news|noreply|contact|colloqui\w*|kolloqui\w*|seminar|mailing|list|the|reception|service|services|helpdesk|postmaster|mailer|daemon|system|automatic|notification|via|department|gmbh|group|lab)(?![\p{L}])/iu;
