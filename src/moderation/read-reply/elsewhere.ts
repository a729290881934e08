/** Whether what stands beside a bare "yes" or "ok" shows that it answers something else: "Yes, I saw it", "ok, at eight". */
import type { AskContext } from './ask.ts';
import { excuses, isBesideThePoint } from './beside.ts';
import { hasAny } from './consume.ts';
import { fold } from './sentences.ts';

/** What one says of people one wants: "she gave a good talk", "I know her", "Hettinga's PhD student". */
export const RECOMMENDS =
  /\b(?:know|knows|met|read|worked|works?|work with|colleague|student|phd|postdoc|professor|prof|teacher|researcher|supervisor|group|lab|field|talk|paper|preprint|thesis|motivation|interesting|interested|relevant|convincing|uberzeug\w*|overtuig\w*|convainc\w*|convincent\w*|begrundung|motivatie|impressive|good|great|excellent|nice|strong|happy|glad|welcome|add|fits?|qualified|expert|useful|smart|legit|genuine|serious|asset|addition|exactly|ken|kent|kennen|werkt|zit bij|collega|promovend\w*|begeleid\w*|lezing|goede?|goeie|leuke?|leuk|sterke?|mooie?|interessante?|nuttig|aanvulling|aanwinst|kenne|kennt|arbeitet|forscht|kollegin|kollege|kollegen|doktorand\w*|vortrag|gute[rsn]?|tolle?[rsn]?|spannend\w*|interessant\w*|sympathisch\w*|connais|travaille|collegue|doctorant\w*|excellente?|bonne?|utile|interessante?|sympa\w*|serieu\w*|conosco|conozco|conocemos|conheco|kanner|kender|znam|lavora|dottorand\w*|brav[ao]|bell[ao]|ottim[ao]|utile|interessante|gentile)\b/u;

/** "she …", "c'est …": a statement about the person. */
const ABOUT_THEM =
  /^[\s,;:.!()-]*(?:(?:and|because|since|as|for|en|want|und|denn|weil|et|car|e|perche)\s+)?(?:she|he|they|she's|he's|they're|her|his|their|this (?:one|person)|ze|zij|hij|haar|zijn|die|deze|sie|er|ihre?|seine?|elle|il|c'est|sa|son|ses|lei|lui|e)\s/u;

/** The person, or how the host knows them. */
const OF_THEM =
  /\b(?:sa|son|ses|sua|suo|ihre[nrm]?|seine[nrm]?|one more|another one|i like|sounds|looks|we (?:need|could (?:do with|use))|wir brauchen|on manque|more people|mehr leute|finally|eindelijk|endlich|enfin|finalmente|one of (?:us|ours)|she|he|they|she's|he's|they're|her|him|them|his|their|zij|ze|hij|haar|hem|hen|sie|er|ihn|ihm|ihr|elle|il|lui|leur|lei|ella|gli|le|girl|guy|person|people|we met|we know each other|wir kennen uns|we kennen elkaar|on se (?:connait|connais)|on s'est|ci conosciamo|nos conocemos|poor|lucky|brave)\b/u;

