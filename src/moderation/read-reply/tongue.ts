/**
 * Whether a sentence is in a tongue whose signs of doubt we know. In any other, what looks harmless may be a condition, so
 * the answer stays unclear. Folded text.
 */

/** The words that most sentences of a language hold one of: articles, pronouns, prepositions, verbs of being and having. */
const COMMON: readonly string[] = [
  'a an the i you he she it we they me him her us them my your his its our their is are was were be been am do does did has have had will would can could should may might must not no yes and or but so if of to in on at by for from with about as than that this these those there here who what which when where how why all any some one two both many more most very too also just only again still now then up out over well good great nice fine ok okay please thanks thank sorry hi hello dear mr mrs dr see know think get got go going let say said tell ask add approve decline don t s ll re ve isn doesn didn won time month week year day same new old last next first second third never always name man woman person people company work works list group talk mail student students really another best kind warm regards wishes sincerely cordially yours truly because before after enough quite around such much little few rather always often since under between while though however online first',
  'de het een en of maar dus want ik jij je u hij zij ze wij we jullie hen hem haar mij me ons mijn jouw zijn hun is ben bent was waren heb hebt heeft hebben had kan kunnen mag moet wil zal zou wordt worden niet geen ja nee wel ook nog al er hier daar dit dat deze die wie wat welke waar hoe als om te van voor naar met bij op in uit aan over tot door na goed leuk graag even maar dank bedankt groet groeten beste hoi dag',
  'der die das den dem des ein eine einen einem einer und oder aber also denn ich du er sie es wir ihr ihn ihm mir mich dich uns euch mein meine dein sein ihre unser ist sind bin war waren hat habe haben hatte kann konnen darf soll will wird werden nicht kein keine ja nein auch noch schon nur mal hier da dort dies diese wer was wo wie wenn ob zu zum zur von vom fur mit bei auf an in aus uber nach um so sehr gut gern gerne bitte danke gruss grusse liebe lieber hallo',
  'le la les l un une des du de d et ou mais donc car je j tu il elle on nous vous ils elles me te se lui leur moi mon ma mes ton ta son sa ses notre votre est sont suis es etait c ce cet cette ces ca cela a as ont ai avons avez peut peux doit faut va pas ne n oui non aussi encore deja y en qui que qu quoi ou comment quand si a au aux dans sur pour par avec chez sans plus tres bien bon merci bonjour cordialement salut',
  'il lo la i gli le l un una uno e o ma quindi io tu lui lei noi voi loro mi ti si ci vi me te mio mia tuo sua suo nostro e sono sei era ha ho hai abbiamo hanno puo posso deve va non no si anche ancora gia solo qui questo questa quello quella chi che cosa dove come quando se di del della dei da dal in nel nella a al alla con su per tra piu molto bene buono grazie ciao saluti cordiali prego',
];
const known = new Set(COMMON.join(' ').split(' '));

/** A foreign sentence of any length has words of ours by chance; one in six is too few. */
const LEAST_SHARE = 1 / 6;

/** Letters of another script. */
export function isOtherScript(folded: string): boolean {
  return /[^\P{L}\p{Script=Latin}]/u.test(folded);
}

export function isForeign(folded: string): boolean {
  if (isOtherScript(folded)) return true;
  const words = folded.match(/\p{L}+/gu) ?? [];
  return words.length > 2 && words.filter((word) => known.has(word)).length < words.length * LEAST_SHARE;
}
