/**
 * The language of a short text, by its commonest words and its script. Made for mails of one to twenty lines, where
 * statistics over letters are weak and function words are plenty.
 */

/** BCP 47 tags that `detectLanguage` can return. */
export type Language =
  | 'en'
  | 'nl'
  | 'de'
  | 'fr'
  | 'es'
  | 'it'
  | 'pt'
  | 'tr'
  | 'sv'
  | 'pl'
  | 'da'
  | 'nb'
  | 'fi'
  | 'cs'
  | 'hu'
  | 'ar'
  | 'zh-Hans'
  | 'zh-Hant'
  | 'ja'
  | 'ko'
  | 'ru'
  | 'el';

const COMMON: Readonly<Record<string, string>> = {
  en: 'the and of to in is i you for that it with on my we are be have this would like your please could at am from as me add list thanks dear not was our an by hi hello can about what who so if will do im regards best subscribe unsubscribe join yes no approve decline want send just only but has they where when how there join might attend accepted declined tentative maybe',
  nl: 'de het een en van ik is dat op te in voor met niet aan zijn er om ook als bij wij naar mijn graag jullie deze kan wil zou uw u mij me dit dan maar nog wat hoe omdat groet beste hoi via heb ben wordt worden geen meer over dank bedankt alvast vriendelijke lijst afmelden aanmelden ons onze willen hartelijke ja nee wel klopt goed akkoord ontvangen goedendag uit tot zit',
  de: 'der die das und ich ist nicht ein eine zu in den von mit sich auf für fuer dem des im bin wir sie mir mich es an auch als wie bei oder nur noch nach aus am haben wird würde wuerde möchte moechte bitte ihr ihre ihren ihrer grüße gruß gruss hallo liebe sehr geehrte danke kann man um über ueber dass weil mein meine gern gerne verteiler einen bis zum zur ja nein aber hier mehr werden werde freundlichen',
  fr: 'le la les de des du et je un une est que qui dans pour sur pas ne au aux avec ce cette vous nous mon ma mes votre vos notre nos suis par plus en se si où ou mais merci bonjour cordialement liste souhaite voudrais aimerais car afin être très bien jai jaimerais oui non été sont comme leur y à me moi toutes tous bonne travaille',
  es: 'el la los las de del y en que es un una por para con no se me mi su sus al lo como más mas pero soy yo estoy les muy quiero gracias hola saludos estimados estimado porque lista favor quisiera gustaría gustaria podrían podrian este esta también nos sobre sin ya si ha nunca vez hoy trabajo desde',
  it: 'il la lo gli le di del della dei e che è un una per con non si mi sono in al alla da come vorrei grazie buongiorno buonasera salve cordiali saluti lista questo anche più vostra vostro ma se ho io nostro nostra dal dato poiché perché presso iscrivermi solo finora nel nella mio mia siamo',
  pt: 'o a os as de do da dos das e que é um uma para com não em no na por se me meu minha sou estou gostaria obrigado obrigada olá bom dia lista como mais mas seu sua ao também porque sobre já tenho eu ajudam cumprimentos nos pela pelo este esta trabalho quero fazer anos deles ler',
  tr: 've bir bu için ile ben çok da de olarak merhaba listesine liste katılmak teşekkürler saygılarımla iyi günler çalışıyorum isterim lütfen olan daha gibi üniversitesi nin nın ilgili sayın adım hakkında benim doktora',
  sv: 'och att det är jag en ett på som för med av den inte till har om vi kan hej mig min från skulle vill tack hälsningar listan gärna eller så',
  pl: 'i w na z do nie się jest że to proszę o dzień dobry jestem mnie mi dla od jak lub oraz chciałbym chciałabym listę dziękuję pozdrawiam pozdrowienia moje mój za przez po',
  da: 'og at det er jeg en et på som for med af den til har om vi kan hej mig min fra skulle vil tak hilsen listen gerne eller så ikke jeres deres kære hvad hvordan været begyndt venlig må også når nu jeres være bliver afmeldes ferie tilbage',
  nb: 'og at det er jeg en et på som for med av den til har om vi kan hei meg min fra skulle vil takk hilsen listen gjerne eller så ikke deres dere hva hvordan vennlig må også når nå ved være blir melde kunne heter jobber bruker til å',
  fi: 'ja on ei että se olen mutta kun tai myös minun minua minut haluaisin voisitteko kiitos terveisin hei moi teidän meidän miten mitä mikä listalle listalta ovat oli sekä jos kuin vain olemme teemme ole tästä erityisesti ystävällisin asti lomalla asioissa yhteyttä ota',
  cs: 'a je na se že jsem v to si by ale jak s do za jako nebo mě mi jsme prosím dobrý den děkuji pozdravem ráda rád bych se u nás o tom nemám jmenuji listu seznamu zabývám mimo pondělí kancelář',
  hu: 'és a az hogy nem is egy van meg vagyok szeretném kérem köszönöm üdvözlettel tisztelt mert vagy már csak még hogyan listára név intézmény indok mi látni',
};

