/** Three choices, none made; then a button that names the act and the person. */
import { type Html, html } from '../hono.ts';
import { hidden } from '../parts/small.ts';

export interface DecisionForm {
  readonly action: string;
  readonly name: string;
  /** The address has not proved itself: it cannot be approved yet. */
  readonly mayApprove: boolean;
  readonly undoMinutes: number;
  /** What the link in the mail was called: that choice has the focus, and is not made. */
  readonly focus: string | null;
  /** What was said before something was missing. */
  readonly filled?: { readonly reason: string; readonly question: string } | null;
  readonly still: boolean;
  readonly fields?: Readonly<Record<string, string>>;
}

export function decisionForm(form: DecisionForm): Html {
  const { name } = form;
  const choice = (value: string, label: string) =>
    html`<label><input type="radio" name="do" value="${value}" required${form.focus === value ? html` autofocus` : null}>${label}</label>`;
  return html`<form class="decide${form.still ? ' still' : ''}" id="decide" method="post" action="${form.action}">${hidden(form.fields ?? {})}
<fieldset><legend class="vh">Your decision about ${name}</legend><div class="choices">
${form.mayApprove ? choice('approve', 'Approve') : null}${choice('decline', 'Decline')}${choice('ask', 'Ask')}
</div></fieldset>
<p class="pick">Choose, then confirm. Nothing happens before that.</p>
${form.mayApprove ? html`<div class="then approve"><p class="fine">The welcome mail leaves in ${form.undoMinutes} minutes. Until then you can undo, and nobody notices.</p><button type="submit" class="primary tall">Approve <bdi>${name}</bdi></button></div>` : null}
<div class="then decline"><label for="why">A sentence for <bdi>${name}</bdi> <span class="hint">Optional. Without it a kind refusal goes, with no reason.</span></label><textarea id="why" name="reason" maxlength="2000">${form.filled?.reason}</textarea><button type="submit" class="primary tall">Decline <bdi>${name}</bdi></button></div>
<div class="then ask"><label for="what">What should we ask? <span class="hint">The answer comes by mail, and back to you.</span></label><textarea id="what" name="question" maxlength="2000">${form.filled?.question}</textarea><button type="submit" class="primary tall">Send the question</button></div>
</form>`;
}
