/**
 * The words by which a sentence of a request shows what it is there for, per language: en nl de fr es it pt tr pl cs sv da no fi ru el
 * zh ja ko ar. JavaScript's \b knows ASCII only, so most begin with a look behind.
 */

/** Begins a reason inside a sentence; group 1 is the conjunction. */
export const BECAUSE =
  /(?:^|[\s,;:(–—，、。-])((?:because|cuz|since|so that|omdat|aangezien|zodat|doordat|weil|denn|damit|(?<!\b(?:the|a|my|our|your|his|her|by|of|this) )car|parce qu(?:e|['’])|puisque|porque|ya que|pues|dado que|puesto que|perché|poiché|dato che|siccome|dal momento che|visto che|pois|uma vez que|visto que|já que|çünkü|zira|amacıyla|için|ponieważ|gdyż|bo|żeby|aby|protože|neboť|jelikož|abych(?:om)?|eftersom|därför att|för att|fordi|for å|for at|koska|sillä|jotta|потому что|поскольку|так как|чтобы|γιατί|διότι|επειδή|ώστε|因为|因為|由于|以便|ので|ため、|لأن|لأنن[اي]|حيث|كي)(?![\p{Ll}])|as (?=I\b|we\b|my\b|our\b|it\b|this\b|part\b)|for (?=my\b|our\b)|want(?=\s+(?:voor|met|op|dat|dit|er|als|ik|wij|we|onze?|mijn|de|het|in|bij)\b)|da (?=ich|wir|mein|unser|man|es|sie))/iu;

/** Begins a purpose: it counts only behind a request, "add me to learn …", not in "I want to learn …". */
export const PURPOSE =
  /(?:^|[\s,;:(–—-])(in order to|to (?=learn|hear|see|understand|find|follow|keep|get|stay|meet|know)|om te|om (?=\p{L}+ te\b)|um (?=\p{L}+\s)|afin d(?:e|['’])|pour (?=\p{Ll}+[eriu]r\b|mieux|apprendre|comprendre|suivre)|para (?=\p{Ll}+[aei]r\b)|per (?=\p{Ll}+re\b|capire))/iu;

/** Wishes, hopes, needs and curiosity: the clearest signs of a reason. */
export const WISH =
  /(?<![\p{L}])(?:want(?:s|ed)?|wanna|wish(?:es)?|hop(?:e|es|ing)|need(?:s|ed)?|curious|interest(?:s|ed|ing)?|keen|eager|wonder\w*|fascinat\w*|rather|tired of|looking (?:for|to)|would (?:like|love|help)|['’]d (?:like|love|rather)|love to|prefer|trying to|learn|catch up|keep up|stay (?:up|in touch|current|informed)|understand|compare|steal|wil(?:len)?|wilde|hoop|hopen|zoek(?:en)?|benieuwd|nieuwsgierig|interesse(?:ert|ren)?|geïnteresseerd|graag|leren|begrijpen|nodig|möchte[nt]?|moechte\w*|will|wollen|würde[nt]?|hoffe[nt]?|such(?:e|en|t)|interessier\w*|interesse|neugierig|gern(?:e)?|brauche[nt]?|lernen|verstehen|austausch|souhait\w*|voudr\w*|aimer\w*|préf[èé]r\w*|esp[èé]r\w*|cherch\w*|intéress\w*|curieu\w*|besoin|comprendre|apprendre|veux|quier[oe]\w*|quer(?:em|rí)\w*|quisier\w*|gustar\w*|esper\w*|busc\w*|interes\w*|curiosidad|necesit\w*|aprender|entender|vorre\w*|voglio|vogliamo|spero|speriamo|cerc(?:o|hiamo)|interess\w*|curios\w*|bisogno|imparare|capire|quer(?:o|emos|ia)\w*|gostar\w*|gostava|espero|procur\w*|precis\w*|perceber|necessidade|isti\w+|istem\w*|istiyor\w*|öğren\w*|merak\w*|ilgi\w*|ihtiya\w*|chc(?:ę|emy|ia)\w*|chciał\w*|szuka\w*|interesuj\w*|ciekaw\w*|potrzebuj\w*|zrozumieć|nauczyć|dowiedzieć|chc(?:i|eme|tě)\w*|zajímá\w*|hledá\w*|potřebuj\w*|rád|ráda|rádi|vill|skulle|hoppas|söker|nyfik\w*|intresse\w*|behöver|gärna|lära|förstå|vil|ville|håber|håper|søger|søker|nysgerrig\w*|nysgjerrig\w*|interesse\w*|gjerne|gerne|lære|forstå|vide|vite|halua\w*|haluais\w*|toivo\w*|kiinnosta\w*|etsi\w*|tarvits\w*|oppi\w*|хо(?:чу|тим|тел|тела|тели)\p{L}*|интерес\p{L}*|надею\p{L}*|ищ(?:у|ем)|нужн\p{L}*|узнать|понять|научиться|любопытн\p{L}*|θέλ\p{L}*|ήθελα|ενδιαφέρ\p{L}*|ελπίζ\p{L}*|ψάχν\p{L}*|χρειάζ\p{L}*|μάθ\p{L}*|καταλάβ\p{L}*)(?![\p{L}])|希望|想(?:了解|学|知道|听|看|要)|想|学习|學習|了解|感兴趣|兴趣|興味|学び|勉強|知りたい|したい|たく|싶|관심|궁금|배우|أود|أرغب|أبحث|أهتم|مهتم|نأمل|آمل|أريد|نريد/iu;

/** The first person, who speaks of their own work. */
export const OWN =
  /(?<![\p{L}])(?:I|we|my|our|us|me|i['’](?:m|d|ve)|ik|wij|we|ons|onze?|mijn|mij|ich|wir|mich|mir|uns|mein\p{L}{0,2}|unser\p{L}{0,2}|je|j['’]\p{L}+|nous|mon|ma|mes|notre|nos|on|yo|nosotros|mi|mis|tengo|debo|puedo|llevo|ando|hago|ho|devo|posso|sto|faccio|tenho|preciso|faço|estou|estoy|uso|studio|\p{L}{3,}(?:amos|emos|imos|iamo)|nuestr\p{L}+|me|nos|io|noi|mio|mia|miei|nostr\p{L}+|ci|eu|nós|meus?|minhas?|noss\p{L}+|ben|biz|benim|bizim|\p{L}+(?:yorum|yoruz|ıyoruz|iyoruz)|ja|my|mój|moja|moje|nasz\p{L}*|mamy|mam|já|můj|moje|náš|naše|jsem|jsme|máme|mám|jag|vi|min|mitt|mina|vår\p{L}*|jeg|vi|min|mit|mitt|vår\p{L}*|vores|minä|me|minun|meidän|minua|meitä|\p{L}{3,}(?:mme|emme|amme)|я|мы|мой|моя|мои|моей|моего|наш\p{L}*|мне|меня|нас|нам|мας|μας|μου|εμείς)(?![\p{L}])|我|我们|私|弊|저는|제가|저희|우리|أنا|نحن|لدينا|عملي|بحثي/iu;

/** Work and study on something: a sentence of its own that says what somebody does. */
export const FIELD_OF_WORK =
  /(?<![\p{L}])(?:work(?:s|ing)? on|stud(?:y|ies|ying)|research\w*|develop\w*|build(?:ing|s)?|model(?:s|l?ing)?|simulat\w*|train(?:s|ing)?|thesis|dissertation|project|group|team|lab|data|job|werk(?:en)? aan|onderzoek\w*|ontwikkel\w*|scriptie|proefschrift|promotie|afstudeer\w*|thema|arbeit\w*|forsch\w*|entwick\w*|masterarbeit|doktorarbeit|bachelorarbeit|dissertation|projekt|travaill\w*|recherch\w*|développ\w*|thèse|mémoire|projet|trabaj\w*|investig\w*|desarroll\w*|tesis|proyecto|lavor\w*|studio|studiamo|(?:mi|ci) occup\w+|(?:me|nos) ocup\w+|m['’]occupe|ricerc\w*|svilupp\w*|tesi|progetto|stiamo|trabalh\w*|pesquis\w*|desenvolv\w*|tese|projec?to|çalış\w*|araştır\w*|geliştir\w*|kullan\w*|tez\w*|zajmuj\w*|pracuj\w*|bada\w*|prac[ęay]|zabýv\w*|pracuj\w*|výzkum\w*|arbetar|forskar|forskning|avhandling|arbejder|forsker|afhandling|arbeider|avhandling|tutki\w*|mallinn\w*|väitöskirja\w*|gradu\w*|занима\p{L}*|работа\p{L}*|исследу\p{L}*|разрабат\p{L}*|диссертац\p{L}*|тема|ασχολ\p{L}*|εργάζ\p{L}*|εκπαιδεύ\p{L}*|έρευν\p{L}*|διατριβ\p{L}*)(?![\p{L}])|研究|正在|预测|開発|取り組|연구|개발|أعمل|ندرس|أدرس|أطروح/iu;

/** Calls itself the reason, or draws the wish from it. */
export const EXPLICIT =
  /(?<![\p{L}])(?:reasons?|motivat\p{L}+|that(?:['’]s| is) why|which is why|hence|therefore|reden|motivatie|daarom|vandaar|gr(?:und|ünde)|deshalb|deswegen|daher|raisons?|c['’]est pourquoi|d['’]où|motivo|razón|por eso|por ello|perciò|quindi|ragione|por isso|razão|bu yüzden|bu nedenle|dlatego|powód|proto|důvod|därför|anledning\p{L}*|derfor|grunnen|siksi|syy|поэтому|причин\p{L}*|γι['’ ]?αυτό|λόγος)(?![\p{L}])|理由|所以|因此|そのため|그래서|لذلك/iu;

/** What being on the list would do for somebody. */
export const HELPS =
  /(?<![\p{L}])(?:would (?:really |greatly )?help|helps? (?:me|us)|(?:me|ons|mij) (?:erg |enorm )?helpen|helfen|aiderai(?:t|ent)|ayudar[ií]an?|aiuterebbe\w*|ajudari?am?)(?![\p{L}])/iu;
