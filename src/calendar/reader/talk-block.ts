/** The state while one written-out talk is read line by line; it guards what the next line may still mean. */

import type { TalkPart, TalkSection } from '../reading.ts';
import { beginsAnother } from './block-end.ts';
import {
  endsProse,
  isBoldLine,
  isDayLine,
  isNamed,
  isNotice,
  isNumbered,
  isText,
  mayBeAbstract,
  mustBeName,
  takeBehindDate,
  takeDayBeside,
  takeNamedTitle,
  takeSectionWords,
  turnTitleToName,
  withoutCount,
} from './block-lines.ts';
import { type BlockPiece, blockPiece } from './block-pieces.ts';
import { closeBlock, type LeftOver, MAX_SHORT_LINES, settleBlock } from './block-settled.ts';
import { findDate } from './date-words.ts';
import type { LabelledText } from './field-label.ts';
import { type PlaceLine, takeLabelled, takeWatch } from './labelled-line.ts';
import { takeMeetingPlace } from './meeting-place.ts';
import type { PageContext } from './page-context.ts';
import { findPicture, findWatch } from './page-links.ts';
import type { PageHeading } from './page-outline.ts';
import { isPersonLike } from './person-words.ts';
import { plainText } from './plain-text.ts';
import { isFooter, readProse } from './prose.ts';
import { type Remark, readRemark } from './remark-line.ts';
import { divide } from './speaker-line.ts';
import { readStruck } from './struck-out.ts';
import { emptyDraft, type FoundTalk, takeTitle, takeWhen } from './talk-draft.ts';
import { isUnknown } from './talk-state.ts';
import {
  takeFacts,
  takeFormed,
  takeNameLine,
  takeUnlabelledLine,
  withoutWrapper,
} from './unlabelled-line.ts';
import { readWhen, withoutStruck } from './when-line.ts';

export class BlockReader {
  readonly #page: PageContext;
  readonly #draft;
  readonly #lines: number[] = [];
  readonly #pieces: BlockPiece[] = [];
  readonly #leftOver: LeftOver[] = [];
  readonly #labelled = new Set<string>();
  #prose: { readonly of: 'abstract' | 'bio'; readonly lines: string[] } | null = null;
  readonly #texts: Record<'abstract' | 'bio', string[]> = { abstract: [], bio: [] };
  /** A label stood alone on its line: its value is the next one. */
  #waiting: LabelledText | null = null;
  #titleIsHeading = false;
  #titleMayBeName = false;
  #nameWasTitle = false;
  #hasImpliedAbstract = false;
  #ended = false;
  /** Nothing takes place: without a name it is a day off. */
  #isOff = false;
  /** What a remark says of the talk as a whole outweighs its date line, wherever the remark stands. */
  readonly #remarks: Remark[] = [];
  constructor(section: TalkSection, page: PageContext) {
    this.#draft = emptyDraft(section);
    this.#page = page;
  }

  isOpen(): boolean {
    return this.#lines.length > 0;
  }

  isDated(): boolean {
    return this.#draft.date !== null;
  }

  linesRead(): readonly number[] {
    return this.#lines;
  }

