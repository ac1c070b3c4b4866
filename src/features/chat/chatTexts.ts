import type { Notice } from '#contract/messages.ts';

/** The words of the customer's side of live chat. */
export const chatTexts = {
  title: 'Chat',
  loading: 'Opening the chat…',
  unreachable: 'The chat cannot be reached just now. Trying again…',
  close: 'Close chat',
  you: 'You',
  assistant: 'AI assistant',
  operator: 'The team',
  online: 'Online',
  offline: 'Offline',
  greeting: 'Hi! How can we help?',
  greetingAi: 'Ask anything. The AI answers at once, and a person takes over whenever you like.',
  greetingPeople: 'Write to us. We answer here, also when you come back later.',
  here: (names: readonly string[], more: number) =>
    more > 0
      ? `${names.join(', ')} and ${more} more are here`
      : `${new Intl.ListFormat('en').format(names)} ${names.length === 1 ? 'is' : 'are'} here`,
  withYou: (name: string) => `${name} is answering you`,
  awayAi: 'The AI answers at once',
  away: 'Nobody is here just now; we answer as soon as we can',
  writing: 'Writing an answer…',
  answerFailed: 'The answer could not be written.',
  stopped: 'Stopped',
  quotes: 'Where this stands',
  typing: (names: readonly string[]) =>
    names.length === 1 ? `${names[0]} is typing…` : 'Several people are typing…',
  requestPerson: 'Talk to a person',
  requestFailed: 'That did not work. Try again in a moment.',
  queueFirst: 'You are next. A person will be with you shortly.',
  queue: (position: number) => `You are number ${position} in the queue.`,
  queueAway: 'Nobody is here just now. Your messages are kept, and you find the answer here.',
  notices: {
    taken: (who) => `${who ?? 'A person'} has joined`,
    handed_to_person: () => 'A person will take over from here',
    handed_to_ai: () => 'The AI assistant answers again',
    assigned: (_who, whom) => `${whom ?? 'Somebody of the team'} will answer you`,
    resolved: () => 'This conversation was closed. Write to open it again.',
    reopened: () => 'The conversation is open again',
    joined: () => null,
    left: () => null,
  } satisfies Record<Notice['type'], (who: string | null, whom: string | null) => string | null>,
  details: 'Your details',
  contact: {
    title: 'How can we reach you?',
    hint: 'If you leave, we know whom to answer. Both are optional.',
    name: 'Name',
    email: 'E-mail',
    emailWrong: 'This does not look like an e-mail address.',
    save: 'Save',
    skip: 'Not now',
    failed: 'That could not be saved. Try again in a moment.',
  },
  notFoundTitle: 'There is no chat here',
  notFound: 'The address may be mistyped, or the chat was closed for good.',
  unverifiedTitle: 'You could not be verified',
  unverified:
    'This page says who you are in a way that does not check out. Reload it, or sign in again.',
  openFailed: 'The chat could not be opened.',
  retry: 'Try again',
} as const;
