/** The house rules that a reader relies on: who may know whom, which files are pure, and how long a file may be. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { type SourceFile, sourceFiles } from '../support/source-tree.ts';

const files = sourceFiles('src', 'config', 'queues');
const rooms = new Set(files.map((file) => file.room));

test('there is something to check', () => {
  assert.ok(files.length > 300);
  assert.ok(files.flatMap((file) => file.imports).length > 1_000, 'imports are seen');
  for (const room of [
    'mail',
    'intake',
    'requests',
    'moderation',
    'subscribers',
    'calendar',
    'mailings',
    'delivery',
    'bounces',
    'store',
    'jobs',
    'http',
    'cli',
  ]) {
    assert.ok(rooms.has(room), `src/${room} is there`);
  }
});

test('the protocols know nothing of ours', () => {
  const allowed = /^src\/(mail\/|errors\.ts)/;
  assert.deepEqual(
    crossings(inRoom('mail'), (target) => !allowed.test(target)),
    [],
  );
});

test('the store knows nouns of the stages, and none of their deeds', () => {
  const wrong = inRoom('store').flatMap((file) =>
    file.imports
      .filter(({ target, isOurs }) => isOurs && /^src\/(?!store\/|errors\.ts)/.test(target))
      .filter(({ target, typeOnly }) => !typeOnly && !isNounFile(target))
      .map(({ target }) => `${file.path} → ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test('the queue knows the contracts and the database, no stage', () => {
  const allowed = /^(queues\/|src\/(jobs|store)\/|src\/(log|errors)\.ts)/;
  assert.deepEqual(
    crossings(inRoom('jobs'), (target) => !allowed.test(target)),
    [],
  );
});

test('nobody imports the pages, the command line, or what wires the whole', () => {
  const wiring = /^src\/(http|cli)\/|^src\/(main|flow|schedule)\.ts/;
  const wirers = /^src\/(http|cli)\/|^src\/(main|flow|schedule|context|health|quiet)\.ts/;
  const wrong = files
    .filter((file) => !wirers.test(file.path))
    .flatMap((file) =>
      file.imports
        .filter(({ target }) => wiring.test(target))
        .map(({ target }) => `${file.path} → ${target}`),
    );
  assert.deepEqual(wrong, []);
});

test('handlers do not import handlers of another stage’s queue or class: flow.ts wires them', () => {
  const wired = new Set(
    files
      .find((file) => file.path === 'src/flow.ts')
      ?.imports.filter(({ target }) => target.includes('/handle-'))
      .map(({ target }) => target),
  );
  assert.ok(wired.size >= 8, 'flow.ts wires handlers');
  const wrong = files
    .filter((file) => file.name.startsWith('handle-'))
    .flatMap((file) =>
      file.imports
        .filter(({ target }) => wired.has(target) && target.split('/')[1] !== file.room)
        .map(({ target }) => `${file.path} → ${target}`),
    );
  assert.deepEqual(wrong, []);
});

/** Each library has one room that imports it; nobody else depends on how it works. */
const homes: Readonly<Record<string, RegExp>> = {
  bullmq: /^src\/jobs\//,
  ioredis: /^src\/jobs\//,
  kysely: /^src\/store\//,
  pg: /^src\/(store|jobs)\//,
  pino: /^src\/log\.ts/,
  mjml: /^src\/mailings\/render/,
  liquidjs: /^src\/mailings\/render/,
  'postal-mime': /^src\/mail\/parse-message/,
  'ical.js': /^src\/calendar\/reader\/ics-events\.ts/,
  mailauth: /^src\/intake\/verify-sender-thread\.ts/,
  imapflow: /^src\/intake\/source-imap/,
  'smtp-server': /^src\/(intake\/source-smtp|inbox\/)/,
  hono: /^src\/(http|inbox)\//,
  'node-cron': /^src\/(schedule|mailings\/cron-slots)\.ts/,
  nodemailer: /^src\/(delivery\/transport|mail\/mime-build|cli\/)/,
};

test('each library is imported in its one room', () => {
  for (const [library, home] of Object.entries(homes)) {
    const importers = files.filter((file) =>
      file.imports.some(
        ({ target, isOurs }) => !isOurs && (target === library || target.startsWith(`${library}/`)),
      ),
    );
    assert.ok(importers.length > 0 || library === 'mjml', `${library} is used`);
    assert.deepEqual(
      importers.filter((file) => !home.test(file.path)).map((file) => `${file.path} imports ${library}`),
      [],
    );
  }
});

