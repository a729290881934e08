/** A host puts people on the list: one, or a file that is shown before it counts. Nothing is kept between the two presses. */
import { parseAddress } from '../../mail/address.ts';
import { type AddOutcome, addSubscriber } from '../../subscribers/handle-add.ts';
import { importSubscribers } from '../../subscribers/handle-import.ts';
import { type Context, Hono } from '../hono.ts';
import type { Form } from '../read-form.ts';
import type { Scene } from '../scene.ts';
import { type AddView, addBody, importBody, type OnePerson } from './add-page.ts';
import { act, type Desk, page } from './desk.ts';
import { deskPage } from './frame.ts';

const mostListBytes = 2 * 1024 * 1024;

export function addRoutes(scene: Scene): Hono {
  const routes = new Hono();
  routes.get(
    '/host/subscribers/add',
    page(scene, (context, desk) => {
      const typed = typedIn((name) => context.req.query(name) ?? '');
      return showAdd(scene, context, { desk, typed, refused: null, noList: null });
    }),
  );
  routes.post(
    '/host/subscribers/add',
    act(scene, (context, desk, form) => addOne(scene, context, desk, form)),
  );
  routes.post(
    '/host/subscribers/import',
    act(scene, (context, desk, form) => importMany(scene, context, desk, form)),
  );
  return routes;
}

function showAdd(scene: Scene, context: Context, view: AddView) {
  const status = view.refused === null && view.noList === null ? 200 : 422;
  const shown = { title: 'Add people', place: 'subscribers', body: addBody(view) } as const;
  return context.html(deskPage(scene, view.desk, shown), status);
}

function typedIn(read: (name: keyof OnePerson) => string): OnePerson {
  return {
    address: read('address').slice(0, 254),
    name: read('name').slice(0, 120),
    affiliation: read('affiliation').slice(0, 200),
  };
}

async function addOne(scene: Scene, context: Context, desk: Desk, form: Form) {
  const typed = typedIn((name) => form.text(name));
  const refuse = (why: string, mayComeBack = false) =>
    showAdd(scene, context, { desk, typed, refused: { why, mayComeBack }, noList: null });
  const address = parseAddress(typed.address);
  if (address === null)
    return refuse(`“${typed.address}” is not a mail address: write one like name@host.example.`);
  const outcome = await addSubscriber(scene, desk.colloquium, {
    address,
    name: typed.name,
    affiliation: typed.affiliation || null,
    language: null,
    welcome: form.text('welcome') === 'yes',
    resubscribe: form.text('resubscribe') === 'yes',
    who: `host:${desk.host.id}`,
    way: 'console',
    now: desk.now,
  });
  if (outcome.kind === 'added')
    return context.redirect(`/host/subscribers/${outcome.subscriberId}?done=added`, 303);
  return refuse(refusals[outcome.kind](address.text), outcome.kind !== 'already');
}

const refusals: Readonly<Record<Exclude<AddOutcome['kind'], 'added'>, (who: string) => string>> = {
  already: (who) => `${who} is on the list already. Nothing has changed.`,
  unsubscribed: (who) => `${who} left the list. If they have asked to come back, tick that below.`,
  suppressed: (who) => `${who} does not take our mail. If that was mended and they want it, tick that below.`,
  erased: (who) => `${who} was erased at their own wish. If they have asked to come back, tick that below.`,
};

async function importMany(scene: Scene, context: Context, desk: Desk, form: Form) {
  const isSure = form.text('sure') === 'yes';
  const list = isSure
    ? { name: form.text('file'), bytes: Buffer.from(form.text('bytes'), 'base64') }
    : chosenList(form);
  const refuse = (noList: string) =>
    showAdd(scene, context, { desk, typed: typedIn(() => ''), refused: null, noList });
  if (list.bytes.length === 0) return refuse('Choose a file or paste some addresses.');
  if (list.bytes.length > mostListBytes)
    return refuse('That is more than 2 MB. Import it by command: ./convoke subscribers import FILE.');
  const resubscribe = form.text('resubscribe') === 'yes';
  const report = await importSubscribers(scene, {
    colloquium: desk.colloquium.id,
    bytes: list.bytes,
    file: list.name,
    dryRun: !isSure,
    resubscribe,
    who: `host:${desk.host.id}`,
    now: desk.now,
  });
  if (report.lines.length === 0) return refuse('There is no address in it. Nothing was done.');
  const bytes = isSure ? null : list.bytes.toString('base64');
  const body = importBody({ desk, report, file: list.name, bytes, resubscribe });
  return context.html(deskPage(scene, desk, { title: 'Import', place: 'subscribers', body }));
}

function chosenList(form: Form): { name: string; bytes: Buffer } {
  const file = form.file('list');
  if (file !== null && file.bytes.length > 0)
    return { name: file.name.slice(0, 200), bytes: Buffer.from(file.bytes) };
  return { name: 'pasted', bytes: Buffer.from(form.text('pasted')) };
}
