/** A colloquium's page as its hosts write it, for the demo and for stories in November 2026. */
export interface StoryTalk {
  readonly date: string;
  readonly time?: string;
  readonly title: string | null;
  readonly speaker: string;
  /** The days of the talk after it and of the one before it. */
  readonly following?: string;
  readonly held?: string;
}

export function storyPage(next: StoryTalk, watch: string | null = null): string {
  const title = next.title === null ? '' : `#### ${next.title}\n`;
  return `---
layout: page
title: "AI4Science Colloquium"
---

## Next Colloquium

${title}
Date: ${next.date} ${next.time ?? '14:00-15:00'}

Place: Seminar room 1.12, Science Park 904, Amsterdam

Speaker: **${next.speaker}**, Associate Professor of Glaciology, Nordhavn University

**Abstract:** <br/>
Glaciers answer to warming with a delay of years to decades, and what they do next depends on what they have already done.

## Schedule

- ${next.date} - **${next.speaker}**
- ${next.following ?? '8 December 2026'} - **Tomasz Wieczorek**

## Previous Colloquia

#### Emulators that know when they are wrong

Date: ${next.held ?? '10 November 2026'} 14:00-15:00

Speaker: **Ravi Holt**, Institute for Climate Computing

**Abstract:** <br/>
An emulator is useful only where it knows how wrong it may be.
${watch === null ? '' : `\n<a href="${watch}">Watch Back</a>\n`}`;
}
