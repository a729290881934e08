/** The state while one written-out talk is read line by line; it guards what the next line may still mean. */

import {
  endsProse,
  isBoldLine,
  isNumbered,
  mayBeAbstract,
  nameIn,
  takeAffiliation,
  takeBehindDate,
  takeNamedTitle,
} from './block-lines.ts';
import { findDate } from './date-words.ts';
import { isPersonLike } from './entry-text.ts';
import type { LabelledText } from './field-label.ts';
import type { PageContext } from './page-context.ts';
import { findLinks, findPicture, findWatch, joinAmong } from './page-links.ts';
import { plainText } from './plain-text.ts';
import { isFooter, readProse } from './prose.ts';
import type { TalkPart, TalkSection } from './reading.ts';
import { closeDraft, emptyDraft, type FoundTalk, takeSpeaker, takeTitle, takeWhen } from './talk-draft.ts';
import { isBreakNotice, isUnknown, known } from './talk-state.ts';
import { readWhen, withoutStruck } from './when-line.ts';

const MAX_PLACE_CHARS = 200;

export class BlockReader {
  readonly #page: PageContext;
  readonly #draft;
  readonly #lines: number[] = [];
  #prose: { readonly of: 'abstract' | 'bio'; readonly lines: string[] } | null = null;
  readonly #texts: Record<'abstract' | 'bio', string[]> = { abstract: [], bio: [] };
  /** A label stood alone on its line: its value is the next one. */
  #waiting: LabelledText | null = null;
  #titleIsHeading = false;
  #titleMayBeName = false;
  #hasImpliedAbstract = false;
  #ended = false;
  constructor(section: TalkSection, page: PageContext) {
    this.#draft = emptyDraft(section);
    this.#page = page;
  }

  isOpen(): boolean {
    return this.#lines.length > 0;
  }

  linesRead(): readonly number[] {
    return this.#lines;
  }