const WEIGHTS = new Map<string, readonly string[]>();
for (const [language, words] of Object.entries(COMMON)) {
  for (const word of new Set(words.split(' '))) WEIGHTS.set(word, [...(WEIGHTS.get(word) ?? []), language]);
}

/** Letters that narrow the choice. */
const TELLING: readonly (readonly [RegExp, string])[] = [
  [/[ıİğş]/u, 'tr'],
  [/ß/u, 'de'],
  [/[ãõ]/u, 'pt'],
  [/[ñ¿¡]/u, 'es'],
  [/[œ]|\b[jldnmcst]['’](?=\p{L})/iu, 'fr'],
  [/[ąęłńśźż]/u, 'pl'],
  [/[ěřů]/u, 'cs'],
  [/[őű]/u, 'hu'],
  [/[æø]/u, 'da'],
  [/(?:ää|yy|öö|uu|ii)/u, 'fi'],
  [/å/u, 'sv'],
  [/\bij\b|ij[nks]/u, 'nl'],
  [/[äöü]/u, 'de'],
];

/** The language of `text`; `fallback` (English) when there is too little to tell. */
export function detectLanguage(text: string, fallback: Language = 'en'): Language {
  const sample = text.slice(0, 4000).toLowerCase();
  const script = detectScript(sample);
  if (script !== null) return script;
  const scores = new Map<string, number>();
  const add = (language: string, points: number) =>
    scores.set(language, (scores.get(language) ?? 0) + points);
  for (const match of sample.matchAll(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?/gu)) {
    const word = match[0].replace(/['’]/g, '');
    const languages = WEIGHTS.get(word) ?? [];
    for (const language of languages) add(language, 1 / Math.sqrt(languages.length));
  }
  for (const [pattern, language] of TELLING) if (pattern.test(sample)) add(language, 0.9);
  let best: string = fallback;
  let top = (scores.get(fallback) ?? 0) + 0.01;
  for (const [language, score] of scores) {
    if (score > top) [best, top] = [language, score];
  }
  return best as Language;
}

/** Languages told by their script alone; half of the letters must be in it. */
function detectScript(text: string): Language | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const han = count(/\p{Script=Han}/gu);
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  if (letters === 0) return null;
  if ((han + kana) * 2.5 > letters && kana > 2) return 'ja';
  if (han * 2.5 > letters)
    return /[們學習這裡對為與發關於請將個業實驗]/.test(text) &&
      !/[们学习这里对为与发关于请将个业实验]/.test(text)
      ? 'zh-Hant'
      : 'zh-Hans';
  if (count(/\p{Script=Hangul}/gu) * 2 > letters) return 'ko';
  if (count(/\p{Script=Arabic}/gu) * 2 > letters) return 'ar';
  if (count(/\p{Script=Cyrillic}/gu) * 2 > letters) return 'ru';
  return count(/\p{Script=Greek}/gu) * 2 > letters ? 'el' : null;
}
