/**
 * What a server says in words. Codes are often wrong or missing (a full mailbox answered with 5.1.1, an unknown user with
 * 4.1.1 or 5.0.0, a blocked sender with 550); the words of the refusal are the better witness for a short list of cases.
 *
 * Every pattern is linear in the text: no nested quantifiers, gaps are bounded.
 */

/** Why a message was refused, in the field's words. */
export type ReplyReason =
  | 'accepted'
  | 'mailbox-unknown'
  | 'domain-unknown'
  | 'mailbox-moved'
  | 'takes-no-mail'
  | 'mailbox-full'
  | 'mailbox-disabled'
  | 'recipient-filters'
  | 'message-too-big'
  | 'message-content'
  | 'sender-authentication'
  | 'sender-reputation'
  | 'sender-address'
  | 'sender-policy'
  | 'too-fast'
  | 'greylisted'
  | 'network'
  | 'expired'
  | 'loop'
  | 'server-trouble'
  | 'unspecified';

const MAX_TEXT = 4000;

/** The order is the argument: the first line that matches wins. */
const WORDS: readonly (readonly [ReplyReason, RegExp])[] = [
  [
    'network',
    /could not contact dns|dns lookup failed|no relevant answers|bad dns|no (?:valid )?route to (?:host|destination|remote)|address family mismatch|could not retrieve source|no mx found for (?:domain|destination)\b|malformed (?:or unexpected )?name server|dns records for the destination|unable to resolve route|unrouteable mail domain|could not find a gateway|host not found, try again|name server (?:failure|timeout)|servfail|host not reachable/iu,
  ],
  // A name server's answer, before "name … not found" can be taken for a person's name.
  [
    'domain-unknown',
    /unroute?able address|nxdomain|domain is not reachable|recipient domain must exist|unknown domain name|mail domain mentioned in email address is unknown|name or service not known|domain name not found|host (?:or domain )?(?:name )?(?:is )?(?:unknown|not found)|unknown host|no such (?:host|domain(?! \S{1,80}\.\s*$))|domain (?:does not|doesn't) exist|bad destination system|authoritative answer/iu,
  ],
  // Full mailboxes come with every code there is, 5.1.1 among them: the person is there, the disk is not.
  [
    'mailbox-full',
    /no space left|dis[ck] ?space quota|(?:disk|file ?system|mail system) (?:is )?full|mail ?(?:box|folder|drop|account)(?: for user| ?(?:quota|size|\S{1,80}@\S{1,80}))? (?:is |has |was |temporarily |currently |already )*(?:full\b|over ?quota|exceed|out of|over the|reached|size limit)|(?:over|exceed\w*|out of|above|beyond)(?: \w+){0,4} (?:quota|storage|allotted|size for|mailbox size|allowed size|maximum allowed size|max\w* (?:mail ?box|storage))|quota (?:is )?(?:exceed|exhaust|full|violation|has been)|(?:exceed|reach)\w*(?: \S+){0,5} quota|quota\W{0,3}exceed|\bquota full|maildir over|account is (?:full|over quota)|overquota|over quota|(?:does not|doesn't) have enough space|quota usage exceed|(?:user|domain)disk quota|space has been used up|exceeding receiving limits|mail file size exceeds|account storage limit|out of storage space|mail ?box full|full mail ?box|mailfull|mail box space not enough|not enough (?:storage|disk|mailbox|free)? ?space|insufficient (?:system |disk )?(?:storage|space)|(?:disk|storage|mailbox|user)[ -]?(?:space |mailbox |storage )?(?:quota|limit) (?:exceeded|reached)|too much mail stored|too much mail data|inbox (?:is|has) (?:full|exceed)|exceed\w* storage|messages? in (?:recipient's )?mailbox exceed|mailbox size limit|exceeded (?:the )?local limit|mailbox (?:has )?reached|user has (?:too many messages|no space)|has exhausted|maximum (?:mailbox|storage)|size of (?:your|the recipient's) mailbox|account is temporarily unavailable because|postfach (?:ist )?voll|speicherplatz|bo[iî]te (?:aux lettres |de réception |du destinataire )?(?:est )?pleine|buz[oó]n (?:est[aá] )?(?:lleno|completo)|cuota|casella (?:di posta )?(?:è )?piena|postvak (?:is |zit )?vol|mailbox (?:is |zit )?vol\b|caixa (?:de correio )?cheia|メールボックス.{0,12}(?:容量|一杯|いっぱい|超)|容量を超|空间不足|邮箱已满|信箱已滿|配额|переполнен/iu,
  ],
  // Trouble of the server's own that names a "recipient", an "address" or "credentials" and means nobody's.
  [
    'server-trouble',
    /(?:contact|log ?in|search)\w*\b.{0,30} ldap server|too many results|needs to be unique|ambiguous|nested too deep|source-routed|malformed address|no proxy for|dnssec|\bdane\b|\btlsa\b|mailing list expansion/iu,
  ],
  ['mailbox-unknown', /x@x>?\.{3} blocked by |destination addresses? (?:was|were) unknown/iu],
  [
    'takes-no-mail',
    /null ?mx|\(null mx\)|does not accept (?:any )?(?:e?mail|messages)\b(?! from)|domain (?:\S{1,80} )?(?:does not|doesn't) accept mail|accepts no mail|couldn't find a mail exchanger|host does not accept mail|no mx record for the recipient|smtp.{0,20}not (?:enabled|supported) (?:on|for) this (?:domain|host)|recipient domain has no|no valid mx|mailhost does not accept/iu,
  ],
  // The recipient's own filter, or a list that takes no post from strangers: the person is there.
  [
    'recipient-filters',
    /(?:account|mailbox|user) is protected by|user rules|(?:user|recipient) (?:has )?refuse[sd]? to receive|(?:isn't|is not) on the recipient's list|not member article|recipient preferences|non-?member to a members|not subscribed to this (?:group|list)|cannot route mail to user|only accepting mail from|due to extended inactivity|has restricted sms|is not accepting any mail|rst\.notauthori[sz]ed|this account is protected by|user reject|recipient id refuse|blocked by the recipient|rejected by recipients|rejected by (?:this|the) (?:user|recipient)|requires that you verify|bounced address|\bsuppress(?:ed|ion)\b|message filtered|each of the following recipients was rejected|due to (?:the )?(?:extended )?(?:inactiv|domain filter|receiver|user)\w* (?:filter|setting|preference)|groups\.google|google ?(?:groups|グループ|gruppe|網上論壇|网上论坛)|not (?:allowed|permitted|authori[sz]ed) to (?:post|write to)|do not have (?:the )?permission to post|refused by (?:the )?(?:recipient|user|filter)|recipient (?:does not|has) (?:want|block)|sender is not (?:in|on) (?:the )?(?:recipient|allow|white)|challenge|closed mailing list|restricted (?:to members|mailing list)|受信拒否/iu,
  ],
  ['greylisted', /\bgr[ea]y ?-?list/iu],
  // Sent too fast, or from too many connections: ours to slow down.
  [
    'too-fast',
    /(?:daily|hourly|per hour|per day|relay|thread)(?: \w+){0,3} limit\b|(?:exceed\w*|reached) (?:their|its|your|the) (?:daily |hourly )?limit\b|numerous attempts|too many (?:smtp|errors from)|multiple destination domains|trop de connexions|number of connections exceed|excessive volume|frequency limited|message threshold exceeded|too many (?:connections|recipients|concurrent|messages|sessions|emails|hops? per)|frequency limit|rate ?limit|\brate (?:that|exceeded)|rate of (?:sending|mail)|throttl|sending (?:too|limit)|connection (?:frequency|rate) limited|receiving mail at a rate|receiving mail too quickly|too (?:fast|quickly)|ip frequency|max(?:imum)? (?:number of )?(?:connections|sessions)|exceeded the (?:max|rate|number of messages)|try again later, closing|daily (?:user )?sending (?:quota|limit)|connection limit|messages? per hour|limit on the number of/iu,
  ],
  // Authentication of the sending domain (SPF, DKIM, DMARC, PTR): RFC 7372, RFC 9989.
  [
    'sender-authentication',
    /(?:username and password|password) not accepted|(?:invalid|bad|incorrect|could not retrieve) (?:credentials|authentication data)|password required|log ?in (?:with|via) your|requires? (?:encryption|high-strength)|unrecogni[sz]ed authentication|(?:smtp|server) authentication|forward dns|domainkeys|(?:ip|host|client|sender)(?: ip)? (?:address )?reverse lookup|unverif\w{1,8} sending|dont authenticate|that domain isnt in my list|(?:as a|not a|to) (?:mail )?(?:relay|gateway)\b|relay through|not (?:a )?local host|(?:don.?t|do not|doesn.?t|does not) handle mail for (?!that user)|smtp relay error|authentification (?:invalide|requise)|(?:don't|do not|doesn't) authenticate|requires? starttls|not passed validation|configured to relay|open relay|no relay(?:ing)?\b|requires authentication|purported responsible|that domain isn't in my list of allowed|(?:cannot|can't) resolve your address|not allowed to send mail from|unresolvable relay host|insecure mail relay|authentication (?:credentials|failure|turned on)|account not subscribed to|\bdmarc\b|\bspf\b|\bdkim\b|unauthenticated|not authenticated|authentication (?:required|checks?|failed|results)|(?:does|did) not pass authentication|sender policy framework|reverse dns|\brdns\b|\bptr\b|no reverse|dns_ptr|forward-confirmed|unable to lookup dns|cannot (?:find|resolve) (?:your|the) (?:reverse|client|host)|(?:mismatch\w*|not match\w*)(?: \w+){0,2} (?:client )?ip|cannot find your hostname|ip name lookup|fix (?:your )?reverse|require\w* (?:valid )?(?:ptr|tls|reverse)|must issue a starttls|tls (?:is )?required|encryption required|relay(?:ing)? (?:access )?(?:denied|not (?:allowed|permitted))|relaying|not permitted to relay|we do not relay|unable to relay|client host rejected: cannot find|not (?:a )?(?:permitted|authorized) (?:sender|to send)|sender (?:id|verify|verification) (?:failed|\(pra\))|not allowed to send from|pop before smtp|you are not authorized to (?:send|use)|domain ownership/iu,
  ],
  // The sending address or its domain is what they refuse.
  [
    'sender-address',
    /(?:does not|doesn't|not) accept (?:e?mail|messages) from|reject\w* (?:e?mail|messages) from|bad ?sender|sender ?filter|valid-address-filter|different address or alias|outgoing (?:e?mail )?suspen|invalid domain, see|domain of sender|verification failure|is a dead domain|\bbatv\b|backscatter protection|bounce ?deny|bogus mail from|valid sender domain|[eé]metteur invalide|empty (?:envelope )?(?:senders?|email address)|third-party dsns?|unsigned dsn|from: domain is invalid|blank from|fully qualified email address|registered gateway user|(?:email )?address is not verified|recipient addresses rejected ?: access|returned mail not accepted|rule imposed|mail from not owned|does not exist e2110|sender (?:email|domain is)|sender(?:'s)? (?:address|domain|email|mail)?\s?(?:rejected|does not exist|not (?:found|accepted|allowed|valid)|verify failed|domain must|is (?:invalid|not))|invalid sender|my name was rejected|invalid domain name|helo|ehlo|from address.{0,30}(?:invalid|not)|sender (?:\S{1,80} )?(?:is )?(?:denied|blocked|blacklist|not authenticated|rejected)|(?:return|reverse)[ -]?path|sender is not|unroutable sender|bad sender|mail from (?:\S{1,80} )?(?:rejected|not)|header from|no such domain|mail server (?:.{0,40})null sender|null sender|after mail from|envelope.{0,12}blocked|sender not pre|failed.{0,20}sender verif/iu,
  ],
  [
    'sender-reputation',
    /\b\w{1,12}(?:rbl|dnsbl)s?\b|\b(?:dnsbls?|dbl)\b|connections? will not be accepted|access from your location|\b(?:ou|sc|dy)-00\d\b|too many bounces|\bip ?[=:] ?\[?\d{1,3}\.|link-to-a-list|not in (?:the |our )?whitelist|to submit messages to this|(?:forbidden|refused|denied) by your ip|unwanted messages have been sent|refused - see|mail from \S{1,80} refused|not currently accepting mail from your|no access from mail server|confirm this mail server|server requires confirmation|\bgo away\b|smtp server of your isp|open proxy|domain listed at|black ?list|block(?:ed)? ?list|\bblocked\b|\brbl\b|\bdnsbl\b|spamhaus|spamcop|sorbs|barracuda|reputation|proofpoint|cloudmark|ironport|senderbase|banned|(?:bad|poor|dynamic) (?:ip|reputation|client|pool)|dynamic (?:ip|address)|invalid ip|host network not allowed|all recipient addresses rejected|your (?:ip|host|network|server|domain)\b.{0,60}(?:block|reject|deni|list|banned|refus)|ip (?:address )?(?:\S{1,45} )?(?:is )?(?:block|reject|deni|list|refus)|connection refused by|client host (?:\S{1,80} )?(?:rejected|blocked)|messages from \S{1,80} (?:weren't sent|temporarily deferred)|unfortunately, messages from|refused to talk|(?:access|service|connection) (?:is )?(?:refused|dropped)|too many (?:spam|complaints|invalid|bad|unknown)|user complaints|you are not (?:allowed|welcome)|suspicious|unusual (?:rate|traffic)|temporarily deferred|ts0\d|ts01|please (?:request|contact|visit).{0,40}(?:delist|unblock)|mail (?:server|from) (?:\S{1,60} )?(?:has been )?(?:blocked|rejected)/iu,
  ],
  // The mail itself.
  [
    'message-too-big',
    /message length exceed|(?:^|\W)size limit\b|taille limite|exe?eeded the maximum size|(?:message|mail|e-mail|size)\b.{0,30}(?:too (?:big|large)|exceed\w*(?: \w+){0,5} size|size (?:limit )?exceed|exceeds? (?:the )?(?:maximum|fixed|size|limit))|exceed\w* (?:the )?(?:maximum|max|fixed|allowed)?(?: \w+){0,3} (?:message|mail) size|(?:message|mail) size (?:limit|exceeds)|size limit exceeded|too large for|line (?:limit exceeded|too long)|message (?:is )?too (?:large|big|long)|maximum (?:inbound |incoming )?message size|trop volumineux/iu,
  ],
  [
    'message-content',
    /bad header|multiple \S{1,40} headers?\b|invalid mime|base64 encoding|password[ -]protected|antyspam|executable attachment|attachment extension|too many "?received|spam ?assassin|(?:message|mail|header|mime) is malformed|malformed (?:message|header|mime)|conversion to internet format|\breject, id=\d|filters rate|reject\w* bulk|8-?bit data|not rfc[ -]complian|\bspam(?:mer|bot)?\b|\bube\b|\buce\b|unsolicited|content (?:rejected|denied|filter|not)|virus\b|infected|malware|phish|attachments? (?:is |are |type |name )?(?:not|reject|block|forbid)|banned (?:name|content|file)|(?:message|mail|letter) (?:was )?(?:rejected|refused|blocked|filtered|identified|detected|scored|classified)\b.{0,40}(?:content|spam|junk|filter|policy|virus)|poison|junk|bulk (?:e-?)?mail|illegal attachment|header (?:are not accepted|error)|organizational settings|given low priority|messages with multiple addresses|images or other attachments|captcha|mass mailer|has detected that this message|rejecting mail content|mail rejet|recurrent pattern|anti-?spam|executable files|forbidden (?:file|content)|(?:message|mail) contain(?:s|ed)? (?!\[)|non-rfc|rfc ?\d+ complian|no resent-from|header (?:is )?(?:invalid|missing|too)|media error|charset|message (?:format|structure)|5322|2822|duplicated? (?:header|message-id)|missing (?:date|from|message-id|required)|improper(?:ly)? (?:format|encod)|mime (?:error|format)|8 ?bit (?:not|data)/iu,
  ],
  [
    'sender-policy',
    /mail is not accepted here|your access to (?:submit|send)|policy|policies|(?:site|security|local) (?:policy|settings)|violat|not accepted for|administrative(?:ly)? (?:prohibit|denied|refus)|administrative prohibition|prohibited|delivery not authorized|not authorized|no permission|permission denied|restricted|unauthori[sz]ed|message (?:was )?refused|transaction failed\b.{0,60}polic|security (?:problem|reason|error)|you (?:do not|don't) have (?:permission|access)|failed to deliver[ey]?/iu,
  ],
  [
    'mailbox-moved',
    /no longer on (?:this )?server|has moved|user (?:has )?moved|no longer (?:with|at|works|employed|using this)|address (?:has )?(?:changed|moved)|changed (?:their|his|her|its) (?:e-?mail )?address|been replaced by|new (?:e-?mail )?address is|recipient has moved/iu,
  ],
  [
    'mailbox-disabled',
    /mailbox unavailable or access denied|receiving disabled|inactive on this|deactivated due to|not currently being accepted for this mailbox|inactivo\b|falta de uso|bloccat[ao] per inutilizzo|nieaktywn|zablokowan|(?:is|been)(?: currently| temporarily)? suspended|temporar(?:y|ily) locked|recipient suspend|(?:destinataire|recipient) archiv|archived recipient|account is ?blocked|compte du destinataire|(?:account|mailbox|user|address|recipient|email|login)\b.{0,50}(?:disabled(?! or discontinued)|suspended|inactive|deactivat|locked|frozen|expired|deleted for|not active|terminated|blocked for inactivity|has been inactive|temporarily unavailable)|(?:disabled|inactive|suspended|deactivated|locked|dormant|expired) (?:user|account|mailbox|recipient|address|mail ?box)|invalid\/inactive|user inactive|account that you tried to reach is (?:disabled|inactive|over)|boîte désactivée|konto.{0,20}(?:gesperrt|deaktiviert)|not accepting (?:mail|messages)|停用|禁用|отключ/iu,
  ],
  // Nobody there. Said in very many ways.
  [
    'mailbox-unknown',
    /(?:user|recipient|mailbox|account|address|addressee|alias|mail ?box|person|customer|local[- ]?part|destination|login|name|username|userid|member|subscriber|email|e-mail|inbox)(?:es|s|\(s\))?\b[^.\n]{0,70}?\b(?:unknown|not (?:be )?(?:exist|found|known|listed|recogni[sz]ed|match|valid|here|registered|our customer|local|unique|a valid|currently|in (?:the|our)|have)|isn't|wasn't (?:found|recogni[sz]ed)|does ?n.t (?:exist|have)|doesn.t exist|do(?:es)? not (?:exist|have)|didn't exist|invalid|is invalid|unavailable|undeliverable|could not be found|couldn't be (?:found|located)|no longer (?:exist|valid|available|on|active)|cannot be found|nonexist\w*|non-exist\w*|rejected: (?:access denied|user|unknown|no such|undeliverable|invalid)|rejected\W{0,3}$|unrouteable|failed|ended|removed|deleted|cancel\w*|incorrect|illegal|misspelled|not ?exist|is not a |not accepted|has been (?:deleted|removed|closed)|closed|discontinued|wrong|unreachable|bad)|(?:unknown|no such|invalid|bad|non-?exist\w*|no|unrecogni[sz]ed|undeliverable|unrouteable|unroutable|illegal|incorrect|wrong)(?: \w+){0,2} (?:user|recipient|mailbox|account|address|addressee|alias|person|local|here|final|customer|login|mail ?box|subscriber|destination|name|local part|e-?mail|matches|one)|does ?n.t have an? \S{1,80} account|no (?:mailbox|account|user|one) (?:here|by|with)|unknown (?:or|user|local|to|recipient|address)|not (?:our|a) (?:customer|valid (?:user|mailbox|recipient|account))|\bnot known\b|user ?unknown|unknown ?user|unknownuser|recipnotfound|recipientnotfound|not listed in|address not found|adresse (?:inconnue|n'existe)|n'existe pas|inconnu|utilisateur (?:inconnu|non)|destinataire|non recens|unbekannt|existiert nicht|nicht (?:bekannt|gefunden|existent|vorhanden)|no existe|desconocid|non esiste|sconosciut|onbekend|bestaat niet|niet gevonden|não existe|desconhecid|存在しません|見つかりません|不存在|无此用户|不正|не существует|not exist|no final delivery|a final email delivery|hasn't been|hop count 0|all relevant mx records point to non-existent|no such (?:address|entry|object)|isn't (?:a )?(?:valid|listed|in)|account disabled or|return to sender|not present in (?:the )?directory|can't accept user|destination server rejected recipients|not a (?:known user|local address)|not an active address|inactive email address|mailbox (?:not present|unavaiable)|nessun utente|not (?:valid )?email addresses|recipient address rejected\.|recipient not ok|refuses to accept your mail|adr\.recip(?:ient)? ?not ?found|badrcptto|bad[-_]recipient|badrecipientto|validrcptto|envelope recipient has been denied|no longer accepts mail|missing home directory|non ?existent user|rcpt \(\S{1,40} doesn't exist|x@x>? not found|unknown$/iu,
  ],
  [
    'domain-unknown',
    /(?:host|domain|hostname|destination|server)(?: name)?\b[^.\n]{0,60}?\b(?:not found|unknown|does ?n.t exist|does not exist|not exist|no such|invalid|isn't valid|couldn't be found|cannot be resolved|not resolved|no (?:a|mx|dns))|(?:unknown|no such|non-?exist\w*|bad|invalid|unroutable|unrouteable) (?:host|domain|destination)|no mx (?:record|or)|name or service not known|nxdomain|name service error|dns (?:error|lookup failed|failure)|unrouteable (?:mail )?domain|cannot (?:find|resolve) (?:host|domain|your intended recipient)|couldn't find any host|bad destination|host unknown|host not found|name server|unresolvable|does not resolve|all \w+ mx|illegal host/iu,
  ],
  [
    'loop',
    /forwarding loop|loop was found|mxloopback|best-preference mx|mail (?:is )?loop|loop(?:s|ing)? (?:back|detect)|too many hops|hop count|mail loop|routing loop|excessive recursion|message loop|message depth|looping|maximum hop|infinite loop|loops back to myself/iu,
  ],
  ['greylisted', /gr[ea]y ?-?list|try again (?:later|in|soon)|please (?:re)?try (?:again|later)/iu],
  [
    'expired',
    /expired|past expiration|failing for a long time|multiple retries|attempts will continue|has been delayed|has been frozen|forced freeze|not been collected|allowed queue period|timed? ?out|retry (?:time|timeout)|time ?out exceeded|in the queue too long|delivery time|gave up|giving up after|maximum (?:time|delivery attempts)|undeliverable for|could not be delivered for|within \d+ days|unable to deliver in|not (?:been )?delivered (?:within|after)|4 ?days|zugestellt werden konnte seit/iu,
  ],
  [
    'network',
    /connection was dropped|not accepting connections|after initial connection|connect\w* (?:refused|reset|failed|timed|to \S{1,80} (?:failed|refused)|dropped|lost|closed|broken|error)|network (?:is )?(?:unreachable|error|down|problem)|no route|host (?:is )?(?:unreachable|down|not respond)|unreachable|not respond|did ?n.t respond|no answer|could not connect|unable to connect|cannot connect|couldn't connect|wasn't able to establish|lost connection|socket error|not accept our requests to connect|can['’]?t connect|connection (?:\w+ ){0,2}(?:error|attempt)|malformed or unexpected|try again\b.{0,20}name|temporary (?:name|dns|lookup)|no data|servfail|host name lookup failure|remote host is/iu,
  ],
  [
    'server-trouble',
    /command output|unable to chdir|bad interpreter|no such file or directory|lmtp error|does not support auth|certificate|unable to process|ended early|server (?:is )?busy|unrecogni[sz]ed command|unimplemented|may not be repeated|identity changes|optional argument|not accepting network messages|command failed|x-unix; ?\d|requested (?:mail )?action aborted|temporar|transient|interrupted system call|encountered an error while|misconfigured|system config|homedir creat|qmail-forward|delivery to (?:file|pipe) forbidden|local delivery failed|expected word or|may not follow|several matches found|adr\.(?:badprimary|invalidinsmtp)|transaction failed|local (?:error|problem|configuration)|configuration|internal (?:server |system )?error|system (?:error|failure|not accepting)|unable to (?:create|open|write|lock|access)|can't (?:create|open|use|write)|cannot (?:create|open|write|lock|access)|command died|died with|mailer (?:error|failed)|deferred|resources|out of memory|i\/o error|lock failure|service (?:unavailable|not available|currently)|queue file write|pipe|procmail|child (?:process|status)|segmentation|maildrop|exit(?:ed)? (?:status|code)|software error|load|program|database|ldap|unexpected|exit \d|storage failed|too many (?:files|processes)|syntax|command (?:un|not)|protocol(?! returned)|bad sequence|quit/iu,
  ],
  // Weakest, after everything else: a sentence that names only the mail is about the mail, and a bare "denied" is about who asks.
  [
    'message-content',
    /(?:^|\W)(?:this |your |the )?(?:message|e?-?mail) (?:was |is |has been )?(?:rejected|refused|denied|not accepted)\W{0,3}$|(?:unable|unwilling|refus\w*) to accept (?:this |your |the )?(?:message|mail)|(?:does not|doesn't) like your (?:message|mail)/iu,
  ],
  ['sender-policy', /access (?:is |was )?denied\b|(?:^|\W)not allowed\W{0,3}$/iu],
];

/** Where a list of senders explains itself: stands beside whatever phrase the server uses for everything it refuses. */
const LIST_LINK =
  /https?:\/\/\S{0,200}(?:spamhaus|spamcop|sorbs|dnsbl|\brbl|s[bu]?rbl|uribl|barracudacentral|senderscore)\S{0,500}/giu;

/** Servers that give no reason but a link: to a block list, or to their page about spam. */
const BLOCK_LIST_LINK = /https?:\/\/\S{0,200}(?:spam|[dr]bl\b|\bspf\b|block-?list|black-?list)/iu;

/** The first thing the words say clearly, or null. Only the first 4000 characters are read. */
export function readReplyWords(text: string): ReplyReason | null {
  // Folded and multi-line replies read as one sentence: "550-5.1.1 The email account … 550 5.1.1 does not exist".
  const flat = text
    .slice(0, MAX_TEXT)
    .replace(/\s+/g, ' ')
    // An address may be called user-unknown@ or mailbox.full@ and says nothing.
    .replace(/[^\s<>():;,"']{1,64}@[^\s<>():;,"']{1,253}/g, 'x@x')
    .replace(/ [245]\d\d[- ](?=[245]\.\d)/g, ' ')
    .replace(/ [245]\.\d{1,3}\.\d{1,3} /g, ' ')
    .replace(LIST_LINK, ' link-to-a-list ')
    .replace(/https?:\S+/g, ' ');
  for (const [reason, words] of WORDS) if (words.test(flat)) return reason;
  return BLOCK_LIST_LINK.test(text.slice(0, MAX_TEXT)) ? 'sender-reputation' : null;
}