/** The yes answers a mail, not the request: "Yes, I saw it", "Ok, thanks for letting me know", "Yes, she told me". */
const NOT_THE_REQUEST =
  /\b(?:gaat (?:gewoon |wel |niet |toch )*door|findet (?:\p{L}+ )?statt|takes? place|fallt aus|aura lieu|a lieu|si (?:fara|tiene|terra)|besetzt|bezet|warned|told|tell|mentioned|already|about this|letting|let me|inform\w*|remind\w*|will|i'll|saw|seen|noticed|noted|got|received|remember|heard|read (?:it|this|that|your)|know (?:that|this|it|what|about)|understand|reputation|keeps?|every(?:one|body|body|where| day| week| month| year)|they all|the one (?:who|that|from)|notorious|infamous|known for|those people|strange|weird|odd|suspicious|iedereen|immer wieder|alle|jede\w* (?:woche|monat|jahr)|tout le monde|toutes les|tutti|ogni|works for me|(?:mon|tues|wednes|thurs|fri|satur|sun)day works|asked|did|done|said|your (?:mail|message|e-?mail)|gezien|gelezen|gehoord|gekregen|verteld|zal|weet|gesehen|gelesen|gehort|bekommen|gesagt|werde|weiss|vu|lu|recu|entendu|sais|vais|dit|visto|letto|ricevuto|sentito|detto|so che|faro)\b/u;

/** "Yes, after her talk" */
const LIMITS =
  /^[\s,;:.!()-]*(?:but |and |en |und |et |e )?(?:after|when|once|only|before|first|not|wenn|nur|erst|nach|als|alleen|pas|eerst|na|quand|apres|seulement|solo|quando|dopo|prima|despues|cuando)\b/u;

/** "I know, yes": the mail was no news. */
const PROMISES =
  /^\W*(?:please )?let's (?!add|accept|approve|have|let|welcome|admit|take|say|include)|\b(?:add|put|book|send|print|order|bring|move|post|upload) (?:the|a|an|some|two|three|more|my|our|your|slides?|chairs?)\b(?! (?:\p{L}+ )?(?:request|person|list|applicant|woman|man|guy|lady|student|colleague|one))|^\W*(?:(?:and|but|though|so)\s+)?(?:i'd (?:love|like)|i would (?:love|like)|i'll|i will|i can(?! (?:only )?(?:vouch|recommend|confirm))|ich werde|ich kann|je vais|je peux|ik zal|ik kan|ti mando|vi mando|mando)(?!\p{L})/u;
const OF_ONE =
  /\btell (?:her|him|them) to (?:call|mail|write|phone|ring|see|contact) (?:me|us)\b|\b(?:call|phone|ring|text) me\b|\b(?:(?:e-?)?mailed|wrote|written|called|phoned|contacted|texted|approached) (?:to )?(?:me|us)\b|\bme (?:gemaild|geschreven|gebeld)\b|\b(?:hat mir|hat uns) .{0,20}(?:geschrieben|gemailt)|\bm'a (?:aussi )?ecrit|\bmi ha (?:anche )?scritto|^\W*(?:c'est (?:bien )?moi|sono (?:proprio )?io|das bin ich|dat ben ik|it's me|soy yo|sou eu)\b/u;
/** "Oui, je suis bien doctorant à Rennes": the applicant. */
const OF_APPLICANT =
  /^\W*(?:je suis|ich bin|ik ben|sono|i am|i'm|soy) (?:\p{L}+ ){0,2}(?:phd|student|studente\w*|etudiante?|doctorante?|doktorand\w*|promovend\w*|dottorand\w*|post-?doc)\b|\b(?:ich|ik|je|i)(?:'d| would| wurde| mochte| zou| voudrais)? (?:\p{L}+ ){0,4}(?:teilnehmen|deelnemen|participer|join|take part)\b/u;
const KNOWN = /^\W*i (?:already )?know(?: that| this| it| about (?:that|this|it))?\W*$/u;
const THANKS =
  /\b(?:thanks|thank you|thx|cheers|dank\w*|bedankt|danke|merci|grazie|gracias|sorry|apologies|desolee?|scusate|perdon)\b/u;
/** "Yes! I'll bring the projector.": an errand. */
const ERRAND =
  /^\W*(?:(?:and|so|then|en|und|et|e)\s+)?(?:i'll|i will|i'd|i would|ik wil|ik zou|ich wurde|ich mochte|je voudrais|vorrei|we'll|i'm|i am|i can|i have|i've|i had|i saw|i got|ik neem|ik breng|ik kom|ik heb|ik zal|ich bringe|ich komme|ich habe|ich werde|j'apporte|j'arrive|je viens|j'ai|porto|vengo|ho|arrivo|see you|ci vediamo|ci sentiamo|on se voit|wir sehen uns|we zien elkaar|at \d|om \d|um \d|a \d|your?|that|this|it)(?![\p{L}])/u;

/** @param rest what stands behind the bare yes */
export function answersElse(rest: string, context: AskContext): boolean {
  if (
    LIMITS.test(rest) ||
    NOT_THE_REQUEST.test(rest) ||
    KNOWN.test(rest) ||
    OF_APPLICANT.test(rest) ||
    (CELEBRATES.test(rest) && !OF_THEM.test(rest)) ||
    PROMISES.test(rest) ||
    OF_ONE.test(rest) ||
    isThing(rest) ||
    (APPOINTS.test(rest) && !OF_THEM.test(rest) && !RECOMMENDS.test(rest)) ||
    /\d[:.h]\d\d/.test(rest)
  )
    return true;
  const named =
    context.applicant !== null &&
    fold(context.applicant)
      .split(/\s+/)
      .some((part) => part.length > 2 && rest.includes(part));
  const isOfThem = named || RECOMMENDS.test(rest) || ABOUT_THEM.test(rest) || OF_THEM.test(rest);
  return (
    !isOfThem &&
    !(THANKS.test(rest) && !ERRAND.test(rest)) &&
    !(excuses(rest) && !ERRAND.test(rest)) &&
    !hasAny(rest, 'approve')
  );
}

/** "Two tickets for Friday." */
const APPOINTS =
  /\b(?:tickets?|seats?|^\W*(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|lunedi|martedi|mercoledi|giovedi|venerdi|(?:on|for|at|by|till|until|am|op|om|le|il) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)|(?:am|on the|op de|le|il|el) \d{1,2}(?![\d.]?\d)|\d{1,2}\.? (?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])\p{L}*|\d{1,2}(?:[:.h]\d\d| ?(?:am|pm|uhr|uur)))\b/u;

