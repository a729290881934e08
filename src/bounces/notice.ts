/** The human-readable part of a report: what the server wrote itself, apart from the message it returns. */

const MAX_NOTICE = 40_000;
const MAX_LINES = 600;

/** Lines after which only the returned message follows. Decoration (dashes, brackets) is stripped before matching. */
const SEPARATOR =
  /^(?:(?:this|below|enclosed|attached|attachment|included|here|following)\b.{0,30}\b(?:is|are)\b.{0,10}\ba? ?copy of (?:the|your) (?:original )?(?:message|mail)|(?:below|enclosed|included) (?:this line )?is (?:a copy|the)|(?:the )?(?:header|text|body|headers|first \d+ lines)s? of (?:the|your) (?:original|source|returned) (?:message|mail)|(?:your |the )?(?:original|unsent|returned|undelivered|rejected) (?:message|mail|e-mail|letter)(?: (?:info|text|headers?|body))?(?: (?:is )?(?:follow\w*|below|as follows|attached|removed))?\W*$|(?:message|mail) (?:header|text|body|content)s? (?:follow|below)|message headers?:|your message (?:reads|follows|was)\b.{0,20}(?:in part|follow)|no more than \d|the first \d+ lines? of|original (?:mail|message) (?:as )?follows|body of (?:the )?message|returned message|end of (?:original|message header)|original mail info|mensaje original|message d'origine|ursprüngliche nachricht|originele bericht|messaggio originale|mensagem original|附件中的|исходное)/iu;

export interface Notice {
  readonly text: string;
  /** What follows: the returned message as text, or null. */
  readonly returned: string | null;
}

/** Cuts a text body where the returned message begins. */
export function splitNotice(text: string): Notice {
  const lines = text.slice(0, MAX_NOTICE).split('\n', MAX_LINES);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const bare = line.replace(/^[\s\-_=*>#+.[\]:|]+/, '').slice(0, 200);
    const isHeader =
      /^\s{0,4}(?:received: ?(?:from|by|\()|return-path: ?<|dkim-signature: |x-google-smtp-source: )/i.test(
        line,
      );
    if (!isHeader && !SEPARATOR.test(bare)) continue;
    if (index === 0 && isHeader) continue;
    const rest = lines.slice(isHeader ? index : index + 1).join('\n');
    return { text: lines.slice(0, index).join('\n'), returned: rest };
  }
  return { text: lines.join('\n'), returned: null };
}
