/** A mail that is neither a request nor an answer. */
import type { ClassHandler } from '../intake/read-mail.ts';
import { forwardQuestion } from './forward-question.ts';

export const handleQuestion: ClassHandler = (tx, deps, mail) => forwardQuestion(tx, deps, mail);
