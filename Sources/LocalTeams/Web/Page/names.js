// Who and what things are called, from the workspace and the list of conversations. Pure.

import { splitThread } from './store.js';

export function personOf(state, handle) {
  return state.workspace?.users.find((each) => each.handle === handle) ?? null;
}

export function botOf(state, appId) {
  return state.workspace?.bots.find((each) => each.appId === appId) ?? null;
}

/** The name of a handle or an app id. */
export function nameOf(state, id) {
  return personOf(state, id)?.name ?? botOf(state, id)?.name ?? id;
}

/**
 * Everything the page needs of a conversation: {id, base, root, kind, name, team, members[], bots[]}; `members` are
 * handles, `bots` app ids. Null if the person does not see it.
 */
export function conversationOf(state, id) {
  const { base, root } = splitThread(id);
  const listed = state.conversations?.find((each) => each.id === base);
  if (!listed) return null;
  const chat = state.workspace?.chats.find((each) => each.id === base);
  const team = state.workspace?.teams.find((each) => each.channels.some((channel) => channel.id === base));
  const channel = team?.channels.find((each) => each.id === base);
  const found = {
    id, base, root, team: team ?? null,
    kind: team ? 'channel' : (listed.kind ?? chat?.kind ?? 'group'),
    members: chat?.members ?? team?.members ?? listed.members ?? [],
    bots: chat?.bots ?? team?.bots ?? listed.bots ?? [],
  };
  found.name = listed.name || channel?.name || chat?.name || othersOf(state, found) || 'Conversation';
  return found;
}

function othersOf(state, { members, bots }) {
  const names = [...bots, ...members.filter((each) => each !== state.me)].map((each) => nameOf(state, each));
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} +${names.length - 3}` : names.join(', ');
}

/** Whom a person can mention there: {id, name, kind}, bots first, then people by name. */
export function mentionable(state, conversation) {
  if (!conversation) return [];
  const people = conversation.members.filter((each) => each !== state.me).map((handle) => ({ id: handle, name: nameOf(state, handle), kind: 'person' }));
  const bots = conversation.bots.map((appId) => ({ id: appId, name: nameOf(state, appId), kind: 'bot' }));
  people.sort((one, other) => one.name.localeCompare(other.name));
  return [...bots, ...people];
}
