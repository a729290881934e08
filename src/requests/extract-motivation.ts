/** Why somebody wants to join: sentences of their own that give a reason, scored word by word of seven languages. */
import { type Found, found } from './extract-evidence.ts';
import { type Sentence, spanOf } from './extract-prose.ts';
import { asksToJoin } from './extract-wishes.ts';
import { ROLE } from './extract-words.ts';

/** Words that begin a reason inside a sentence. */
const BECAUSE =
  /(?:^|[\s,;:(–—，、。-])((?:because|since|so that|omdat|aangezien|zodat|weil|denn|damit|car|parce qu(?:e|['’])|puisque|porque|ya que|pues|dado que|perché|poiché|dato che|siccome|pois|uma vez que|çünkü|amacıyla|için|因为|因為|由于|以便|ので)(?!\p{Ll})|as (?=I\b|we\b|my\b|our\b|it\b|this\b|part\b)|for (?=my\b|our\b)|want(?=\s+(?:voor|met|op|dat|dit|er|als|ik|wij|we|onze?|mijn|de|het|in|bij)\b)|da (?=ich|wir|mein))/iu;
/** Words that begin a purpose: they count only behind a request, "add me to learn …", not in "I want to learn …". */
const PURPOSE =
  /(?:^|[\s,;:(–—-])(in order to|to (?=learn|hear|see|understand|find|follow|keep|get|stay|meet|know)|om te|om (?=\p{L}+ te\b)|um (?=\p{L}+\s)|afin d(?:e|['’])|pour (?=\p{Ll}+[eriu]r\b|mieux|apprendre|comprendre|suivre)|para (?=\p{Ll}+[aei]r\b)|per (?=\p{Ll}+re\b|capire))/iu;

/** Signs that a sentence gives a reason: own work, needs, hopes, curiosity. */
const REASON: readonly (readonly [RegExp, number])[] = [
  [BECAUSE, 1.5],
  [
    /\b(?:I|we)\b[^.?!]{0,60}\b(?:work(?:ing)? on|study|studying|develop\w*|research\w*|use|using|build\w*|train\w*|apply\w*|model\w*|simulat\w*|am doing|are doing|do\b|run|try(?:ing)?|started|switch\w*|struggl\w*|investigat\w*|design\w*|maintain|calibrate|teach|write|hope|hoping|wish|want|would (?:like|love)|['’]d (?:like|love|rather)|wonder\w*|look(?:ing)? (?:for|to)|need|interested|curious|fascinated|keen|suspect|plan\w*|have|lack|aim|intend|spend|keep|am \w+ing|are \w+ing)\b/i,
    1,
  ],
  [
    /\b(?:my|our) (?:\w+ ){0,3}(?:research|work|project|phd|thesis|group|team|field|lab|interests?|data|models?|students?|students|dissertation|master|job|company|topic|problem|focus)\b/i,
    1,
  ],
  [
    /\b(?:interest(?:ed|s)? (?:in|is)|curious (?:about|how|whether)|learn (?:about|how|from|more)|hear (?:about|how|from|what|where)|understand (?:how|what|why)|keep up|stay (?:up to date|informed|current|in touch)|exchange ideas|inspiration|perspective|passion\w*|obsess\w*|relevant (?:to|for)|overlap|useful (?:to|for))\b/i,
    1,
  ],
  [
    /\b(?:s?he|they|hij|zij|ze|er|sie|il|elle|lui|lei|él|ella|ele|ela)\b[^.?!]{0,90}\b(?:works? (?:on|with)|wants?|hopes?|needs?|(?:is|are) (?:\w+ing|curious|interested|keen)|wil|willen|zoekt|werkt aan|möchte|will|sucht|entwickelt|arbeitet an|souhaite|cherche|veut|travaille sur|quiere|busca|vuole|cerca|quer|procura)\b/iu,
    1,
  ],
  [
    /\b(?:ik|wij|we|onze?|mijn)\b[^.?!]{0,50}\b(?:werk\w*|onderzoek\w*|ontwikkel\w*|gebruik\w*|wil(?:len)?|hoop|hopen|zoek\w*|benieuwd|nieuwsgierig|geïnteresseerd|probe(?:er|ren)|leren|begrijpen|bouw\w*|schrijf|doe|hebben|heb|lop(?:en)?|vragen)\b/i,
    1,
  ],
  [
    /\b(?:ich|wir|mich|uns|mein\w*|unser\w*)\b[^.?!]{0,60}(?:arbeit\w*|forsch\w*|entwick\w*|nutz\w*|möchte\w*|moechte\w*|würde\w*|wuerde\w*|will|hoffe\w*|such\w*|interessier\w*|neugierig|versuch\w*|lern\w*|versteh\w*|bau\w*|bast\w*|schreib\w*|hör\w*|hab\w*|untersuch\w*|beschäftig\w*|simulier\w*|trainier\w*)/iu,
    1,
  ],
  [
    /(?:\b(?:je|nous|mon|ma|mes|notre|nos)\b|\bj['’])[^.?!]{0,60}(?:travaill\w*|recherch\w*|développ\w*|utilis\w*|souhait\w*|voudr\w*|aimer\w*|espèr\w*|cherch\w*|intéress\w*|curieu\w*|essay\w*|appren\w*|comprendre|thèse|passons|besoin|étudi\w*|modélis\w*|relevés|données)/iu,
    1,
  ],
  [
    /\b(?:proyectos?|empez\w+|empiezo|[uú]til(?:es)?|clasific\w+|trabaj\w*|investig\w*|desarroll\w*|us(?:o|amos)|quier\w*|quisier\w*|gustar\w*|esper\w*|busc\w*|interes\w*|curiosidad|intent\w*|aprender|entender|tesis|mi grupo|armando|estudi\w*|necesit\w*)\b/iu,
    0.8,
  ],
  [
    /\b(?:progett\w+|utile|utili|lavor\w*|ricerc\w*|svilupp\w*|us(?:o|iamo)|vorrei|spero|cerco|interess\w*|curios\w*|prov\w*|imparare|capire|tesi|mio gruppo|studi(?:o|amo)|integrar\w*|mi occupo|ci occupiamo)\b/iu,
    0.8,
  ],
  [
    /\b(?:projec?to|[uú]til|[uú]teis|trabalh\w*|investig\w*|pesquis\w*|desenvolv\w*|us(?:o|amos)|quero|gostar\w*|espero|procur\w*|interess\w*|curios\w*|tent\w*|aprender|entender|perceber|tese|meu grupo|estud\w*|precis\w*)\b/iu,
    0.8,
  ],
  [
    /(?:çalış\w*|araştır\w*|geliştir\w*|kullan\w*|iste\w*|öğren\w*|takip|merak|ilgi\w*|tezim\w*|incel\w*)/iu,
    1,
  ],
  [/(?:研究|希望|想(?:了解|学习)|学习|了解|正在|兴趣|感兴趣|使用|预测|興味|学び|勉強)/u, 1],
];

/** The two of them that name a field of work or an interest; enough beside a request in the same sentence. */
const FIELD_OF_WORK = REASON.slice(2, 4);

/** Sentences that are never a reason. */
const NEVER: readonly RegExp[] = [
  /^(?:hi|hello|hey|hola|hoi|hallo|bonjour|ciao|olá|merhaba|dear|moin|servus|good \w+|hej(?: hej)?|heya)\b[^.?!]{0,30}[.?!,]*$/iu,
  /^(?:many thanks|thanks?|thank you|thx|cheers|bedankt|alvast|dank|vielen dank|merci|je vous remercie|gracias|muchas gracias|grazie|obrigad[oa]|teşekkür|谢谢|best|kind|looking forward|i look forward|ik hoor|ik kijk|ich freue|in advance|apologies|sorry|hope (?:that|this|it|one|you)|i hope (?:this|you are|all is|that is|it is)|that['’]s (?:it|all)|sent from)\b/iu,
  /\b(?:CV|curriculum|résumé|attached|attachment|bijlage|anbei|im anhang|ci-joint|adjunto|allegat\w*|anexo|enclosed|find my details|details (?:below|as below|in the)|see below|as requested|what you asked)\b/iu,
  /\b(?:saw|watched|attended|followed|missed|heard|read|found|came across|learn(?:ed|t)|know|got) (?:about |of |from |your |the |this |a )?(?:\w+ ){0,4}(?:poster|flyer|website|web page|page|recordings?|talks?|colleague|friend|supervisor|twitter|linkedin|mastodon|bluesky|advert\w*|announcement|colloquium)\b/iu,
  /\b(?:told me|recommended|forwarded|pointed (?:me|us)|suggested (?:that )?I|mentioned (?:your|this|the)|we met|via een collega|hoorde ik|habe ich (?:gehört|erfahren|gesehen)|auf (?:ihr|euer) kolloquium (?:gestoßen|aufmerksam)|j['’]ai (?:entendu|découvert|appris)|me (?:habló|comentó|recomend)\w*|ho (?:saputo|visto|sentito)|ouvi falar)\b/iu,
  /\b(?:(?:use|to|at|from) (?:my|this|the|his|her) (?:\w+ )?(?:e-?mail|address|mailbox|account)|private mailbox|reply-to|mail client|umlaut\w*|this address|dit adres|diese adresse|cette adresse|spam|confirmation|let me know|if (?:you need|there is|that is|possible)|do I need|don['’]t hesitate|more information|further (?:information|details))\b/iu,
  /^(?:j['’]ai (?:entendu|vu)|via|through|on behalf|namens|im namen|au nom|en nombre|per conto)\b/iu,
];

/** A question that is itself the reason: how others do something. */
const WONDERS = /^(?:how|why|whether|wie|warum|hoe|waarom|comment|pourquoi|cómo|come|como)\b/iu;

/** A request drawn from a reason in the same sentence. */
const THEREFORE =
  /[,;]?\s+(?:so|hence|therefore|thus|daher|deshalb|daarom|dus|donc|por eso|quindi|por isso|bu yüzden|bu nedenle)\b/i;

/** Introductions: who and where, which are not why. */
const INTRODUCES =
  /(?:\bmy name(?:['’]s| is)|\p{L}[\p{L}-]+ here,|\bI (?:work|am based|am employed|study) (?:as|at|for|in)\b|^(?:i['’]m|i am) (?:at|with|from)\b|mijn naam|\bik (?:heet|werk (?:als|bij))|mein name|\bich (?:heiße|heisse|leite|arbeite (?:am|an der|bei|als)|promoviere (?:am|an|bei))\b|je m['’]appelle|mon nom|me llamo|mi nombre|mi chiamo|chamo-me|me chamo|meu nome|adım|araştırmacıyım|öğrencisiyim|我是|我叫)/iu;
/** "I am …", which introduces only before a name or a post. */
const AM =
  /(?:\bI(?:['’]m| am)|\b[Ii]k ben|\bben ik|\b[Ii]ch bin|\b[Jj]e suis|\b[Ss]oy|\b[Ss]ono|\b[Ss]ou|\b[Tt]his is|^[Bb]en)\s+((?:\S+\s*){1,6})/gu;

function introduces(text: string, hasPlace: (text: string) => boolean): boolean {
  if (INTRODUCES.test(text) || hasPlace(text)) return true;
  return [...text.matchAll(AM)].some(
    (match) => /^(?:\p{Lu}\p{Ll}|\p{Lu}\.)/u.test(match[1] ?? '') || ROLE.test(` ${match[1]} `),
  );
}

/** A judged sentence. `from` is where its reason begins, in the sentence. */
interface Judged {
  readonly sentence: Sentence;
  readonly score: number;
  readonly from: number;
}

/** Finds the sentences that give a reason; adjacent ones are joined. `hasPlace` tells whether a text names an institution. */
export function findMotivation(
  sentences: readonly Sentence[],
  hasPlace: (text: string) => boolean,
): Found | null {
  const judged = sentences.map((sentence) => judge(sentence, hasPlace));
  const best = Math.max(0, ...judged.map((each) => each.score));
  if (best < 1) return findInIntroduction(sentences);
  const firstIndex = judged.findIndex((each) => each.score >= best - 0.6 && each.score >= 0.75);
  const runs = runOf(
    judged,
    firstIndex === -1 ? judged.findIndex((each) => each.score === best) : firstIndex,
  );
  const first = runs[0];
  const last = runs.at(-1);
  if (first === undefined || last === undefined) return null;
  const value = runs
    .map((each) => each.sentence.text.slice(each.from))
    .join(' ')
    .trim();
  const start = spanOf(first.sentence.paragraph, first.sentence.from + first.from, first.sentence.to).start;
  const end = spanOf(last.sentence.paragraph, last.sentence.from, last.sentence.to).end;
  return found(value, 'text', start, end, 'reason in prose');
}

/** For want of a reason apart: an introduction long enough to say what the person does there. */
function findInIntroduction(sentences: readonly Sentence[]): Found | null {
  for (const sentence of sentences) {
    const { text } = sentence;
    if (text.includes('@') || NEVER.some((pattern) => pattern.test(text)) || asksToJoin(text)) continue;
    const rest = text.replace(
      /\b(?:am |are )?(?:work(?:ing)?|employed|based|study(?:ing)?) (?:as|at|for|in|with)\b/gi,
      ' ',
    );
    const points = REASON.slice(1).reduce(
      (sum, [pattern, weight]) => sum + (pattern.test(rest) ? weight : 0),
      0,
    );
    if (points < 1 || text.split(/\s+/).length < 12) continue;
    const { start, end } = spanOf(sentence.paragraph, sentence.from, sentence.to);
    return found(text, 'text', start, end, 'introduction');
  }
  return null;
}

/** The sentence at `index` and those right after it that go on giving reasons, also the ones right before. */
function runOf(judged: readonly Judged[], index: number): Judged[] {
  const isPart = (each: Judged | undefined) => each !== undefined && each.score >= 0.75;
  let from = index;
  let to = index;
  while (isPart(judged[from - 1]) && judged[from]?.from === 0) from -= 1;
  while (isPart(judged[to + 1]) && judged[to + 1]?.from === 0) to += 1;
  return judged.slice(from, to + 1).slice(0, 4);
}

function judge(sentence: Sentence, hasPlace: (text: string) => boolean): Judged {
  const { text } = sentence;
  const none = { sentence, score: 0, from: 0 };
  if (text.includes('@')) return none;
  const because = reasonStart(text);
  if (NEVER.some((pattern) => pattern.test(text)))
    return reasonBehind(sentence, because?.after ?? null) ?? none;
  const lead = because === null ? text : text.slice(0, because.cue);
  const asks = asksToJoin(text);
  const isIntroduction = introduces(lead, hasPlace);
  const tail = because === null ? '' : text.slice(because.after);
  const clause = introduces(text, hasPlace) ? splitIntroduction(sentence, hasPlace) : null;
  if (clause !== null) return clause;
  if (because !== null && isIntroduction && tail.split(/\s+/).length >= 3) {
    return { sentence, score: 2, from: because.after };
  }
  if (isIntroduction && !asks) return none;
  if (asks && because === null) return splitAsk(sentence) ?? none;
  if (asks) return isMereAsk(tail) && isMereAsk(lead) ? none : { sentence, score: 2, from: 0 };
  const words = /\p{Script=Han}/u.test(text) ? text.length / 2 : text.split(/\s+/).length;
  if (words < 4) return none;
  const points = REASON.reduce((sum, [pattern, weight]) => sum + (pattern.test(text) ? weight : 0), 0);
  if (WONDERS.test(text) && words >= 7) return { sentence, score: 0.8, from: 0 };
  const isOwn = /\b(?:I|we|my|our|us|me|i['’]m)\b/i.test(text);
  const isQuestion = /[?？]$/.test(text);
  const isClaim =
    /^(?:I|we|my|our)\b/i.test(text) &&
    !/^(?:I am|I['’]m|I was|we are|we met|I hope|I saw|I heard)\b/i.test(text) &&
    words >= 8;
  const score =
    (isClaim ? 0.4 : 0) + points - (isQuestion ? 0.8 : 0) + (words >= 8 ? 0.4 : 0) + (isOwn ? 0.4 : 0);
  return { sentence, score, from: 0 };
}

/** "I heard of it from a friend and would love to follow it, because I am writing …": what stands behind the conjunction. */
function reasonBehind(sentence: Sentence, after: number | null): Judged | null {
  const tail = after === null ? '' : sentence.text.slice(after);
  if (after === null || tail.split(/\s+/).length < 5 || NEVER.some((pattern) => pattern.test(tail)))
    return null;
  const points = REASON.reduce((sum, [pattern, weight]) => sum + (pattern.test(tail) ? weight : 0), 0);
  return points >= 1 ? { sentence, score: points + 0.4, from: after } : null;
}

/** Where a reason begins: `cue` before its conjunction, `after` behind it. */
function reasonStart(text: string): { cue: number; after: number } | null {
  const purpose = PURPOSE.exec(text);
  const isAfterAsk = purpose !== null && asksToJoin(text.slice(0, purpose.index));
  const match = BECAUSE.exec(text) ?? (isAfterAsk ? purpose : null);
  if (match === null) return null;
  const word = match[1] ?? '';
  const cue = match.index + match[0].length - word.length;
  const isKept =
    /^(?:to|in order|om|um|damit|afin|pour|para|per|for|so that|zodat|da|weil|omdat|porque|as|für)/i.test(
      word.trim(),
    );
  return {
    cue,
    after: isKept ? cue : cue + word.length + (/^\s*/.exec(text.slice(cue + word.length))?.[0].length ?? 0),
  };
}

function isMereAsk(tail: string): boolean {
  return tail.split(/\s+/).length < 4 && !/\p{Script=Han}/u.test(tail);
}

/** "I am at X, where we replace …", "I'm Ada, and I work on …": the clause after the introduction, if it is a reason. */
function splitIntroduction(sentence: Sentence, hasPlace: (text: string) => boolean): Judged | null {
  const { text } = sentence;
  for (const match of text.matchAll(
    /(?:[,;:–—]|\s-)\s+(?:(?:where|and|und|en|et|y|e|wo|waar|où|donde|dove|onde)\s+)?|\s+(?:where|and (?:that )?(?=(?:I|we|work|study|model|use|develop|train|build|apply|simulate|analy[sz]e|do|write|teach|run|lead|design|measure|collect|maintain)\b)|und (?=ich\b|wir\b)|en (?=ik\b|wij\b|we\b)|et (?=je\b|nous\b)|wo (?=ich|wir))\s*/giu,
  )) {
    const at = match.index + match[0].length;
    const tail = text.slice(at);
    if (tail.split(/\s+/).length < 6 || introduces(tail, hasPlace)) continue;
    if (asksToJoin(tail) && reasonStart(tail) === null) continue;
    if (/^(?:to|for|from|at|in|with|of|on|by|bij|aan|op|voor|auf|an|in|à|de|en) /i.test(tail)) continue;
    if (!introduces(text.slice(0, at), hasPlace)) continue;
    const points = REASON.reduce((sum, [pattern, weight]) => sum + (pattern.test(tail) ? weight : 0), 0);
    const isOwn =
      /^(?:I|we|our|my|i['’]m|ik|wij|we|onze|ich|wir|unser|je|nous|notre)\b/i.test(tail) &&
      tail.split(/\s+/).length >= 7;
    if (points >= 1 || isOwn) return { sentence, score: Math.max(points, 1) + 0.4, from: at };
  }
  return null;
}

/** "Please add me: I study …", "Could I be added? my …": the reason after the ask. */
function splitAsk(sentence: Sentence): Judged | null {
  const { text } = sentence;
  const cut = /[:;–—]\s+|\s-\s/.exec(text);
  if (cut !== null) {
    const at = cut.index + cut[0].length;
    const tail = text.slice(at);
    const points = REASON.reduce((sum, [pattern, weight]) => sum + (pattern.test(tail) ? weight : 0), 0);
    if (tail.split(/\s+/).length >= 5 && points >= 1 && !asksToJoin(tail) && !tail.includes('@'))
      return { sentence, score: points + 0.4, from: at };
  }
  if (THEREFORE.test(text) && text.split(/\s+/).length >= 8) {
    const points = REASON.reduce((sum, [pattern, weight]) => sum + (pattern.test(text) ? weight : 0), 0);
    if (points >= 1) return { sentence, score: 1.2, from: 0 };
  }
  const rest = FIELD_OF_WORK.reduce((sum, [pattern, weight]) => sum + (pattern.test(text) ? weight : 0), 0);
  return rest >= 1 && text.split(/\s+/).length >= 12 ? { sentence, score: 1, from: 0 } : null;
}
