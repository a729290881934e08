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
  'good morning afternoon evening all both everyone goedemorgen goedemiddag goedenavond allen allemaal beste guten morgen tag abend zusammen liebe lieber bonsoir tous toutes chers cheres buongiorno buonasera tutti tutte cari care gentili hallo',
  // What hosts say in a few words without any of the small ones: "mooie site, nette motivatie", "sitz im Zug".
  'nice great lovely interesting short long brief clear vague website site page motivation affiliation topic field subject paper talk grant university institute lab group company vendor sales spam signed sent phone train bus meeting lunch coffee office holiday reply message inbox clever smart excellent impressive funny odd strange weird typical classic rather enough busy late early today yesterday soon monday tuesday wednesday thursday friday weekend semester term year summer autumn winter spring works worked studied met knows knew read wrote wants likes looks sounds seems',
  'mooi mooie nette net leuk leuke goede goeie sterke sterk zwak zwakke korte kort lange lang duidelijk vaag interessant interessante site website pagina motivatie affiliatie onderwerp vakgebied lezing beurs universiteit instituut lab groep bedrijf verkoper reclame spam verzonden telefoon trein bus vergadering lunch koffie kantoor vakantie antwoord bericht mailbox slim knap uitstekend indrukwekkend grappig vreemd raar typisch druk laat vroeg vandaag gisteren snel maandag dinsdag woensdag donderdag vrijdag weekend semester jaar zomer herfst winter lente werkt werkte studeerde kent kende las schreef zoekt wil lijkt klinkt ziet klant klanten student studente collega promovendus vriend vriendin geweldig prima prachtig prachtige helaas gelukkig alweer nogal echt gewoon helemaal verhaal profiel vak mens',
  'schon schone nett nette gut gute guter starke stark schwach schwache kurz kurze lang lange klar unklar interessant interessante seite webseite motivation einrichtung thema fach vortrag stelle uni universitat institut labor gruppe firma verkaufer werbung spam gesendet handy zug bahn bus sitzung mittag kaffee buro urlaub antwort nachricht postfach klug ausgezeichnet beeindruckend lustig komisch seltsam typisch voll spat fruh heute gestern bald montag dienstag mittwoch donnerstag freitag wochenende semester jahr sommer herbst winter fruhling arbeitet arbeitete studierte kennt kannte las schrieb sucht will klingt scheint sitz sitze stehe kunde kunden student studentin kollege kollegin doktorand freund freundin toll prima leider zum gluck wieder ziemlich echt einfach ganz knapp begrundet profil mensch bisschen etwas netz miserabel wichtig spannend',
  'beau belle jolie bon bonne fort forte faible court courte long longue clair claire vague interessant interessante site page motivation affiliation sujet domaine expose bourse universite institut labo groupe entreprise vendeur publicite spam envoye portable train bus reunion dejeuner cafe bureau vacances reponse message boite malin excellent excellente impressionnant drole bizarre etrange typique charge tard tot aujourd hier bientot lundi mardi mercredi jeudi vendredi semestre annee ete automne hiver printemps travaille travaillait connait connaissait lit lu ecrit cherche veut semble parait client clients etudiant etudiante collegue doctorant ami amie genial superbe dommage encore plutot vraiment simplement dossier profil personne quelqu gens',
  'bello bella bellissimo bellissima buono buona forte debole breve corto lungo lunga chiaro chiara vago interessante sito pagina motivazione affiliazione argomento settore relazione borsa universita istituto laboratorio gruppo azienda venditore pubblicita spam inviato telefono treno autobus riunione pranzo caffe ufficio vacanza risposta messaggio casella bravo brava ottimo ottima eccellente notevole buffo strano tipico pieno tardi presto oggi ieri lunedi martedi mercoledi giovedi venerdi semestre anno estate autunno inverno primavera lavora lavorava conosce conosceva letto scritto cerca vuole sembra pare cliente clienti studente studentessa collega dottorando dottoranda amico amica ragazzo ragazza splendido peccato complimenti davvero proprio semplicemente profilo persona gente curriculum lettera',
];

/** The same of languages that hosts' mails are seldom in, and whose signs we know too few of: Spanish, Portuguese, Swedish, Danish, Polish, Czech, Finnish, Turkish. */
const OTHER: readonly string[] = [
  'el la los las un una unos y o pero yo tu el ella nosotros ellos me te se lo le nos mi su es son soy era esta estan estoy ha he han hay puede debe no si tambien ya aun solo aqui este esta ese esa quien que donde como cuando de del a al en con por para sin mas muy bien bueno gracias hola saludos',
  'o os as um uma e ou mas eu ele ela nos eles me te se lhe meu minha seu sua e sao sou era esta estao tem tenho ha pode deve nao sim tambem ja ainda so aqui este esta esse essa isto isso quem que onde como quando de do da dos das em no na com por para sem mais muito bem bom obrigado obrigada ola',
  'och eller men jag du han hon den det vi ni de mig dig honom henne oss min din sin ar var har hade kan ska vill inte ja nej ocksa redan bara har dar denna detta som vad var hur om att till av for fran med pa i ut en ett mycket bra tack hej',
  'og eller men jeg du han hun den det vi de mig meg deg ham hende henne os oss min din sin er var har havde hadde kan skal vil ikke ja nej nei ogsa allerede kun bare her der denne dette som hvad hva hvor hvordan om at til af av for fra med pa i en et meget bra godt tak takk hej hei',
  'i a ale lub ja ty on ona my oni mnie go jej jego mu sie moj jest sa byl byla ma mam nie tak tez juz tylko tu tam ten ta to kto co gdzie jak kiedy czy do od z ze w we na po za dla bez o bardzo dobrze prosze dziekuje czesc',
  'a i ale nebo ja ty on ona my oni mi se je jsou byl byla ma mam ne ano taky uz jen jenom tu tam ten ta to kdo co kde jak kdy kdyz jestli z ze v na po za pro bez velmi dobre prosim dekuji',
  'ja tai mutta mina sina han me te he se on ovat oli en ei kylla myos jo vain taalla tama mika kuka missa miten jos etta hyva kiitos',
  've veya ama ben sen o biz siz onlar bu su bir var yok degil evet hayir da de icin ile gibi daha cok iyi lutfen tesekkurler eger',
];
const known = new Set(COMMON.join(' ').split(' '));
const other = new Set(
  OTHER.join(' ')
    .split(' ')
    .filter((word) => !known.has(word)),
);

/** A long foreign sentence has words of ours by chance; one in six is too few. */
const LEAST_SHARE = 1 / 6;

/** Letters of another script. */
export function isOtherScript(folded: string): boolean {
  return /[^\P{L}\p{Script=Latin}]/u.test(folded);
}

export function isForeign(folded: string): boolean {
  if (isOtherScript(folded)) return true;
  const words = folded.match(/\p{L}+/gu) ?? [];
  const ours = words.filter((word) => known.has(word)).length;
  const theirs = words.filter((word) => other.has(word)).length;
  return words.length > 2 && (theirs > ours || ours < words.length * LEAST_SHARE);
}
