// Who and what things are called, from the workspace and the list of conversations. Pure.

import { splitThread } from './store.js';

export function personOf(state, handle) {
  return state.workspace?.people.get(handle) ?? null;
}

export function botOf(state, appId) {
  return state.workspace?.apps.get(appId) ?? null;
}

/** The name of a handle or an app id. */
export function nameOf(state, id) {
  return personOf(state, id)?.name ?? botOf(state, id)?.name ?? id;
}

/**
 * Everything the page needs of a conversation: {id, base, root, kind, name, team, members[], bots[], meeting, blocked};
 * `members` are handles, `bots` app ids. Null if the person does not see it. The same one for as long as nothing of it
 * changes.
 */
export function conversationOf(state, id) {
  if (!id || !state.conversations) return null;
  const { base, root } = splitThread(id);
  const places = placesOf(state);
  if (!places.has(id) && places.has(base)) places.set(id, { ...places.get(base), id, root });
  return places.get(id) ?? null;
}

let places = { conversations: null, workspace: null, found: null };

function placesOf(state) {
  const { conversations, workspace } = state;
  if (places.conversations !== conversations || places.workspace !== workspace) {
    places = { conversations, workspace, found: new Map(conversations.map((each) => [each.id, placeOf(state, each)])) };
  }
  return places.found;
}

function placeOf(state, { id, kind, name, members, bots, meeting, blocked }) {
  const chat = state.workspace?.chat.get(id);
  const { team = null, channel } = state.workspace?.channel.get(id) ?? {};
  const roster = chat ?? team ?? { members, bots };
  const found = {
    id,
    base: id,
    root: null,
    team,
    kind: team ? 'channel' : (kind || chat?.kind || 'group'),
    members: roster.members,
    bots: roster.bots,
    meeting,
    blocked,
  };
  return { ...found, name: name || channel?.name || chat?.name || othersOf(state, found) || 'Conversation' };
}

function othersOf(state, { members, bots }) {
  const others = [...bots, ...members.filter((each) => each !== state.me)];
  const names = others.slice(0, 3).map((each) => nameOf(state, each)).join(', ');
  return others.length > 3 ? `${names} +${others.length - 3}` : names;
}

/** Whom a person can mention there: {id, name, kind}, bots first, then people by name. */
export function mentionable(state, conversation) {
  if (!conversation) return [];
  const people = conversation.members.filter((each) => each !== state.me).map((handle) => ({
    id: handle,
    name: nameOf(state, handle),
    kind: 'person',
  }));
  const bots = conversation.bots.map((appId) => ({ id: appId, name: nameOf(state, appId), kind: 'bot' }));
  people.sort((one, other) => one.name.localeCompare(other.name));
  return [...bots, ...people];
}
