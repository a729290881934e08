/**
 * Learns the weights of the sentence models from their corpora: a logistic regression for each role by stochastic gradient with a step per
 * weight (AdaGrad: Duchi, Hazan, Singer, JMLR 12, 2011). The same corpus gives the same weights.
 */
import { writeFileSync } from 'node:fs';
import { roleLetters, roles } from '../../src/requests/roles/role.ts';
import type { LearnedWeights } from '../../src/sentences/sentence-model.ts';
import { BUCKETS, signsOf } from '../../src/sentences/signs.ts';
import { type JudgedMail, type JudgedSentence, readSentenceCorpus } from './sentence-corpus.ts';

const EPOCHS = 15;
/** The mean of the last passes: less of it hangs on the order of the sentences. */
const COUNTED = 10;
const RATE = 0.15;
const BIAS_RATE = 0.02;
const DECAY = 1e-4;
/** What is judged this well teaches nothing more. */
const LEAST_ERROR = 0.002;
/** Weights beyond are rare; the scale of a byte ends here. */
const LARGEST = 2.5;

interface Example {
  readonly signs: Int32Array;
  readonly roles: ReadonlySet<number>;
}

/** What is learned, while it is. `of` has the weights of all roles for each bucket; `squares` sums their squared slopes. */
interface Learning {
  readonly of: Float64Array;
  readonly squares: Float64Array;
  readonly bias: Float64Array;
}

/** Learns from whole mails, since the place of a sentence is a sign as well. */
export function fitSentences<Role extends string>(
  mails: readonly JudgedMail<Role>[],
  roles: readonly Role[],
): LearnedWeights {
  const examples = mails.flatMap((mail) => examplesOf(mail, roles));
  const size = BUCKETS * roles.length;
  const learning: Learning = {
    of: new Float64Array(size),
    squares: new Float64Array(size).fill(1e-4),
    bias: new Float64Array(roles.length),
  };
  const mean = { of: new Float64Array(size), bias: new Float64Array(roles.length) };
  const draw = dice(12345);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(examples, draw);
    for (const example of examples) learn(example, learning);
    if (epoch < EPOCHS - COUNTED) continue;
    for (let at = 0; at < size; at += 1) mean.of[at] = (mean.of[at] ?? 0) + (learning.of[at] ?? 0) / COUNTED;
    for (const [at, each] of learning.bias.entries()) mean.bias[at] = (mean.bias[at] ?? 0) + each / COUNTED;
  }
  return {
    step: LARGEST / 127,
    bias: Array.from(mean.bias, (each) => Number(each.toFixed(4))),
    weights: Buffer.from(toBytes(mean.of).buffer).toString('base64'),
  };
}

/** Each sentence, and each two in a row run together, as people in a hurry write them. */
function examplesOf<Role extends string>(sentences: JudgedMail<Role>, roles: readonly Role[]): Example[] {
  return sentences.flatMap((sentence, index) => {
    const next = sentences[index + 1];
    const alone = exampleOf(sentence, index, sentences.length, roles);
    if (next === undefined) return [alone];
    const text = `${sentence.text.replace(/[.!?,;]+$/, '')}${index % 2 === 0 ? ', ' : ' '}${next.text}`;
    const both = { roles: [...sentence.roles, ...next.roles], text };
    return [alone, exampleOf(both, index, sentences.length - 1, roles)];
  });
}

function exampleOf<Role extends string>(
  sentence: JudgedSentence<Role>,
  index: number,
  count: number,
  roles: readonly Role[],
): Example {
  return {
    signs: signsOf(sentence.text, index, count),
    roles: new Set(sentence.roles.map((role) => roles.indexOf(role))),
  };
}

function learn({ signs, roles }: Example, { of, squares, bias }: Learning): void {
  const scale = 1 / Math.sqrt(signs.length);
  for (let role = 0; role < bias.length; role += 1) {
    let score = 0;
    for (const bucket of signs) score += of[bucket * bias.length + role] ?? 0;
    const share = 1 / (1 + Math.exp(-score * scale - (bias[role] ?? 0)));
    const error = share - (roles.has(role) ? 1 : 0);
    if (Math.abs(error) < LEAST_ERROR) continue;
    bias[role] = (bias[role] ?? 0) - BIAS_RATE * error;
    for (const bucket of signs) {
      const at = bucket * bias.length + role;
      const slope = error * scale + DECAY * (of[at] ?? 0);
      squares[at] = (squares[at] ?? 0) + slope * slope;
      of[at] = (of[at] ?? 0) - (RATE * slope) / Math.sqrt(squares[at] ?? 1);
    }
  }
}

function toBytes(weights: Float64Array): Int8Array {
  return Int8Array.from(weights, (weight) =>
    Math.round((Math.max(-LARGEST, Math.min(LARGEST, weight)) / LARGEST) * 127),
  );
}

/** A linear congruential generator: chance that is the same everywhere. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle(examples: Example[], draw: () => number): void {
  for (let at = examples.length - 1; at > 0; at -= 1) {
    const other = Math.floor(draw() * (at + 1));
    const [one, two] = [examples[at], examples[other]];
    if (one !== undefined && two !== undefined) [examples[at], examples[other]] = [two, one];
  }
}

if (import.meta.main) {
  const learned = fitSentences(readSentenceCorpus('roles', roleLetters), roles);
  const file = new URL('../../src/requests/roles/weights.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify(learned)}\n`);
}
