/** A mail that is neither a request nor a decision goes to the hosts, unless it is an applicant's word of thanks to us. */
import { findAnswered, requestOfApplicant } from '../intake/answered.ts';
import type { ClassHandler } from '../intake/read-mail.ts';
import { saysMuch } from '../requests/answer-words.ts';
import { forwardQuestion } from './forward-question.ts';

export const handleQuestion: ClassHandler = async (tx, deps, mail) => {
  const { message } = mail.reading;
  if (message === null) return { held: true, reason: mail.reading.reason };
  const { secret } = deps.config;
  const answered = await findAnswered(tx, secret, mail.colloquium, message, mail.row.recipient, null);
  const requestId = requestOfApplicant(answered);
  if (requestId !== null && !saysMuch(message.text))
    return { held: false, reason: `a word about request ${requestId}` };
  return forwardQuestion(tx, deps, mail);
};
