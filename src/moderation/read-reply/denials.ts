/**
 * Whether what a remark denies bears on the request: "never met him, but his papers are good" and "I won't be at the dinner"
 * do not, "I do not want him here" and "don't add her yet" do. Folded text throughout.
 */
import { hasAny } from './consume.ts';

/** "No objections yet" */
const STILL = /\b(?:yet|so far|or accept|nog|noch|encore|ancora|todavia)\b/u;

/** Where a remark says something new. */
const PIECES = /[,;:.!]\s+|\s-+\s|\s+(?:but|and|or|maar|en|aber|und|mais|et|ma|pero)\s+/u;

/** What one judges, wants or may: denied, it is said against the person or about what is to be done. */
const WEIGHS =
  /\b(?:want\w*|like|likes|trust\w*|believ\w*|good|great|fits?|suit\w*|belong\w*|right|real|really|serious\w*|genuine|welcome|allow\w*|eligib\w*|join\w*|list|group|us|here|(?:this|that|it)(?= (?:list|one|person|request|group|guy|now)|[^\p{L}]*$)|request|appl\w+|approv\w*|accept\w*|admit\w*|add\w*|sure|convinc\w*|comfortable|happy|ok|okay|recommend\w*|safe|honest\w*|appropriate|should|must|ought|let|relevant|academic\w*|qualif\w*|interest\w*|anything|yet|any ?more|longer|problem|point|reason|accord\w*|avis|mening|eens|einverstanden|meinung|approve|need\w*|yes|well|near|reply|decid\w*|agree\w*|tell|send|him or|student|researcher|wil|willen|wilde|vertrouw\w*|goed|goede|past|hoort|echt|serieus|welkom|mag|mogen|lijst|groep|ons|hier|dit|dat|verzoek|toe\w*|zeker|overtuig\w*|blij|moet\w*|doen|nodig|will|wollen|mochte|trau\w*|vertrau\w*|gut|gute\w*|passt|gehort|ernst\w*|willkommen|darf|durfen|liste|gruppe|uns|das|antrag|auf\w*|sicher|uberzeug\w*|soll\w*|muss|veux|veut|voulons|voudrais|aime|confiance|croi\w*|bien|bon|bonne|vrai\w*|serieu\w*|bienvenu\w*|doit|liste|groupe|nous|ici|ca|cela|ce|demande|convain\w*|faut|voglio|vuole|vogliamo|piace|fid\w*|credo|bene|buon\w*|ver[oa]|seri[oa]|benvenut\w*|deve|lista|gruppo|noi|qui|questo|quest[oaie]|richiesta|convinc\w*|quiero|queremos|gusta|confi\w*|buen\w*|debe|grupo|nosotros|aqui|esto)\b/u;

/** "Don't send anything": something is not to be done. Not: "don't ask me how", "don't worry". */
const FORBIDS =
  /^\W*(?:(?:please|so|just|and|but|bitte|graag|noch|nog|jetzt|nu|still)\s+)*(?:do not|don't|dont|never|not|no|niet|geen|nicht|kein\w*|ne|n'|non|no)(?!\p{L})(?! (?:ask me|be (?:put|fooled|surprised|misled|alarmed)|worry|forget|wait for me|mind|bother|have to|one|idea|bad))|\b(?:we|you|they|wir|wij|nous|on|noi) (?:can't|cannot|can not|mustn't|shouldn't|won't|konnen nicht|durfen nicht|ne pouvons|non possiamo)\b/u;

/** "I can't see any harm in it": what is denied would have been an objection. */
const OBJECTION =
  /(?<!\bthe )\b(?:objections?|object|harm|hurt|problems?|issues?|obstacles?|drawbacks?|downsides?|risks?|concerns?|reservations?|hesitations?|qualms|doubts?|trouble|reason (?:not|against|to (?:say no|refuse|decline|object|reject))|mind|against|bezwa\p{L}*|probleem|problemen|nadeel|kwaad|reden om (?:nee|te weigeren)|tegen|einw\p{L}+|bedenken|probleme?|nachteile?|grund dagegen|dagegen|inconvenients?|soucis?|problemes?|obstacles?|raison de refuser|contre|obiezion\p{L}*|problem[ai]|ostacol\p{L}+|controindicazion\p{L}+|contrario|motivo per (?:rifiutare|dire di no)|inconvenientes?|objecion\p{L}*|pegas?|reparos?)\b/u;

/** "Of course not": hardly anything else is said. */
const SHORT =
  /^\W*(?:[\p{L}']+\s+){0,2}(?:not|nothing|niet|niets|niks|nicht|nichts|pas|rien|niente|nada|no)\W*$/u;

/** Some words before what denies, and more behind it: in a long sentence it denies no more than that. */
function nearDenial(piece: string): string {
  const at = piece.search(
    /(?:\b(?:not|never|none|nobody|nothing|without|no|niet|geen|nooit|niemand|niks|niets|zonder|nicht|kein\w*|nie\w*|nichts|ohne|pas|ne|jamais|rien|aucun\w*|sans|non|mai|niente|nulla|nessun\w*|senza|ningun\w*|nunca)\b|n't|n')/u,
  );
  return at === -1 ? piece : piece.slice(Math.max(0, at - 25), at + 50);
}

export function deniesSomething(remark: string): boolean {
  return remark
    .split(PIECES)
    .filter(
      (piece) =>
        (hasAny(piece, 'denial') || /\bno\b/u.test(piece)) && (!OBJECTION.test(piece) || STILL.test(piece)),
    )
    .some((piece) => FORBIDS.test(piece) || SHORT.test(piece) || WEIGHS.test(nearDenial(piece)));
}
