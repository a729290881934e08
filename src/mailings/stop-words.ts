/** Why a mailing stopped itself, told to the hosts: what happened, whose words they are, and what to do. Pure. */

export interface StopWords {
  /** Goes on after `At 10:00`. */
  readonly happened: string;
  readonly saidBy: string;
  readonly said: string;
  readonly meaning: string;
}

/** How the reasons of `decidePause` begin; everything else is a mail that could not be made. */
export const receiversRefuse = 'The receiving servers refuse us, not the subscribers: ';
export const addressesGone = 'addresses do not exist';

export function stopWords(why: string): StopWords {
  if (why.startsWith(receiversRefuse))
    return {
      happened:
        'a receiver refused our mail for a reason that lies with us and not with the subscribers. The mailing stopped itself, and nobody was taken off the list.',
      saidBy: 'What the receiver said',
      said: why.slice(receiversRefuse.length),
      meaning:
        'This is about our own set-up (SPF, DKIM, DMARC, or the relay). Run ./convoke doctor, mend what it names, then go on.',
    };
  if (why.includes(addressesGone))
    return {
      happened: 'the mailing stopped itself, because the list does not look right.',
      saidBy: 'What was counted',
      said: why,
      meaning:
        'Receivers think ill of whoever writes to many dead addresses. Was a list imported that is old? Those that do not exist are not tried again; if the others are right, go on.',
    };
  return {
    happened: 'the mail could not be made, so nobody else gets it.',
    saidBy: 'What is wrong',
    said: why,
    meaning:
      'Mend what is named; ./convoke doctor finds faults in templates of your own, and a change to one counts after a restart. Then go on.',
  };
}
