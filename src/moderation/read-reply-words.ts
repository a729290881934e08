/**
 * The words hosts decide with, per language: en nl de fr it. All lists are matched against folded text (`fold`): lower case,
 * no accents, straight quotes and dashes. A word missing here makes an answer unclear, never wrong; so when in doubt, leave out.
 */

/** Says yes by itself. `~` stands for "and nothing that changes it may follow". */
const APPROVE = [
  // en
  "yes|yep|yup|yeah|yes yes|ok|okay|okey|oke|k|sure|sure thing|approve|approved|approving|i approve|accept|accepted|admit|agreed|fine|all fine|fine by me|fine with me|that's fine|is fine|all good|looks good|sounds good|looks great|looks fine|sounds fine|sounds great|good with me|good to go|good for me|go ahead|go for it|of course|certainly|definitely|absolutely|by all means|with pleasure|gladly|happy to have|happy to add|happy to accept|happy to approve|happy for|glad to have|welcome|welcomed|let in|let (?:her|him|them) in|let (?:her|him|them) join|add|add (?:her|him|them)|may join|can join|may come in|is in|she's in|he's in|thumbs up|in favou?r|lgtm|\\+ ?1|aye|works for me|ok for me|ok by me|ok with me|yes please|yes from me|count (?:her|him|them) in|by me|(?:i'd |i would |we'd |we would )?(?:love|be happy|be glad|be delighted) to have|happy with (?:that|this|it|her|him|them)|ok with (?:that|this|it)|fine with (?:that|this|it|her|him)|good with (?:that|this|it)|green light|a yes from me|please do(?! not)|hell yes|heck yes|absolutely yes|why not yes|no brainer|no-brainer|good idea|great idea|it's a yes|that's a yes|a yes|no doubt about it|let's (?:accept|approve|add|admit|have|take|let)|give (?:her|him|them) access",
  // nl
  'ja|jazeker|jawel|jep|joe|akkoord|goed|is goed|goed zo|prima|uitstekend|top|graag|doe maar|zeker|uiteraard|natuurlijk|vanzelfsprekend|welkom|toelaten|toegelaten|laat (?:haar|hem|ze|hen) (?:maar )?(?:toe|binnen|erin)|goedkeuren|goedgekeurd|mag erbij|mag erin|mag meedoen|voeg (?:haar |hem |ze |hen )?(?:maar |gerust )?toe|toevoegen|in orde|helemaal goed|lijkt (?:me|mij) (?:goed|prima|uitstekend|leuk)|vind ik goed|vind ik prima|wat mij betreft|van mij mag (?:het|dat|ze|zij|hij|dit)|mag van mij|vind ik (?:leuk|een goed idee)|goed idee',
  // de
  'ja|jawohl|jo|jep|klar|na klar|gern|gerne|sehr gern|sehr gerne|einverstanden|passt|passt fur mich|geht klar|in ordnung|alles klar|genehmigt|genehmigen|zugelassen|zulassen|aufnehmen|aufgenommen|annehmen|angenommen|freigeben|freigegeben|freigabe|bestatigt|willkommen|herzlich willkommen|naturlich|selbstverstandlich|sicher|auf jeden fall|unbedingt|von mir aus|meinetwegen|gut|finde ich gut|zustimmung|stimme zu|ich stimme zu|darf dazu|darf rein|darf mitmachen|hinzufugen|dafur|spricht nichts dagegen',
  // fr
  "oui|ouais|mais oui|d'accord|daccord|ok pour moi|bien sur|bien entendu|evidemment|volontiers|avec plaisir|accepte|acceptee|accepter|acceptez|j'accepte|approuve|approuvee|approuver|j'approuve|valide|validee|je valide|c'est bon|c'est bon pour moi|bon pour moi|ca marche|ca me va|cela me convient|ca me convient|tres bien|parfait pour moi|bienvenue|bienvenue a elle|bienvenue a lui|bienvenu|entendu|favorable|avis favorable|va pour|on l'accepte|on la prend|on le prend|ajoutez|ajoute|certainement",
  // it
  "si|si si|certo|certamente|certo che si|va bene|va benissimo|benissimo|d'accordo|sono d'accordo|volentieri|con piacere|approvo|approvato|approvata|approva|accetto|accetta|accettato|accettata|accettiamo|benvenuta|benvenuto|benvenuti|per me va bene|per me si|per me ok|assolutamente si|ottimo per me|favorevole|aggiungila|aggiungilo|ammessa|ammesso|naturalmente|ovviamente|senz'altro",
].join('|');

