// A message as another person's history has it.

import { api } from './api.js';

/** Null if it is not there for that person. */
export async function messageAs(handle, conversation, id) {
  if (!/^\d{1,18}$/.test(id)) return null;
  const before = String(BigInt(id) + 1n); // what is older than the next id, and of that the newest
  const [found] = await api(handle).history(conversation, { limit: 1, before });
  return found?.id === id ? found : null;
}
