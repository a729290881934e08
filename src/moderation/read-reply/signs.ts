/**
 * What a sentence must hold to put a verdict beside it in doubt, by kind and language. A sentence without any such sign is
 * taken for harmless, whatever it is about: hosts write about trains, talks and dinners, and no list holds all of that. All
 * patterns are matched against folded text (`fold`).
 */
import { type HostLanguage, languageOf } from './language.ts';
import { withSharpS } from './words.ts';

export type Sign =
  /** It holds only if something is so. */
  | 'condition'
  /** The host has still something to do or to hear, or it is not to be done yet. */
  | 'wait'
  /** The host is not sure. */
  | 'hedge'
  /** The host feels uneasy about it, which does not speak against a no. */
  | 'unease'
  /** Somebody else decides, has decided, or is asked. */
  | 'other'
  /** It is not meant. */
  | 'irony'
  /** It is taken back, or was about something else. */
  | 'back';

type Words = Readonly<Partial<Record<HostLanguage | 'any', readonly string[]>>>;

/** `any`: words that mean this in whatever language they stand; the rest count only in a sentence of their language. */
const SIGNS: Readonly<Record<Sign, Words>> = {
  condition: {
    any: [
      "(?:^|[,;] )(?:ware|hatte|konnte) (?:er|sie|es|das)(?!\\p{L})|(?:was|had|zou) (?:hij|zij|ze) (?:maar|toch)|si (?:elle|ils?|on|c'est)|au cas ou|nel caso|voor het geval|sous reserve|du moment qu\\w*|sempre se|^\\W*si (?!(?:claro|senor|por|de|si)\\b)\\p{L}+ (?:no|lo|la|quiere|esta|dice|pone)|vorbehaltlich|onder voorbehoud|con riserva",
      'had (?:she|he|they|it) (?:given|sent|had|been|said|written|told|come)',
      'als \\p{L}+ (?:het|dit|dat|akkoord|ja|goed|mee|zegt|vindt|wil)',
      'se (?:o|a|os|as|ele|ela|eles)|, had (?:she|he|they)',
      'om (?:han|hon|inte|ingen|\\p{L}+ (?:sager|tycker|ar|vill|godkanner))|bara om',
      'se (?:o|a|os|as|ele|ela|eles) |once (?!more|again|upon|a )',
      '^\\W*(?:had|were|should) (?:she|he|they)\\b|wenn|unless|provided(?! (?:by|with|for|us|me))',
      'providing|(?:as|so) long as|assuming|on (?:the )?condition|only (?:if|when|once)|depends',
      'depending|subject to|conditional\\w*|in case|tenzij|mits|indien|zolang|zodra',
      'op voorwaarde|hangt (?:er ?van )?af|(?:alleen|pas) (?:als|wanneer|na)|falls|sofern',
      'vorausgesetzt|solange|sobald|unter der bedingung|es sei denn|(?:nur|erst) wenn',
      'hangt davon ab|kommt (?:drauf|darauf) an|sauf si|a condition|a moins qu\\w*|pourvu qu\\w*',
      'tant qu\\w*|des qu\\w*|seulement si|(?:ca|cela) depend|purche|a meno che|a patto',
      'a condizione|sempre che|solo se|dipende|a menos que|siempre que|con tal|a condicion',
      'solo si|salvo que|depende|desde que|ifall|forutsatt|hvis|medmindre|forudsat|jesli|jezeli',
      'chyba ze|pod warunkiem|o ile',
    ],
    en: [
      '(?<!even )(?<!sorry )(?<!apologies )(?<!asked me )(?<!wondered )if(?! (?:i (?:remember|recall)|only|that (?:helps|matters)|not more|you ask me|you must know|anyone asks))',
      'once (?:she|he|they|we|i|you|that|this|it|the|all)',
      'when (?:she|he|they) (?:has|have|tells?|sends?|shows?|confirms?|promises?|answers?)',
    ],
    nl: [
      'als (?:ze|zij|hij|het|er|ik|we|wij|jij|je|jullie|dat|dit|iedereen|niemand|de|die|maar|hun|haar|zijn)',
      'wanneer (?:ze|zij|hij|het|er|we)',
    ],
    fr: [
      "si (?:elle|il|ils|elles|on|tu|vous|nous|c'est|ca|cela|les?|la|personne|quelqu'un|tout|son|sa|je|jamais|\\p{L}+ (?:est|a|veut|dit|pense))",
      "s'ils?(?! (?:vous|te) plait)|une fois qu\\w*|quand (?:elle|il|on|nous)",
    ],
    it: ['se|quando (?:avra|sara|ha|ci)|una volta che|dopo che'],
  },
  wait: {
    any: [
      '(?:wir|lass(?:t|en)? uns|mussen|sollten|sollen)\\b[^.!?]{0,30} besprechen|besprechen (?:wir|das)|wir (?:das|es) (?:erst |noch |mal |lieber )*(?:gemeinsam|zusammen)',
      '(?:leave|let us leave) (?:it|this|that|her|him|them) (?:until|till|for now|open|there|be|alone|aside)',
      'vertag\\w*|uitstel\\w*|report(?:er|ons|ez)|rimand(?:are|iamo|ate)|rinvi(?:are|amo|ate)',
      'keep me (?:posted|informed|updated|in the loop)|houd? (?:\\p{L}+ ){0,2}op de hoogte|halt\\w* (?:\\p{L}+ ){0,2}auf dem laufenden',
      '(?:tiens|tenez)\\S* (?:\\p{L}+ )?au courant|tienimi|tenetemi|let me know (?:what|how|whether|when|if)',
      '(?:tengo|hay|tenemos|quiero) (?:que )?(?:\\w+ )?(?:leer|ver|pensar|preguntar|hablar|mirar|consultar)\\w*',
      'niet nu|nu (?:even )?niet|nicht jetzt|not today|geen tijd|keine zeit|pas le temps',
      "non ho tempo|(?:can't|cannot|won't|will not) answer (?:this|that|now|yet|today|until)",
      'demain|ce soir|domani|stasera|(?<!guten )(?<!goede )(?<!goeie )(?<!gute )morgen|vanavond|heute abend|(?:on|op) (?:the|de) agenda',
      'forst (?:maste|vill|ska)|vanta|najpierw|zanim|dopiero|primeiro|antes de|depois de',
      'vent lidt|forst skal|noch nichts|nog niets|nog niks|rien encore|ancora niente',
      'nothing yet|yet\\W*$|needs? (?:a |some |more |further )*(?:discussion|thought|time|talk)',
      'ne parliamo|parliamone|knowing more|know more|more (?:information|details)',
      '(?:talk|speak|write|call|ring|come) (?:to )?(?:me|us)',
      'will (?:answer|reply|decide|look|check|read|respond)',
      'pas (?:in|op|over|vanaf|volgende?|rond|tegen)|(?<!keep (?:her|him|them) )wait(?! for me)(?:s|ing)?(?! list)',
      'hold (?:on|off|it|this|that|fire|back|your)|hang on|not yet|not (?:just )?now',
      'let me(?! know)',
      "let's (?:wait|see(?! (?:what|how) (?:she|he|they))|discuss|talk|ask|check|hear|think|first|meet)",
      'for (?:now|the moment|the time being)|on hold|park (?:it|this)|postpone\\w*|sleep on',
      'think (?:about (?:it|this|that)|it (?:over|through)|this (?:over|through)|over|more)',
      'thinking about|get back to|come back to (?:you|this|it|that)|not before',
      '(?:but|only|not|nothing|anything|please|yet)\\b[^.!?]{0,40} (?:before|until|till)',
      'before (?:i|we|you|sending|adding|approving|deciding|anything|doing|she|he|they)\\b(?= (?:do|did|does|decide|say|answer|approve|add|send|can|have|has|had|get|go|is|are|know|read|see|ask|talk|speak|act|anything))',
      "first,? (?:i (?:want|need|have|must|should|would|will|'d|'ll)|we (?:want|need|have|must|should)|let|ask|check|talk|need|want)",
      "(?:i|we)(?:'d| would| do| still| just| really| also| first| only)* (?:need|want|have|like|love|ought|prefer|plan|intend) to (?:\\w+ )?(?:check|ask|talk|think|read|look|see|speak|discuss|decide|answer|reply|find|hear|know|understand|google|consult|verify|sleep|wait)",
      "(?:i'll|i will|we'll|we will|i am going to|i'm going to|we are going to|let me|i shall|gonna) (?:\\w+ )?(?:check|ask|talk|think|read|look|see if|see what|speak|discuss|decide|answer|reply|respond|find out|hear|google|consult|verify|sleep|wait|do it|do this|do that|get to|get back|write to (?:her|him|them))",
      "(?:have not|haven't|hasn't|has not|not) (?:\\w+ )?(?:read|looked|decided|checked|opened|seen (?:it|this|her (?:mail|request)|his (?:mail|request)|the (?:request|mail)))",
      "(?:no|had no|hadn't|not had|without|not found|not find) (?:the )?time|undecided",
      'open (?:question|till|until)|(?<!op te )wacht(?:en)?|nog niet|nu niet|laat me(?! weten)',
      'even (?:kijken|nadenken|wachten|overleggen|checken|vragen)',
      'eerst (?:even|nog|wil|moet|kijken|overleggen|vragen|horen)',
      '(?:moet|wil|zou|ga|zal) (?:ik |ik er |er )?(?:\\w+ ){0,4}(?:kijken|nadenken|overleggen|vragen|lezen|horen|(?<!niet )weten|spreken|bespreken|uitzoeken|navragen|slapen)',
      'nachtje|voorlopig',
      '(?:kom|kijk|kijken) (?:ik )?(?:er |hier )?(?:\\w+ )?(?:op terug|later|straks|morgen|naar)',
      'denk(?:en)? er ?over|overleg\\w*|noch nicht|jetzt nicht|warte\\w*|abwarten',
      '(?:a|one|einen|un) moment|moment mal|^\\W*moment',
      '(?:muss|will|mochte|wurde|werde|sollte\\w*|mussen|wollen) (?:ich |wir )?(?:\\w+ ){0,4}(?:ansehen|anschauen|nachdenken|uberlegen|lesen|fragen|sprechen|klaren|wissen|horen|besprechen|abklaren|schauen|prufen)',
      'uberleg\\w*|vorerst|zuerst|schlaf\\w* (?:\\p{L}+ ){0,4}(?:druber|daruber)|slaap (?:er )?(?:\\p{L}+ ){0,3}over|ci dormo|la nuit porte|erst (?:mal|einmal|noch|will|muss|nach|am|wenn|die|den|das)',
      'melde mich|mal (?:sehen|schauen)|nicht (?:vor|bevor)|bevor|pas encore|pas maintenant',
      "attends|attendez|attendre|attendons|d'abord",
      "(?:je |on |nous )?(?:dois|veux|voudrais|vais|doit|va|allons|devons|faut) (?:\\w+ |d'abord ){0,2}(?:voir|reflechir|demander|parler|regarder|lire|verifier|savoir|discuter|en parler|y reflechir)",
      "reflechi\\w*|pour l'instant|pour le moment|avant (?:de|que|qu'|tout)|je reviens|a voir",
      'laisse(?:z)?-moi|non ancora|non ora|non adesso|aspett\\w*|un attimo|un momento',
      '(?:devo|vorrei|voglio|dobbiamo|vediamo|facci|fammi|sentiamo) (?:\\w+ ){0,2}(?:vedere|pensare|chiedere|parlare|leggere|sentire|sapere|controllare|capire|pensarci|parlarne)',
      'ci penso|pensarci|sentiamo|per ora|per il momento',
      'prima (?:di|che|vorrei|devo|dobbiamo|sentiamo|voglio|si|bisogna|sento|chiedo|parlo)',
      'rispondo (?:dopo|piu|domani)|vi faccio sapere|ti faccio sapere|espera\\w*|todavia no',
      'aun no|ahora no|dejame|dejadme|antes (?:de|quiero|tengo|hay|que)|manana|luego|por ahora',
      'ya vere\\w*|deixa-me|espere|ainda nao|lat mig|inte an|lad mig|poczekaj\\w*|jeszcze nie',
      'zastanowi\\w*',
    ],
    en: [
      '(?:check|ask|talk|read|look|see|discuss|decide|speak|know|confirm|meet|sort)\\w*\\b[^.!?]{0,40}\\bfirst',
      'later(?! (?:in|on|than|work))|tonight|tomorrow|pending',
    ],
    nl: ['later|straks|voordat|totdat'],
    de: ['spater'],
    fr: ['plus tard'],
    it: ['piu tardi|dopo'],
  },
  hedge: {
    any: [
      'prinzipiell|grundsatzlich|principieel|in beginsel|hergerissen|indecis\\w*|partagee?',
      "(?:i|we|she|he)'d have (?:said|voted|been)|apparently|would like to (?:say|think)",
      'look what happened|(?:may|might|could) (?:still )?(?:change|reconsider)',
      'weiss (?:ich )?(?:es |das )?(?:auch |noch )?nicht',
      '(?:yes|ja|oui|si|yeah) (?:and|en|und|et|e|y) (?:no|nee|nein|non)|soft (?:no|yes)|tempted',
      'tending|lean (?:no|yes)|no way to (?:tell|know)|y/n',
      'with (?:some |a few |grave )?reservations|\\d+ ?%|\\p{L}+-ish',
      '(?:hope|believe|think|guess|suppose) so|leaning|would be a (?:yes|no)',
      "(?:would|'d) have (?:said|voted|been)|in (?:principle|theory|principe)|im prinzip",
      'en principe|sur le principe|in linea di principio|en principio|complicated|no clue',
      'normally|usually|(?:hope|think|believe) not|could (?:say|go)',
      'or (?:not|out|in|no|yes)\\W*$|either way is|maakt (?:mij|me|het) niet uit|liever wel',
      'wei(?:ss|ß) (?:ich )?nicht|kann ich (?:nicht|kaum|schlecht) sagen|eher nicht|sans avis',
      'nessuna? (?:idea|opinione)|maybe|perhaps|possibly|probably|presumably',
      "(?:not|un|isn't|ain't|n't) ?(?:so |quite |really |entirely |100 ?% |totally |too |completely )*(?:sure|certain)",
      'unsure|(?<!without )(?<!no )hesita\\w*|(?:i|we|some|my|have|in|serious|with) doubts?',
      'doubtful|torn|on the fence|i (?:guess|suppose)|might|(?<!the )(?:kind|sort) of|hm+|erm',
      'dunno',
      "(?:don't|do not|didn't|no idea|not) know (?:whether|if|what|why|how to|enough|about)",
      "don't know\\W*$|no idea(?! how (?:she|he|they) found)|in two minds|or not",
      "don't (?:really )?care|no (?:strong )?(?:opinion|preference|feelings?)|abstain\\w*",
      'neutral|whatever|either (?:is|works)|mixed feelings|gut feeling',
      'lean(?:ing)? (?:towards?|to)|almost|fifty[- ]fifty|50/50|misschien|wellicht',
      'waarschijnlijk|twijfel\\w*|niet (?:zo |helemaal )?zeker|weet (?:het )?(?:ik )?niet',
      'geen (?:idee|mening|voorkeur)|denk het wel|blanco|vielleicht|eventuell|vermutlich',
      'wahrscheinlich|nicht (?:ganz |so |wirklich )?sicher|zweif\\w*|unsicher|weiss nicht',
      'keine (?:ahnung|meinung)|jein|naja|na ja|bauchgefuhl|egal|peut-etre|peut etre|sans doute',
      'pas (?:tout a fait |tres |trop |vraiment )?(?:sure?|certaine?)|je ne sais (?:pas|plus)',
      'sais pas|doute|(?<!sans )hesit\\w*|aucune idee|peu importe|bof|mouais|forse|magari',
      'probabilmente|dubbi\\w*|non (?:lo )?so|non (?:ne )?sono (?:del tutto |molto )?sicur\\w*',
      'boh|mah|e uguale|quizas|quiza|tal vez|a lo mejor|no estoy segur\\w*|no se|talvez|kanske',
      'maske|moze|tveksam|osaker',
    ],
  },
  unease: {
    any: [
      '(?:not|un|never|nt) ?(?:so |quite |really |entirely |totally |too |completely )*(?:convinced|persuaded)',
      'bad feeling|uneasy|uncomfortable|niet (?:zo |helemaal |erg )?overtuigd',
      'nicht (?:ganz |so |wirklich )?uberzeugt',
      '(?:pas|peu) (?:tout a fait |tres |trop |vraiment )?convaincue?',
      'non (?:del tutto |molto )?convint\\w*',
    ],
  },
  other: {
    any: [
      'my (?:subscription|membership|registration)',
      '(?:muss|mussen|moet|moeten|doit|doivent|deve|devono|must|has to|have to|needs to) (?:\\p{L}+ ){0,3}(?:nicken|absegnen|zustimmen|draufschauen|druberschauen|tekenen|goedvinden|nod|sign off|approve|agree|valider|signer|approuver|approvare|firmare)',
      '(?:hat|haben|heeft|hebben|ha|hanno|has|a|ont) (?:\\p{L}+ )?(?:ja|nein|nee|oui|non|si|yes|no) (?:gesagt|gezegd|dit|detto|said)|said (?:yes|no) (?:when|as|to me|at|on|last)|(?:hieß|hiess|heißt|heisst) es|es (?:hieß|hiess|heißt|heisst)',
      '(?:add|accept|admit) me(?! to the (?:thread|meeting))|weiss (?:das|es) besser',
      'weet (?:het|dat) beter|knows (?:\\w+ )?better|laisse \\p{L}+ (?:repondre|decider|trancher)',
      'risponda|ne me prononce|^\\W*guess\\W*$|know my opinion',
      'soll (?:\\w+ )?(?:antworten|entscheiden|sagen)',
      'moet (?:\\w+ )?(?:antwoorden|beslissen|zeggen)|doit (?:repondre|decider|dire)',
      'deve (?:rispondere|decidere|dire)|should (?:answer|reply|decide|say)|enthalte mich',
      "recuse|leave me out|skip me|mi astengo|m'abstiens|onthoud|halte mich (?:da )?raus",
      'hier niet over|conflict of interest|doe (?:jij|jullie) maar|mach (?:du|ihr)|macht ihr',
      'fais comme|faites comme|fate come|fai come|do as you|as you (?:like|wish|see fit|think)',
      'whatever you',
      "(?:c'est |ce sera )?a \\p{L}+ (?:de|d') ?(?:decider|voir|trancher|dire|repondre)",
      "\\p{L}+'s (?:call|decision|choice|turn|vote)(?! to)|tocca a (?!me|noi)\\p{L}+",
      'es cosa de \\p{L}+',
      '(?:yes|no|ja|nee|nein|oui|non) (?:from|van|von) (?!me|my|us|our|mij|ons|mir|uns|here|this|the|over|both|all)\\p{L}+',
      'not my (?:job|decision|call|department)',
      '(?:will|may|might|must) have (?:a|an|the|her|his) (?:view|say|opinion)',
      'the other (?:one|person|request)(?= *\\W*$)',
      'what \\p{L}+ (?:told|said|says|wrote|thinks|says)|at least that|according to',
      'volgens (?!mij|ons|jullie)|laut (?!mir)|selon (?!moi|nous)|secondo (?!me|noi)',
      '^\\W*(?:said|says|zei|sagte|dixit|disse)|love to join|no longer (?:a |the )?host',
      'not (?:a |the )?host|(?:asked (?:me )?to|was told to) (?:say|approve|accept|vote|answer)',
      'asked me to|forwarded|ha[sd] the (?:answer|last word|say)|i study',
      "i(?: am|'m) an? (?:\\w+ )?(?:student|phd|researcher|postdoc)\\b",
      "i(?:'d| would) like to join|my (?:affiliation|motivation|application|request) (?:is|was)",
      'considering me',
      '(?:you|they|others|someone else|somebody else|the (?:others?|board|committee)) (?:can |may |should |could |must |two )*(?:decide|choose|judge)',
      'your (?:call|decision|choice|turn|judge?ment|vote)',
      '(?:her|his|their) (?:call|decision to make)|up to (?:you|\\p{L}+ to)',
      'leave (?:it|this|that|the decision|him|her|them) (?:to|with)',
      '(?:what|how) (?:do|does|did|would|about|says?|said) (?:you|\\p{L}+)',
      'let \\p{L}+ (?:decide|choose|answer|handle|judge|look)',
      '(?:says|votes|voted|thinks|wants|prefers|agrees|zegt|stemt|sagt|stimmt|vote|dice)(?<!\\b(?:i|je|io|ich|ik) vote) (?:yes|no|against|in favour|not sure|ja|nee|nein|oui|non|si|pour|contre|voor|tegen|fur|gegen|dagegen|dafur)',
      'agree with|same as|sides? with|like \\p{L}+ said|on behalf|jij (?:mag|moet|beslist|kiest)',
      'aan jou|aan jullie|wat (?:vind|denk|zeg)(?:en)? (?:jij|je|jullie|u)|beslis\\w*',
      'sluit me (?:aan|bij)|laat het aan|du entscheidest|entscheid\\w*|deine entscheidung',
      'was (?:meinst|denkst|sagst|meint|denkt|sagt) (?:du|ihr)|schliesse mich',
      'tu (?:decides|choisis)|a (?:toi|vous) de|comme tu veux|comme vous voulez',
      "(?:qu'en|que) (?:penses|pensez)|voyez avec|vois avec|demandez a|decidi tu|fai tu",
      'fate voi|decidete|come vuoi|cosa ne (?:pensi|pensa|pensate)',
      'senti(?:te)? (?:\\p{L}+ )?cosa|mi rimetto|decide tu|como quieras|que (?:opinas|piensas)',
    ],
  },
  irony: {
    any: [
      '(?:obviously|clearly|evidently|duidelijk|overduidelijk|offensichtlich|manifestement|ovviamente|evidentemente) (?:never|not|no|nooit|niet|nie|nicht|jamais|pas|mai|non)(?: (?:read|heard|seen|looked|gelezen|gelesen|lu|letto))?',
      "tapis rouge|roten? teppich|rode loper|red carpet|tappeto rosso|let's give (?:her|him|them) the|(?:geben|gib|geven) (?:wir )?(?:ihm|ihr|hem|haar) (?:auch )?(?:gleich |meteen )?(?:noch )?(?:den|die|das|de|het)",
      'pere noel|sinterklaas|kerstman|weihnachtsmann|babbo natale|papa noel|santa|easter bunny',
      'osterhase|kaiser von china|napoleon|mickey',
      '(?:why not|pourquoi pas|warum nicht|waarom niet|perche no) (?:also |auch |ook |aussi )?(?:the|my|le|la|mon|ma|den|die|de|het|il|lo)',
      '^\\W*(?:and|en|und|et|e) (?:\\p{L}+ ){1,4}(?:too|as well|ook|auch|aussi)\\W*$',
      '^\\W*(?:e poi|en dan|und dann|et puis|and then) ',
      "let's (?:all )?(?:make (?:it|this)|become|turn|open|start)",
      'because (?:we|this list|everyone) (?:really |so |desperately )?(?:needs?|lacks?|wants?) (?:more|another)',
      "while (?:we|you)(?:'re| are) (?:at|about) it|grand(?:mother|father|ma|pa)|mother-in-law",
      'the whole (?:world|family|internet)|jokes?',
      "(?:let's|why don't we|why not|we could|we might as well|and|then) (?:also |just |then )?(?:invite|add|take|let in) (?:all|every\\w*|the whole|the rest|my|half)",
      "(?:and|next|then) (?:the|i am the|i'm the|we invite|my) (?:pope|queen|king|moon|emperor|president|cat|dog|neighbou?r\\w*)",
      'pigs|hell freezes|as if|yeah,? right|sure,? sure|dream on|just what (?:we|this|the)',
      "exactly what (?:we|this list) (?:need|needed|ha)\\w*|that's all we need\\w*",
      'what this list (?:has|needs?|ha[sd] been)|how wonderful|three bags full',
      "(?:worked|went) (?:so|out so) well|cup runneth|while we(?:'re| are) at it|kidding|joking",
      'just a joke|grapje|geintje|scherz|spass(?:ig)?|ironi\\w*|sarcas\\w*|blague|plaisant\\w*',
      'scherz\\w*|broma|buurman|nachbar|voisin',
    ],
  },
  back: {
    any: [
      'door ?code',
      '(?:voor de deur|vor der tur|standing outside|is waiting outside|downstairs|at the (?:side |main |front )?door|a la porte|alla porta)',
      'oublie[rz]? (?:ce que|mon|ma|ca|tout)|verg(?:iss|esst|essen sie|eet) (?:was|wat|das|dat|mein\\w*|mijn|alles)|dimentic\\w+ (?:quello|la|il|tutto)|lasciate perdere|borra (?:lo|mi)',
      'then again|kidding|joking|jokes?|grapje|geintje|scherz|spass|plaisant\\w*|blague',
      "scherz\\w+|broma|though\\W*$|but\\W*$|but i can't|went wrong|scratch (?:that|it)",
      'scrap (?:that|it)|take (?:that|it|this) back|taking (?:that|it|this) back|never ?mind',
      'forget (?:it|that|what|my)|ignore (?:that|this|my|it|the)|disregard',
      'i (?:mean|meant)\\b(?! (?:it|that))|correction|mistake|mistaken|oops|whoops|by accident',
      "on second thou\\w+|second thoughts|actually,? (?:no|yes|not|wait|hold|don't)|other way",
      'opposite|the reverse|mixed (?:up|her|him|them|it)|confus\\w+ (?:her|him|them|this|it|the)',
      'wrong (?:one|person|mail|message|window|button|thread|request|reply|answer|list|link|name)',
      '(?:that|this|it) (?:was|were) (?:for|meant|about|to)',
      '(?:that|this) (?:answer|reply|mail) (?:was|is)',
      'not (?:for|about|to) (?:this|that|you|her|him)',
      '(?:that|this|it|answer|reply|mail|yes|no) (?:was|were) about',
      'i (?:was|were) (?:talking|answering|replying)|andersom|omgekeerd|bedoel(?:de|ing)?',
      'vergis\\w*|foutje|oeps|toch (?:niet|maar niet|wel)|laat maar(?! (?:komen|binnen|toe))',
      'verkeerde|meinte|doch nicht|versehen|irrtum|falsche|verwechsel\\w*|vertausch\\w*|andersrum',
      "umgekehrt|je voulais dire|erreur|trompe\\w*|finalement|le contraire|l'inverse|volevo dire",
      'intendevo|errore|sbagli\\w*|il contrario|anzi|queria decir|equivoc\\w*|al reves|engano|fel',
      'forkert|pomylk\\w*',
    ],
  },
};

const compiled = new Map<string, RegExp>();

function pattern(sign: Sign, language: HostLanguage | 'any'): RegExp | null {
  const words = SIGNS[sign][language];
  if (words === undefined) return null;
  const key = `${sign} ${language}`;
  const known =
    compiled.get(key) ??
    new RegExp(`(?<![\\p{L}\\d'])(?:${withSharpS(words.join('|'))})(?![\\p{L}\\d])`, 'u');
  compiled.set(key, known);
  return known;
}

/** The first sign in the text, or null. */
export function signIn(folded: string, context = folded, harmless: readonly Sign[] = []): Sign | null {
  const language = languageOf(context);
  for (const sign of Object.keys(SIGNS) as Sign[])
    if (
      !harmless.includes(sign) &&
      [pattern(sign, 'any'), pattern(sign, language)].some((one) => one?.test(folded) === true)
    )
      return sign;
  return null;
}