/** Sayings with a "no" in them that mean yes. */
const APPROVE_SAYINGS = [
  "(?:i have |i've |i see |we have |there is |there's |have )?(?:absolutely |really )?(?:no|zero|not any) (?:objections?|problems?|problem at all|issues?|concerns?|worries|reservations?|reason not to|reason to (?:say no|object|decline|refuse))(?: at all| whatsoever| (?:from|on) my side| from me| here| with (?:her|him|this|that))?|not a problem|no reason why not|(?:i have |i've )?nothing against (?:it|her|him|this|that)|(?:i )?(?:don't|do not) (?:(?:have|see) (?:an?|any) (?:objections?|problems?|issues?|concerns?|reasons? (?:not to|to (?:say no|refuse|decline|object)))|mind|object|see why not)|(?:i )?(?:can't|cannot) see why not|(?:i )?see no reason why not|why (?:would|should) (?:i|we) (?:say no|refuse|object)(?! to)|(?:i )?(?:really )?(?:can't|cannot|can not|couldn't|could not|wouldn't|would not) (?:possibly )?say no(?: to (?:that|this|her|him|them|such an? \\w+))?|who am i to (?:say no|refuse|object)|how could (?:i|we|anyone) (?:say no|refuse)|can't refuse|what's not to like",
  '(?:ik heb )?geen (?:enkel )?(?:bezwaar|bezwaren|probleem|problemen)(?: tegen| mee| van mijn kant| hoor)?|niets op tegen|niks op tegen|heb (?:er )?niets tegen|(?:daar )?kan ik (?:geen nee tegen|niet nee|geen nee) (?:zeggen|op zeggen)|niet tegen',
  '(?:ich habe |habe )?(?:keine|keinerlei) (?:einwande|einwand|bedenken|probleme)(?: meinerseits| von mir)?|kein (?:problem|einwand)|nichts dagegen(?: einzuwenden)?|(?:da )?(?:kann|konnte) (?:ich )?(?:da )?(?:nicht|kaum) nein sagen|spricht nichts dagegen',
  "(?:je n'ai )?(?:pas|aucune?|pas la moindre) (?:d')?(?:objections?|soucis?|problemes?|inconvenients?)(?: de ma part| pour moi)?|(?:pas|aucun) (?:de )?(?:soucis?|problemes?)(?: pour moi)?|pas d'inconvenient|rien contre|(?:je )?ne (?:peux|pourrais|saurais) pas (?:dire non|refuser)|rien a redire",
  '(?:non ho |non ci sono )?(?:nessuna|alcuna) (?:obiezione|obiezioni)(?: da parte mia)?|nessun problema|nulla in contrario|niente in contrario|niente da obiettare|non posso dire di no|come (?:potrei|si fa a) dire di no|non ho (?:nulla|niente) in contrario|non ho obiezioni',
].join('|');

const DECLINE = [
  "no|please do not|please don't|decline with|decline with reason|decline with the reason|no with reason|nope|nah|no thanks|no thank you|thanks but no thanks|no way|no chance|no from me|a no from me|it's a no|that's a no|decline|declined|declining|i decline|reject|rejected|deny|denied|refuse|refused|turn (?:her|him|them|it|this|this one) down|do not (?:approve|add|accept|admit|let (?:her|him|them) in)|don't (?:approve|add|accept|admit|let (?:her|him|them) in)|not (?:approved|accepted|this time|for us|suitable|eligible|a fit|a good fit)|(?:i'm |i am )?afraid not|unfortunately not|sadly not|rather not|i'd rather not|better not|certainly not|definitely not|absolutely not|of course not|thumbs down|veto|i must decline|we must decline|we have to decline|have to say no|i'd say no|i say no|i would say no|let's not|must be declined|(?:we )?can't (?:accept|admit|add|take)(?: (?:her|him|them|this))?|(?:we )?cannot (?:accept|admit|add|take)(?: (?:her|him|them|this))?",
  'nee|neen|nee dank|nee bedankt|nee helaas|helaas niet|liever niet|niet doen|beter van niet|nee hoor|absoluut niet|zeker niet|afwijzen|afgewezen|wijs (?:haar|hem|ze|hen|deze|dit) (?:maar )?af|weigeren|geweigerd|niet toelaten|niet toevoegen|niet goedkeuren|niet akkoord|niet deze keer|afkeuren|afgekeurd|laat (?:haar|hem|ze) niet toe',
  'nein|ne|noe|nee|nein danke|leider nein|leider nicht|lieber nicht|besser nicht|auf keinen fall|keinesfalls|sicher nicht|bitte nicht|ablehnen|abgelehnt|ich lehne ab|lehne ab|absagen|zuruckweisen|nicht (?:aufnehmen|zulassen|annehmen|freigeben|genehmigen|einverstanden|zugelassen|genehmigt)|abweisen|abgewiesen|absage',
  "non|non merci|malheureusement non|helas non|non desole|non desolee|plutot non|surement pas|certainement pas|bien sur que non|refuse|refusee|refuser|refusez|je refuse|a refuser|rejete|rejetee|rejeter|pas d'accord|ne pas (?:accepter|ajouter|approuver|valider)|refus|avis defavorable",
  'no|no grazie|purtroppo no|no purtroppo|meglio di no|direi di no|assolutamente no|certo che no|rifiuta|rifiuto|rifiutato|rifiutata|rifiutare|respingi|respinto|respinta|respingere|non (?:accettare|approvare|ammettere|aggiungere|accetto|approvo|ammessa|ammesso|va bene)|per me no|declina|declinare',
].join('|');

