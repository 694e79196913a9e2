// Why Teams refuses, in words, with the rule and where it stands, and what to do: for what carries no reason.

const answers = 'Microsoft, Status codes from bot conversational APIs';

const byCode = new Map(Object.entries({
  BotNotInConversationRoster:
    `Rule: a bot writes only where it is installed (${answers}). Workspace → Bots installs it here.`,
  ForbiddenOperationException:
    `Rule: a bot writes to a person once it is installed for them (${answers}). Workspace → Bots installs it.`,
  MessageWritesBlocked:
    `Rule: who blocked or removed a bot gets nothing from it (${answers}). Workspace → Bots unblocks or installs it.`,
  ConversationBlockedByUser:
    `Rule: a conversation that is blocked or moderated takes nothing from the bot (${answers}). ` +
    'Workspace → Bots unblocks it; Test → Tenant chooses this code.',
  BotDisabledByAdmin: `Rule: an app that the admin disabled may not call (${answers}). Test → Bots enables it.`,
  NotEnoughPermissions:
    `Rule: the bot may not do this here (${answers}): the team is archived, or it lacks a permission.`,
  InvalidBotApiHost:
    'Rule: a tenant in the GCC cloud is served by its own host (Microsoft, Government Community Cloud). ' +
    'Test → Tenant chooses the cloud.',
  ActivityNotFoundInConversation: `Rule: what is changed must be there (${answers}); ` +
    'a message for one person lives 24 hours (Microsoft, Targeted messages).',
  ConversationNotFound: `Rule: the conversation must be there (${answers}): it is not, or no longer.`,
  MemberNotFoundInConversation: `Rule: whom a message names must be in the conversation (${answers}).`,
  MessageSizeTooBig: 'Rule: a message has at most 100 KB (Microsoft, Limits and specifications for Teams).',
  Throttled:
    'Rule: so many requests in a span of time (Microsoft, Rate limiting for agents). Test → Limits shows them.',
  PreconditionFailed:
    `Rule: one change of a conversation at a time (${answers}). Come back after a moment: the same call may succeed.`,
  BadArgument: `Rule: what is sent must be as Teams wants it (${answers}). The exchange says what was wrong.`,
  BadSyntax: `Rule: what is sent must be as Teams wants it (${answers}). The exchange says what was wrong.`,
}));

const byStatus = new Map([
  [0, 'The connection was dropped without an answer. Whether the service has it is not known.'],
  [429, byCode.get('Throttled')],
  [412, byCode.get('PreconditionFailed')],
  [413, byCode.get('MessageSizeTooBig')],
  [500, `The service failed. Rule: 500 is not among the statuses that are tried again (${answers}).`],
  [502, `The service failed. Rule: try again, each time later (${answers}).`],
  [503, `The service is not there. Rule: try again, each time later (${answers}).`],
  [504, `No answer in time. Rule: try again, each time later (${answers}); the message may be there all the same.`],
]);

/** Why a call was refused, in a sentence or two; empty for what nobody knows. */
export function reasonOf(status, code) {
  return byCode.get(code) ?? byStatus.get(status) ?? '';
}

/** The reason that came along, and the rule behind it if it names none. */
export function reasonsOf({ note, status, code }) {
  const rule = /\brule\b/i.test(note) ? '' : reasonOf(status ?? 0, code);
  return [note && /[.!?]$/.test(note) ? note : note && `${note}.`, rule].filter(Boolean).join(' ');
}