  /** Whether this line begins another talk. */
  endsBefore(label: LabelledText | null, heading: PageHeading | undefined, raw: string): boolean {
    const reached = {
      ended: this.#ended,
      hasAbstract: this.#draft.lines.abstract !== undefined || this.#hasImpliedAbstract,
      titleIsHeading: this.#titleIsHeading,
    };
    return beginsAnother(this.#draft, reached, { label, heading, raw }, this.#page);
  }

  takeLabel(label: LabelledText, raw: string, line: number): void {
    if (this.#prose !== null && !endsProse(label, raw, this.#prose.lines)) {
      this.takeLine(raw, line);
      return;
    }
    this.#read(line);
    this.#prose = null;
    this.#waiting = null;
    const isTold = this.#titleIsHeading && /\S\s.*\.$/.test(label.value);
    const field = label.field === 'title' && (isTold || isText(label.value)) ? 'abstract' : label.field;
    switch (field) {
      case 'abstract':
      case 'bio':
        this.#prose = { of: field, lines: this.#texts[field] };
        this.#draft.lines[field] ??= line;
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
    const text = withoutCount(plainText(markup));
    this.#read(line);
    this.#prose = null;
    this.#addPiece(markup, line);
    // `### Ana Bell` over `#### Glass that flows`
    if (this.#titleMayBeName && isNamed(this.#draft, this.#page) && !isPersonLike(divide(text).name))
      this.#titleIsName();
    if (this.#draft.lines.title !== undefined || isNumbered(text)) return;
    this.#titleIsHeading = true;
    if (takeNamedTitle(this.#draft, text, line) || takeFormed(this.#draft, markup, line)) return;
    takeTitle(this.#draft, withoutCount(withoutStruck(markup)));
    this.#draft.lines.title = line;
    this.#titleMayBeName = this.#draft.speaker === null && isPersonLike(divide(text).name);
  }

  /** `#### 14:00-14:30 Ana Bell, MIT`: one of several talks of a day that the section's heading tells. */
  takeTimedHeading(markup: string, time: number, line: number): void {
    const rest = markup.slice(time).replace(/^[\s|,;:·–—-]+/, '');
    this.#read(line);
    this.#prose = null;
    takeWhen(this.#draft, readWhen(markup.slice(0, time), this.#page.senseAt(line)), line);
    this.#draft.lines.time ??= line;
    if (plainText(rest) !== '') this.takeTitleHeading(rest, line);
  }

  takeDatedHeading(markup: string, line: number): void {
    this.#read(line);
    const sense = this.#page.senseAt(line);
    const { markup: seen, struck } = readStruck(markup, sense.order);
    const text = plainText(seen);
    if (struck) this.#draft.status = 'cancelled';
    const date = findDate(text, sense.order);
    takeWhen(this.#draft, readWhen(text, sense), line);
    if (date !== null) takeBehindDate(this.#draft, text.slice(date.to), line, this.#page.references);
    this.#titleIsHeading = true;
  }

  /** `## Next Colloquium: 22 June 2021`: the section's heading dates a talk that says no date itself. */
  takeSectionDate(markup: string, line: number, place: PlaceLine | null = null): void {
    if ((!this.isOpen() && this.#pieces.length < 2) || this.#draft.date !== null) return;
    takeWhen(this.#draft, readWhen(markup, this.#page.senseAt(line)), line);
    if (place !== null) takeLabelled(this.#draft, place.label, place.raw, place.line, this.#page);
  }

  /** `## This week: Ana Bell (MIT) – Glass that flows`: what stands behind the section's name. */
  takeSectionHeading(markup: string, line: number): void {
    this.takeSectionDate(markup, line);
    if (this.isOpen()) takeSectionWords(this.#draft, plainText(markup), line);
  }

  takeLine(raw: string, line: number): void {
    if (raw.trim() === '\u200b') return;
    if (raw.trim() === '') {
      this.#prose?.lines.push('');
      return;
    }
    const isApart = this.#prose === null || this.#prose.lines.at(-1) === '';
    const remark = isApart ? readRemark(raw, this.#page.senseAt(line), this.#prose !== null) : null;
    if (remark !== null) {
      this.#remarks.push(remark);
      return;
    }
    if (isApart && this.#waiting === null && isNotice(raw, this.#prose !== null)) {
      this.#isOff = true;
      return;
    }
    const watch = findWatch(raw, this.#page.references);
    if (watch !== null && this.isOpen()) {
      takeDayBeside(this.#draft, raw, line, this.#page);
      this.#takeWatch(watch, line);
      return;
    }
    const picture = findPicture(raw);
    if (picture !== null && this.#prose?.of !== 'abstract' && this.#draft.photo === null && !this.#ended) {
      this.#read(line);
      Object.assign(this.#draft, { photo: picture, lines: { ...this.#draft.lines, photo: line } });
      if (plainText(raw) === '') return;
    }
    // The day behind the abstract: no part of it.
    if (isApart && this.#prose !== null && this.#draft.date === null && isDayLine(raw, line, this.#page))
      this.#prose = null;
    if (this.#prose !== null) {
      if (isFooter(plainText(raw.slice(0, 2000)))) this.#endProse();
      else if (isApart && takeMeetingPlace(this.#draft, raw, line)) this.#endProse();
      else this.#takeProse(raw, line);
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
    if (draft.speaker === null && this.#titleMayBeName && mustBeName(draft, this.#page)) this.#titleIsName();
    settleBlock(draft, { pieces: this.#pieces, leftOver: this.#leftOver }, this.#page, this.#labelled);
    return closeBlock(draft, this.#remarks, this.#isOff);
  }

  #addPiece(raw: string, line: number): void {
    if (this.#pieces.length > MAX_SHORT_LINES) return;
    const piece = blockPiece(raw, line, this.#page);
    const isNew = !this.#pieces.some((one) => one.line === line && piece?.text.includes(one.text) !== false);
    if (piece !== null && isNew) this.#pieces.push(piece);
  }

  #takeFact(label: LabelledText, raw: string, line: number): void {
    // `Speaker: …` knows better than the guess that the heading was a name.
    if (label.field === 'speaker' && this.#nameWasTitle)
      Object.assign(this.#draft, { speaker: null, affiliation: null });
    if (label.field === 'speaker') this.#nameWasTitle = false;
    this.#labelled.add(label.field);
    takeLabelled(this.#draft, label, raw, line, this.#page);
    if (label.field === 'title') this.#titleIsHeading = false;
    // In a table of facts the recording may stand above the abstract.
    if (label.field === 'watch') this.#endProse(this.#draft.lines.abstract !== undefined);
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
  #takeUnlabelled(written: string, line: number): void {
    const raw = withoutWrapper(written);
    const draft = this.#draft;
    const text = plainText(raw.slice(0, 4000));
    const said = { raw, text, number: line };
    const isFacts = takeFacts(draft, said, this.#page);
    if (!isFacts) this.#addPiece(raw, line);
    if (text === '' || isUnknown(text)) return;
    const isKnown = isFacts || takeUnlabelledLine(draft, said, this.#page);
    if (!isKnown && isBoldLine(raw) && this.#takeBold(raw, text, line)) return;
    if (isKnown || takeNameLine(draft, said)) this.#read(line);
    else if (!this.#hasImpliedAbstract && mayBeAbstract(draft, text)) {
      this.#read(line);
      this.#hasImpliedAbstract = true;
      this.#prose = { of: 'abstract', lines: this.#texts.abstract };
      this.#prose.lines.push(raw);
    } else if (this.#leftOver.length < MAX_SHORT_LINES) this.#leftOver.push({ text, line });
  }

  /** A bold line, or a heading, may be the title or the name; which of the two, only the other one tells. */
  #takeBold(raw: string, text: string, line: number): boolean {
    const draft = this.#draft;
    if (draft.lines.title === undefined) {
      this.takeTitleHeading(raw.trim(), line);
      this.#titleMayBeName &&= draft.speaker === null;
      return true;
    }
    if (!this.#titleMayBeName || !isNamed(draft, this.#page) || isPersonLike(text)) return false;
    this.takeTitleHeading(raw.trim(), line);
    return true;
  }

  #titleIsName(): void {
    if (!turnTitleToName(this.#draft)) return;
    this.#titleMayBeName = false;
    this.#nameWasTitle = true;
  }

  #takeWatch(url: string, line: number): void {
    this.#read(line);
    takeWatch(this.#draft, url, line);
    this.#endProse();
  }

  #takeProse(raw: string, line: number): void {
    this.#read(line);
    this.#prose?.lines.push(raw);
  }

  #endProse(isWhole = true): void {
    this.#prose = null;
    this.#ended ||= isWhole;
  }

  #read(line: number): void {
    this.#lines.push(line);
  }
}