/** Words that neither decide nor change a decision. */
const FILL = [
  "please|pls|plz|thanks|thank|you|thx|ta|cheers|many|great|lovely|wonderful|perfect|super|excellent|nice|cool|good|happy|very|just|do|then|too|also|so|much|indeed|now|right|it|it's|its|that|that's|this|is|are|i|i'm|i am|i've|do|does|been|was|has|had|have|me too|would|will|these|those|there|here|about|at|off|up|any|i'd|i'll|we|we'd|would|say|vote|my|a|an|the|and|for|from|from me|to|in|on|into|of|with|by|as|her|him|them|she|she's|he|he's|they|they're|be|is|one|person|applicant|request|requests|list|our|board|aboard|join|joining|mailing|colloquium|group|side|me|us|host|subject|seems|looks|sounds|let|let's|think|that|have|having|side|course|all|can|may|should|afraid|sorry|unfortunately|sadly|regrettably|decision|answer|here|well|oh|ah|hi|hello|hey|dear|apologies|delay|late|slow|reply|response|organi[sz]ing|adding|having|joining|admitting|accepting|approving",
  'dank|bedankt|ben|vind|vinden|heb|hebben|hebt|kan|kunnen|wil|willen|moet|doen|doe|gaat|gaan|worden|wordt|krijgt|krijgen|hierbij|daar|hier|nu|zo|tot|met|als lid|jullie|ons|onze|allemaal|persoon|mevrouw|meneer|dame|dankjewel|je|u|het|dat|dit|de|een|en|ik|we|wij|zij|ze|hij|haar|hem|hen|voor|van|mij|me|bij|erbij|er|op|aan|in|maar|hoor|lijst|aanvraag|verzoek|mee|meedoen|groep|colloquium|hartelijk|van harte|heel|erg|leuk|mooi|fijn|mag|laat|wat|betreft|sorry|helaas|jammer|dus|ook|kant|deze|die|is|zou|zeggen|wel|joh|maar|excuses|late|reactie|vertraging',
  'danke|bin|bist|sind|habe|haben|hat|hatte|ware|wurde|werde|werden|kann|konnen|mochte|will|machen|geht|gehen|hiermit|da|hier|jetzt|so|zu|zum|zur|mit|als|unser|unsere|dame|person|herr|frau|besten|dir|euch|ihnen|das|die|der|den|dem|des|ein|eine|und|ich|wir|sie|er|ihn|ihr|ihm|fur|von|mir|mich|bei|auf|an|im|liste|kolloquium|gruppe|verteiler|anfrage|antrag|sehr|schon|toll|super|prima|bitte|mal|doch|dann|auch|leider|schade|meinerseits|ist|herzlich|wurde|sagen|seite|also|diese|diesen|dieser|entschuldigung|verspatete|spate|antwort',
  "merci|beaucoup|suis|sommes|es|etes|ai|as|avons|avez|a ete|serait|sera|peut|peux|pouvons|fait|faire|ici|la|maintenant|avec|notre|nos|y|en|que|qu'elle|qu'il|personne|madame|monsieur|a|au|le|la|les|l'|un|une|et|je|j'|nous|on|elle|lui|il|pour|de|du|ma|part|moi|mon|sur|dans|liste|demande|tres|bien|super|parfait|desole|desolee|malheureusement|helas|alors|donc|aussi|est|c'est|s'il|vous|plait|svp|stp|cela|ca|cette|ce|personne|candidature|groupe|colloque|seminaire|dire|dirais|la-dessus",
  'grazie|mille|sono|sei|siamo|siete|ho|ha|abbiamo|avete|puo|possiamo|faccio|fare|qui|ora|adesso|con|nostra|nostro|che|ne|persona|signora|signor|a|al|alla|il|lo|la|le|i|gli|un|una|e|io|noi|lei|lui|per|di|da|del|della|mia|parte|me|su|nella|nel|lista|gruppo|colloquio|seminario|richiesta|molto|bene|ottimo|perfetto|mi|ci|dispiace|purtroppo|spiacente|allora|quindi|anche|questa|questo|quella|persona|prego|favore|direi|sono|pure',
].join('|');