const OF_ONESELF =
  /^\W*(?:i am|i'm|i was|ik ben|ik was|ik zit|ich bin|ich war|je suis|j'etais|sono|ero|estoy)\b/u;

/** The room, the dinner, the projector. */
function isThing(rest: string): boolean {
  return isBesideThePoint(rest) && !excuses(rest) && !THANKS.test(rest);
}

/** "Yes!!! We won the bid" */
const CELEBRATES =
  /\b(?:we (?:won|did it|made it|got|finally)|grant|funding|proposal|(?:paper|project|bid) (?:is |was |got |has been )?(?:accepted|funded|through)|(?:got|is|was|has been|gets) funded|(?:come|came) through|prize|award|(?:it )?works again|is (?:back|up again|fixed)|beurs|subsidie|antrag|forderung|bourse|subvention|on a (?:gagne|eu|reussi|obtenu)|abbiamo (?:vinto|ottenuto)|congratulations|congrats|gefeliciteerd|gluckwunsch|felicitations|congratulazioni|font|layout|(?:could|should|might) be (?:bigger|smaller|larger|longer|shorter|brighter|\p{L}+er)|hooray|celebrate|nos dieron|bewilligt|toegekend|financement|finanziat\p{L}*|finanziamento|beca|ganamos|conseguimos|pengarna|anslaget|stipendiet|hat ja gesagt|(?:paper|artikel|article|antrag|projekt|project|projet|articolo) (?:ist|is|est|e) (?:durch|angenommen|aangenomen|geaccepteerd|accepte|passe|accettato))\b/u;

/** A sentence of its own behind a bare yes: only an errand shows that the yes was for that. */
export function isErrand(sentence: string): boolean {
  if (CELEBRATES.test(sentence)) return true;
  return (
    (ERRAND.test(sentence) || (APPOINTS.test(sentence) && !OF_ONESELF.test(sentence))) &&
    !RECOMMENDS.test(sentence) &&
    !OF_THEM.test(sentence) &&
    !isBesideThePoint(sentence)
  );
}