  /** Whether this line begins another talk. */
  endsBefore(label: LabelledText | null, heading: boolean, raw: string): boolean {
    const { lines } = this.#draft;
    const dated = lines.date !== undefined;
    const hasAbstract = lines.abstract !== undefined || this.#hasImpliedAbstract;
    const described = lines.speaker !== undefined || hasAbstract;
    if (heading)
      return (dated && described) || (lines.title !== undefined && (dated || described)) || this.#ended;
    if (label?.field === 'title')
      return lines.title !== undefined && (!this.#titleIsHeading || (dated && hasAbstract));
    if (label?.field === 'date')
      return dated && this.#draft.date !== null && (described || lines.title !== undefined);
    if (label?.field === 'speaker') return lines.speaker !== undefined && hasAbstract && dated;
    return this.#ended && label === null && /^\s*(?:-{3,}|\*{3,}|<hr)/i.test(raw.slice(0, 40)) && dated;
  }

  takeLabel(label: LabelledText, raw: string, line: number): void {
    if (this.#prose !== null && !endsProse(label, raw, this.#prose.lines)) {
      this.takeLine(raw, line);
      return;
    }
    this.#read(line);
    this.#prose = null;
    this.#waiting = null;
    switch (label.field) {
      case 'abstract':
      case 'bio':
        this.#prose = { of: label.field, lines: this.#texts[label.field] };
        this.#draft.lines[label.field] ??= line;
        this.#prose.lines.push(label.value);
        return;
      case 'ignored':
        return;
      default:
        if (label.value === '') this.#waiting = label;
        this.#takeFact(label, raw, line);
    }
  }

  takeTitleHeading(markup: string, line: number): void {
    const text = plainText(markup);
    if (isBreakNotice(text) && text.length < 60) return;
    this.#read(line);
    this.#prose = null;
    if (this.#draft.lines.title === undefined && takeNamedTitle(this.#draft, text, line)) {
      this.#titleIsHeading = true;
      return;
    }
    if (this.#draft.lines.title === undefined && !isNumbered(text)) {
      takeTitle(this.#draft, withoutStruck(markup));
      this.#titleIsHeading = true;
      this.#draft.lines.title = line;
    }
  }

  takeDatedHeading(markup: string, line: number): void {
    this.#read(line);
    const sense = this.#page.senseAt(line);
    const clean = withoutStruck(markup);
    const text = plainText(findDate(clean, sense.order) === null ? markup : clean);
    const date = findDate(text, sense.order);
    takeWhen(this.#draft, readWhen(text, sense), line);
    if (date !== null) takeBehindDate(this.#draft, text.slice(date.to), line, this.#page.references);
    this.#titleIsHeading = true;
  }

  /** `## Next Colloquium: 22 June 2021`: the section's heading dates a talk that says no date itself. */
  takeSectionDate(markup: string, line: number): void {
    if (this.isOpen() && this.#draft.date === null) {
      takeWhen(this.#draft, readWhen(markup, this.#page.senseAt(line)), line);
    }
  }

  takeLine(raw: string, line: number): void {
    if (raw.trim() === '') {
      this.#prose?.lines.push('');
      return;
    }
    if (raw.trim() === '\u200b') return;
    const watch = findWatch(raw, this.#page.references);
    if (watch !== null && this.isOpen()) {
      this.#takeWatch(watch, line);
      return;
    }
    const picture = findPicture(raw);
    if (picture !== null && this.#prose?.of !== 'abstract' && this.#draft.photo === null && !this.#ended) {
      this.#read(line);
      this.#draft.photo = picture;
      this.#draft.lines.photo = line;
      if (plainText(raw) === '') return;
    }
    if (this.#prose !== null) {
      if (isFooter(plainText(raw.slice(0, 2000)))) this.#endProse();
      else this.#prose.lines.push(raw);
      return;
    }
    if (this.#waiting !== null) {
      this.#takeWaiting(raw, line);
      return;
    }
    if (!this.#ended) this.#takeUnlabelled(raw, line);
  }

  /** Null where the lines are no talk: an introduction, a notice. */
  close(): FoundTalk | null {
    const draft = this.#draft;
    draft.abstract = readProse(this.#texts.abstract);
    draft.bio = readProse(this.#texts.bio);
    if (draft.speaker === null && this.#titleMayBeName) this.#titleIsName();
    const parts = [draft.title, draft.speaker].filter((part) => part !== null).length;
    if (draft.date === null && draft.lines.date === undefined && parts < 2) return null;
    if (draft.date === null && (parts === 0 || draft.section === 'schedule')) return null;
    return closeDraft(draft);
  }

  #takeFact(label: LabelledText, raw: string, line: number): void {
    const draft = this.#draft;
    switch (label.field) {
      case 'title':
        takeTitle(draft, withoutStruck(label.value));
        draft.lines.title = line;
        this.#titleIsHeading = false;
        return;
      case 'date':
      case 'time':
        draft.lines[label.field] ??= line;
        takeWhen(draft, readWhen(label.value, this.#page.senseAt(line)), line);
        return;
      case 'speaker':
        draft.lines.speaker ??= line;
        takeSpeaker(draft, label.value, line);
        return;
      case 'watch':
        this.#takeWatch(
          findWatch(raw, this.#page.references) ?? findLinks(raw, this.#page.references)[0]?.url ?? null,
          line,
        );
        return;
      case 'photo':
        draft.photo ??= findPicture(raw) ?? findLinks(raw, this.#page.references)[0]?.url ?? null;
        draft.lines.photo ??= line;
        return;
      case 'online':
        draft.online ??=
          joinAmong(findLinks(raw, this.#page.references)) ??
          findLinks(raw, this.#page.references)[0]?.url ??
          null;
        return;
      case 'affiliation':
      case 'place':
        if (label.field === 'place') draft.online ??= joinAmong(findLinks(raw, this.#page.references));
        draft[label.field] ??= known(plainText(label.value).slice(0, MAX_PLACE_CHARS));
        draft.lines[label.field] ??= line;
        return;
      default:
    }
  }

  #takeWaiting(raw: string, line: number): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting === null) return;
    const before = this.#draft.lines[waiting.field as TalkPart];
    this.#takeFact({ ...waiting, value: raw.trim() }, raw, line);
    if (before !== undefined) this.#draft.lines[waiting.field as TalkPart] = before;
  }

  /** A line without a label: a date, a bold title, a bold name, or (once the talk is known) the abstract. */
  #takeUnlabelled(raw: string, line: number): void {
    const draft = this.#draft;
    const text = plainText(raw.slice(0, 4000));
    if (text === '' || isUnknown(text)) return;
    const sense = this.#page.senseAt(line);
    const date = draft.date === null && text.length < 300 ? findDate(text, sense.order) : null;
    const near = raw.slice(0, 600);
    const isMarked = date !== null && /\s[–—-]\s/.test(near) && /[*_"“]/.test(near);
    if (date !== null && date.from < 12 && (text.length < 140 || isMarked)) {
      this.#read(line);
      takeWhen(draft, readWhen(text, sense), line);
      const written = isMarked && draft.speaker === null ? findDate(near, sense.order) : null;
      if (written !== null) takeBehindDate(draft, near.slice(written.to), line, this.#page.references);
      return;
    }
    if (takeAffiliation(draft, text, line)) {
      this.#read(line);
      return;
    }
    if (isBoldLine(raw) && draft.speaker === null && this.#takeBold(raw, text, line)) return;
    const named = nameIn(raw, draft.title !== null);
    if (
      draft.speaker === null &&
      text.length < 200 &&
      named !== undefined &&
      isPersonLike(plainText(named))
    ) {
      this.#read(line);
      draft.lines.speaker = line;
      takeSpeaker(draft, raw.replace(/^\s*by\s+/, ''), line);
      return;
    }
    if (!this.#hasImpliedAbstract && mayBeAbstract(draft, text)) {
      this.#read(line);
      this.#hasImpliedAbstract = true;
      this.#prose = { of: 'abstract', lines: this.#texts.abstract };
      this.#prose.lines.push(raw);
    }
  }

  /** A bold line may be the title or the name; which of the two, only the other one tells. */
  #takeBold(raw: string, text: string, line: number): boolean {
    const draft = this.#draft;
    if (draft.lines.title === undefined) {
      this.takeTitleHeading(raw.trim(), line);
      this.#titleMayBeName = isPersonLike(text);
      return true;
    }
    if (!this.#titleMayBeName || isPersonLike(text)) return false;
    this.#titleIsName();
    this.takeTitleHeading(raw.trim(), line);
    return true;
  }

  #titleIsName(): void {
    const draft = this.#draft;
    draft.speaker = draft.title;
    if (draft.lines.title !== undefined) draft.lines.speaker = draft.lines.title;
    draft.title = null;
    delete draft.lines.title;
    this.#titleMayBeName = false;
  }

  #takeWatch(url: string | null, line: number): void {
    this.#read(line);
    if (url !== null && this.#draft.watch === null) {
      this.#draft.watch = url;
      this.#draft.lines.watch = line;
    }
    this.#endProse();
  }

  #endProse(): void {
    this.#prose = null;
    this.#ended = true;
  }

  #read(line: number): void {
    this.#lines.push(line);
  }
}