/** Doubt, conditions, putting off, jokes: with one of these near a verdict there is none. */
const DOUBT = [
  "if|unless|but|however|although|though|except|provided|assuming|as long as|in case|depends?|depending|otherwise|maybe|perhaps|possibly|probably|presumably|not sure|unsure|sure\\?|uncertain|hesitat\\w*|doubt\\w*|torn|on the fence|not convinced|i guess|i suppose|might|kind of|sort of|hm+|uh+|erm|let me|need to think|think about|think it over|sleep on|later|tomorrow|tonight|next (?:week|month)|get back|come back to|not now|not yet|yet|wait|hold|hang on|on hold|pending|accept (?:my|our)|ja ja|i will|i'll|i shall|we will|we'll|will do|noted|got it|postpone|discuss\\w*|for now|for the moment|for the time being|talk (?:about|to|with)|check with|i'll check|until|till|before|first|once|when|after|moment|we'll see|we will see|second thoughts?|actually|scratch that|scrap that|correction|i mean|i meant|mistake|oops|wrong|forget|never mind|nevermind|ignore|instead|rather than|or|either|whatever|you decide|your call|up to you|no (?:idea|clue|opinion|preference|comment|rush|hurry|decision|time|need|strong)|don't know|do not know|dunno|don't care|abstain|already|again|agree with|same as|lol|haha\\w*|hihi|jk|kidding|joking|joke|just kidding|yeah right|dream on|as if|hell freezes|pigs fly|april|i would like to join|i'd like to join|my (?:affiliation|motivation|supervisor|application|request|name is)|considering me|on behalf|assistant|is (?:away|on leave|on holiday|ill)|out of office|not decline|not reject|not refuse|say yes|say yes or|anyone|someone|everyone|what|why|who|where|which|how|whether|both|neither|half|some|most|only",
  'als|tenzij|maar|echter|hoewel|mits|behalve|misschien|wellicht|waarschijnlijk|weet (?:ik )?niet|weet het|niet zeker|onzeker|twijfel\\w*|geen (?:idee|mening|voorkeur|haast)|nadenken|denk er|over denken|later|morgen|volgende (?:week|maand)|nog niet|nu niet|wacht\\w*|even|eerst|voordat|totdat|tot|wanneer|zodra|overleg\\w*|voorlopig|ik zal|zal ik|bespreken|kom er(?:op)? (?:op )?terug|toch|eigenlijk|vergissing|foutje|oeps|bedoel\\w*|laat maar|jij beslist|aan jou|grapje|geintje|of|niet afwijzen|niet weigeren|hmm|al|wat|waarom|wie|waar|welke|hoe|alleen|lijkt wel',
  'wenn|falls|sofern|ausser|aber|jedoch|obwohl|allerdings|vielleicht|eventuell|wahrscheinlich|vermutlich|weiss nicht|nicht sicher|unsicher|zweifel\\w*|keine (?:ahnung|meinung|praferenz|eile|zeit)|nachdenken|uberlegen|spater|morgen|nachste (?:woche|monat)|noch nicht|jetzt nicht|noch|wart\\w*|moment|zuerst|erst|bevor|bis|sobald|besprechen|vorerst|ich werde|werde ich|absprechen|melde mich|doch nicht|eigentlich|irrtum|versehen|ups|meinte|meine ich|egal|deine entscheidung|entscheide du|oder|scherz|spass|witz|nicht ablehnen|bereits|schon wieder|was|warum|wer|wo|welche\\w*|wie|nur|eher|jein|na ja|naja|sondern',
  "si elle|s'il|si il|si c'est|sauf|mais|cependant|toutefois|pourtant|peut-etre|peut etre|probablement|sans doute|je ne sais pas|sais pas|pas sur|pas sure|pas certain\\w*|j'hesite|hesit\\w*|doute\\w*|aucune (?:idee|preference)|reflechi\\w*|plus tard|demain|semaine prochaine|pas encore|pas maintenant|attend\\w*|d'abord|avant|jusqu'a|quand|des que|discut\\w*|parler|pour l'instant|je vais|je reviens|en fait|finalement|erreur|oups|je voulais dire|comme tu veux|a toi de|comme vous voulez|ou|blague|plaisant\\w*|ne pas refuser|deja|quoi|pourquoi|qui|ou est|quel\\w*|comment|seulement|bof|m'enfin|plutot",
  'se|a meno che|ma|pero|tuttavia|sebbene|purche|tranne|forse|magari|probabilmente|non (?:lo )?so|non (?:ne )?sono sicur\\w*|dubbi\\w*|nessuna (?:idea|preferenza)|pensarci|ci penso|piu tardi|dopo|domani|settimana prossima|non ancora|non ora|aspett\\w*|un attimo|prima|quando|appena|discut\\w*|parl\\w*|per ora|lo faccio|ti faccio sapere|vi faccio sapere|in realta|anzi|errore|ops|intendevo|volevo dire|decidi tu|come vuoi|o|oppure|scherz\\w*|battuta|non rifiutare|gia|cosa|perche|chi|dove|quale|come|solo|boh|mah',
].join('|');