/**
 * Files of a stage that are not pure and not handlers: adapters of a library or the machine, and steps that several
 * handlers take inside their transaction.
 */
const effects: Readonly<Record<string, string>> = {
  'src/bounces/record-bounce.ts': 'step: a refusal counts',
  'src/bounces/record-complaint.ts': 'step: a complaint counts',
  'src/calendar/fetch-source.ts': 'adapter: files and the web',
  'src/calendar/sample-page.ts': 'adapter: the sample file',
  'src/intake/answered.ts': 'step: what a mail answers',
  'src/intake/receive.ts': 'step: stored, then rung for',
  'src/intake/verify-sender.ts': 'adapter: a thread and DNS',
  'src/intake/verify-sender-thread.ts': 'adapter: mailauth',
  'src/mail/mime-build.ts': 'adapter: MailComposer',
  'src/mail/parse-message.ts': 'adapter: postal-mime',
  'src/mailings/compose-mailing.ts': 'adapter: through MailComposer',
  'src/mailings/compose-service-mail.ts': 'adapter: through MailComposer',
  'src/mailings/mailing-parts.ts': 'step: a mailing is rendered',
  'src/mailings/preview-copy.ts': 'step: one copy of a mailing is made to be looked at',
  'src/mailings/service-view.ts': 'step: a mail to one person is filled',
  'src/moderation/forward-question.ts': 'step: a mail goes to the hosts',
  'src/intake/read-stored.ts': 'step: a stored mail is read',
  'src/requests/known-before.ts': 'step: what was known completes a request',
  'src/requests/advance.ts': 'step: the next step of a request',
  'src/requests/approve-by-rule.ts': 'step: a request that needs no host',
  'src/requests/tell-answer.ts': 'step: an answer goes to the hosts',
  'src/subscribers/leave.ts': 'step: a subscription ends',
  'src/subscribers/erase.ts': 'step: a person is erased',
};
const adapters = /\/(source-|parse-worker|render)[\w-]*\.ts$/;
const stages = new Set([
  'mail',
  'intake',
  'requests',
  'moderation',
  'subscribers',
  'calendar',
  'mailings',
  'bounces',
]);

test('what decides is pure: no waiting, no clock, no chance, no files', () => {
  const impure =
    /\bawait\b|\bTemporal\.Now\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\brandomBytes\b|'node:(fs|net|http|child_process)/;
  const pure = files.filter(
    (file) =>
      stages.has(file.room) &&
      !file.name.startsWith('handle-') &&
      !adapters.test(file.path) &&
      !(file.path in effects),
  );
  assert.ok(pure.length > 120, 'most files of the stages are pure');
  assert.deepEqual(
    pure
      .filter(
        (file) =>
          impure.test(file.code) || file.imports.some(({ target }) => /^node:(fs|net|http)/.test(target)),
      )
      .map((file) => file.path),
    [],
  );
  for (const path of Object.keys(effects))
    assert.ok(
      files.some((file) => file.path === path),
      `${path} is still there`,
    );
});

test('files are short: half of them under 90 lines, none over 310', () => {
  const sizes = files.map((file) => file.lines).sort((one, other) => one - other);
  assert.ok((sizes[Math.floor(sizes.length / 2)] ?? 0) <= 90);
  assert.deepEqual(
    files.filter((file) => file.lines > 310).map((file) => `${file.path}: ${file.lines}`),
    [],
  );
});

test('rooms speak of mail and people, not of programming', () => {
  const names = files
    .map((file) => file.path)
    .filter((path) =>
      /(^|\/)(utils?|helpers?|types|interfaces|services|controllers|common|misc)(\/|\.ts$)/.test(path),
    );
  assert.deepEqual(names, []);
});

function inRoom(room: string): SourceFile[] {
  return files.filter((file) => file.room === room);
}

function crossings(from: readonly SourceFile[], isWrong: (target: string) => boolean): string[] {
  assert.ok(from.length > 0);
  return from.flatMap((file) =>
    file.imports
      .filter(({ target, isOurs }) => isOurs && isWrong(target))
      .map(({ target }) => `${file.path} → ${target}`),
  );
}

/** A file of nouns and of pure arithmetic on them; the quota is decided inside the statement's own transaction. */
function isNounFile(target: string): boolean {
  return [
    'src/delivery/quota.ts',
    'src/calendar/talk.ts',
    'src/mailings/notice.ts',
    'src/mailings/mailing-kinds.ts',
    'src/mailings/view.ts',
    'src/calendar/reading.ts',
  ].includes(target);
}
