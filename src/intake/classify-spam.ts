/** Advertising, predatory conferences and phishing. Held and visible, never dropped; so the bar is several signs, not one. */
import { domainOf } from '../mail/address.ts';
import type { SenderVerdict } from '../mail/authentication-results.ts';
import { headerValue, type Message } from '../mail/message.ts';
import { type IntakeContext, isOurs } from './classify-context.ts';
import { sellingScore } from './classify-spam-selling.ts';
import type { OwnWords } from './classify-words.ts';

const SIGNS: readonly (readonly [RegExp, number])[] = [
  // Money from a stranger
  [
    /\b(?:dear beloved|beloved in|i am (?:a|the) widow|a widow with|barrister|my late husband|(?:donate|give)\b[^.?!]{0,40}\bcharity|[\d.]+ ?(?:million|m) (?:(?:us )?dollars|usd|euros?|eur|pounds|gbp)|dormant (?:account|funds?|grant|deposit)|(?:my|our) lawyer|compensation fund|diplomat|consignment)\b/i,
    3,
  ],
  [
    /\b(?:reply|get back to me|respond)\b[^.?!]{0,40}\b(?:full names?|phone number|mobile number|bank|address and|details so)\b/i,
    2,
  ],
  // Papers wanted
  [
    /\bindexed (?:by|in)\b[^.?!]{0,30}\b(?:scopus|ei|compendex|web of science|wos|doaj|pubmed)\b|\b(?:accepted|full) papers? (?:will|submission|are)|\baccepts (?:full )?papers|\bsubmission (?:deadline|link|system)|\b(?:APC|article processing)\b|\bsubmit (?:a|your) (?:manuscript|paper|abstract)/i,
    2,
  ],
  [
    /\bsuccess rate\b|\b(?:our|we are an?) (?:agency|firm|company|consultancy)\b[^.?!]{0,30}\b(?:help|offer|provid|speciali[sz]|deliver)|\bpartnership opportunity\b|\b(?:secure|win) (?:eu |more )?(?:funding|grants)\b/i,
    2,
  ],
  // Addresses for sale
  [
    /\b\d[\d.,]*\s?(?:k |m |million |thousand )?(?:verified |targeted |opt-in |valid )*(?:e-?mails?|e-?mail addresses|contacts|leads|subscribers|followers)\b|\b(?:grow|expand|build) your (?:mailing |e-?mail )?(?:list|audience|subscribers)\b/i,
    4,
  ],
  // Cold selling: faults found on a website nobody asked about, a quote, past results, a call to book.
  [
    /\b(?:brows|visit|look|review|audit|check|analy[sz])(?:ed|ing)\b[^.?!]{0,30}\b(?:your|the) (?:web ?site|web page|site|domain|online presence)\b|\b(?:errors?|issues?|problems?) (?:on|with|that)\b[^.?!]{0,40}\b(?:web ?site|rank|google|traffic)/i,
    2,
  ],
  [
    /\b(?:send|share|provide|get) (?:you )?(?:a |our |the |your )?(?:free )?(?:quotes?|proposal|price ?list|pricing|audit|portfolio|past results|case studies|brochure)\b|\b(?:monthly|one-time|small|affordable) (?:fee|price|cost|package)|\b(?:book|schedule|hop on|arrange) (?:a )?(?:quick |short |free |brief |\d+[- ]?min\w* )?(?:call|demo|meeting)\b/i,
    2,
  ],
  [
    /\b(?:SEO|guest[\s-]?posts?|back-?links?|link[\s-]?building|page ?rank|domain authority|D[AR] ?\d{2,}|do-?follow|sponsored (?:post|article)|rank(?:ing)? (?:higher|#?1|on google)|first page of google|web ?traffic|web ?site (?:design|redesign|traffic|visitors))\b/i,
    3,
  ],
  [
    /\b(?:from|only|just|for) (?:only |just )?[$€£] ?\d+|[$€£] ?\d[\d,.]*\s*(?:per|each|\/|million|thousand|usd|eur|off)|\b\d+ ?% (?:off|discount|bonus|return|korting|rabatt)/i,
    2,
  ],
  [/\b(?:whats ?app|telegram|skype|we ?chat)\b[^.?!]{0,20}\b(?:me|us|today|now|at|:|\+\d)/i, 2],
  [
    /\b(?:limited (?:slots?|offer|time|seats)|act now|hurry|don['’]t miss|last chance|special offer|free trial|money[\s-]back|100 ?% (?:free|guaranteed)|guaranteed (?:results|acceptance|income)|best price|exclusive offer|jetzt zugreifen|sonderangebot|aanbieding|offre (?:exclusive|spéciale)|oferta (?:exclusiva|especial))\b/i,
    2,
  ],
  [
    /\b(?:I (?:will|shall|['’]ll)|we (?:will|shall|['’]ll)) follow[\s-]?up\b[^.?!]{0,20}\b(?:times|again)|\bnot interested\?/i,
    2,
  ],
  [
    /\b(?:plenary|invited|honou?rable|featured) speaker\b|\bearly[\s-]bird\b|\bgreetings (?:of the day|from)\b|\b(?:eminent|esteemed|renowned|distinguished) (?:speaker|researcher|scientist|professor|personality)|\beminence\b|\bkeynote speaker\b|\b(?:world|global|international) (?:congress|summit|conference|conclave)\b|\borganizing committee member\b/i,
    2,
  ],
  [
    /\b(?:registration|publication|processing|article processing|participation) (?:fee|charges?|fees)\b[^.?!]{0,30}(?:[$€£]|\d|usd|eur|discount)|\b(?:within|binnen|innerhalb von|sous|en menos de|entro|em) (?:24|48|72) (?:hours|uur|stunden|heures|horas|ore)\b/i,
    2,
  ],
  [
    /\b(?:call for papers|submit your (?:paper|manuscript|abstract)|impact factor|indexed in scopus|scopus indexed|special issue|rapid (?:peer[\s-]?review|publication)|editorial board member)\b/i,
    2,
  ],
  [
    /\b(?:verify|confirm|validate|update|re-?activate|restore) (?:your|the) (?:account|mailbox|e-?mail(?: account| address)?|password|identity|subscription to keep)|\b(?:mailbox|mail box|storage|quota|inbox)\b[^.?!]{0,30}\b(?:full|exceed\w*|limit|suspend\w*|deactivat\w*|\d+ ?%)|\bmails? (?:\(\d+\) )?(?:are|is) on hold|\bpassword (?:expires?|will expire|expiry)|\baction required\b|\b(?:postvak|mailbox|konto|boîte|buzón)\b[^.?!]{0,30}\b(?:vol|voll|gesperrt|pleine|lleno)\b/i,
    3,
  ],
  [
    /\b(?:account|konto|compte|cuenta|conta|postvak|mailbox)\b[^.?!]{0,40}\b(?:geblokkeerd|opgeschort|gesperrt|deaktiviert|bloqué|suspendu|bloquead[oa]|suspendid[oa]|bloccato|sospeso|blocked|suspended|terminated)\b/iu,
    2,
  ],
  [
    /\b(?:lottery|jackpot|inheritance|beneficiary|next of kin|million (?:dollars|usd|euros)|wire transfer|bank transfer|crypto\w*|bitcoin|forex|trading (?:bot|signals)|investment (?:opportunity|plan)|passive income|earn (?:money|\$)|loans?\b[^.?!]{0,20}\b(?:offer|low|interest))\b/i,
    3,
  ],
  [
    /\b(?:viagra|cialis|casino|betting|slots?\b[^.?!]{0,10}\bspins|porn|escort|dating|weight loss|cbd|replica watch\w*|cheap (?:meds|pills))\b/i,
    4,
  ],
  [
    /\b(?:attendees?|delegates?|contacts?|e-?mail) (?:list|database)s?\b[^.?!]{0,40}\b(?:sale|buy|purchase|available|counts?|cost|pricing)|\b(?:buy|purchas|acquir)\w*\b[^.?!]{0,25}\b(?:attendees?|delegates?|visitors?|mailing|e-?mail|contact) (?:list|database)|\bcontacts? count\b|\bshare (?:the )?(?:pricing|price list|counts)/i,
    4,
  ],
  [
    /\b(?:assignment|thesis|essay|paper|homework) (?:writing|help) (?:service|experts?)|\bghost-?writ\w+|\b(?:mobile app|software|web) development (?:company|agency|services)|\boffshore (?:team|development)|\bour (?:agency|marketing team|clients include)|\b(?:boost|increase|grow|skyrocket) your (?:business|sales|revenue|ranking|traffic|visibility|reach|citations)\b/i,
    3,
  ],
  [
    /\bunsubscribe\b[^.?!]{0,40}\b(?:here|click|link|reply|subject)|\bclick (?:here|below|the link|the button)|\b(?:klik hier|klicken sie hier|cliquez ici|haga clic|clic aquí|clicca qui|clique aqui|tıklayın)|\bopt[\s-]?out\b/i,
    1,
  ],
  [/[\u{1f525}\u{1f680}\u{1f4b0}\u{1f911}\u{1f4a5}\u{1f381}\u{1f389}\u26a0\u2705\u{1f449}]/u, 1],
  [/!{2,}/, 1],
];

/** Why a mail is held as spam, or null. `words.all` is the body as read, quoted lines left out. */
export function spamReason(
  message: Message,
  words: Pick<OwnWords, 'own' | 'all' | 'joins'>,
  verdict: SenderVerdict,
  context: IntakeContext,
): string | null {
  const text = words.all;
  const sample = `${message.subject}\n${text.slice(0, 8000)}`;
  const signs = SIGNS.reduce((sum, [pattern, points]) => sum + (pattern.test(sample) ? points : 0), 0);
  // A firm's signature sells as well; who asks to listen is believed until more speaks against it.
  const selling = sellingScore(`${message.subject}\n${words.own.slice(0, 8000)}`, words.all.slice(0, 8000));
  let score = signs + (words.joins ? Math.max(0, selling - 3) : selling);
  const from = message.from[0]?.address ?? '';
  const isSpoof = domainOf(from) === domainOf(context.address) && verdict.dmarc === 'fail';
  const isFlagged = /^\s*yes\b/i.test(
    headerValue(message, 'x-spam-flag') ?? headerValue(message, 'x-spam-status') ?? '',
  );
  if (isSpoof && !isOurs(from, context)) score += 3;
  if (isFlagged) score += 3;
  if (verdict.dmarc === 'fail') score += 1;
  if (/^re\s*:/i.test(message.subject) && message.inReplyTo.length === 0 && message.references.length === 0)
    score += 1;
  const replyTo = message.replyTo[0]?.address;
  if (replyTo !== undefined && domainOf(replyTo) !== domainOf(from)) score += 0.5;
  if (/https?:\/\/[^\s>]{4,}/.test(text)) score += 0.5;
  return score >= 4 ? `signs of advertising or fraud (${score})` : null;
}