/** What one says of people one does not want: beside a yes it makes the yes doubtful. */
const NEGATIVE = [
  "not|n't|never|none|nobody|nothing|without|spam\\w*|scam\\w*|fake|fraud\\w*|crank|crackpot|plagiari\\w*|harass\\w*|troll\\w*|bots?|ban|banned|block\\w*|trouble\\w*|remov\\w*|delet\\w*|kick|unsubscribe|suspicious|dubious|sketchy|sales|salesperson|vendor|recruiter|advert\\w*|seo|commercial|bad|terrible|awful|against|unwelcome|stop|avoid|complain\\w*|stole|steal\\w*|cheat\\w*|liar|lied|worst|hate|undo|revert",
  'niet|geen|nooit|niemand|niks|zonder|nep|oplichter\\w*|verwijder\\w*|blokke\\w*|commercieel|verkoper|vervelend|tegen|slecht',
  'nicht|kein\\w*|niemals|nie|niemand|nichts|ohne|betrug|betruger\\w*|loschen|sperren|kommerziell|werbung|dagegen|schlecht|verkaufer',
  'pas|jamais|rien|aucun\\w*|sans|escroc|arnaque|supprim\\w*|bloqu\\w*|commercial\\w*|contre|mauvais\\w*|publicite',
  'non|mai|niente|nessun\\w*|senza|truffa|truffatore|cancell\\w*|blocc\\w*|commerciale|contro|pubblicita',
].join('|');

/** What one says of people one wants: beside a no it makes the no doubtful. */
const POSITIVE =
  "yes|yep|yeah|ok|okay|approv\\w*|accept|welcome|great|excellent|good|nice|love|loved|brilliant|wonderful|fantastic|strong|friend|fine|sure|let (?:her|him|them) in|add|ja|akkoord|goed|welkom|leuk|toelaten|gern|gerne|einverstanden|willkommen|toll|zulassen|oui|d'accord|bienvenue|accepter|certo|benvenut\\w*|accettare|deserves?|recommend\\w*|nothing wrong|vouch";

export type WordList = 'approve' | 'approve-sayings' | 'decline' | 'fill' | 'doubt' | 'negative' | 'positive';

const SOURCES: Readonly<Record<WordList, string>> = {
  approve: APPROVE,
  'approve-sayings': APPROVE_SAYINGS,
  decline: DECLINE,
  fill: FILL,
  doubt: DOUBT,
  negative: NEGATIVE,
  positive: POSITIVE,
};

/** The alternatives of a list, longest first so that "no thanks" is read before "no". */
export function wordsOf(list: WordList): string {
  const alternatives = splitAlternatives(SOURCES[list]);
  return alternatives.sort((a, b) => b.length - a.length).join('|');
}

/** Splits at the bars outside parentheses. */
function splitAlternatives(source: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index <= source.length; index += 1) {
    const char = source[index];
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (index === source.length || (char === '|' && depth === 0)) {
      found.push(source.slice(from, index));
      from = index + 1;
    }
  }
  return found;
}
