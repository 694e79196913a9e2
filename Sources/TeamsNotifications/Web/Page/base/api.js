// The API of the service, one function a call. Whoever signs in has a key or a token: it is kept for this tab alone,
// and goes into a field of each request, never into an address.

const place = 'teams-notifier-key';

/** What was signed in with; null when nobody is. */
export function storedKey() {
  return sessionStorage.getItem(place);
}

export function storeKey(key) {
  if (key === null) sessionStorage.removeItem(place);
  else sessionStorage.setItem(place, key);
}

/** What the API refused, in its own words. `status` is 0 when nobody answered. */
export class CallError extends Error {
  constructor(status, code, message, pointer) {
    super(message);
    this.status = status;
    this.code = code;
    this.pointer = pointer;
  }
}

const segment = (id) => encodeURIComponent(String(id).toWellFormed());

function address(path, query) {
  const given = Object.entries(query ?? {}).filter(([, value]) =>
    value !== undefined && value !== null && value !== ''
  );
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
}

/** A key that no other notification has. */
export function freshKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The calls under a key. `told` hears what all of the page must know: `lost()` when nobody answers, `found()` when
 * somebody does, `refused(error)` when the key is not known any more.
 */
export function api(key, told = {}) {
  async function answer(method, path, { query, body, headers } = {}) {
    let response;
    try {
      response = await fetch(address(path, query), {
        method,
        headers: {
          Authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
      });
    } catch {
      told.lost?.();
      throw new CallError(0, 'noAnswer', 'The service does not answer.');
    }
    told.found?.();
    if (response.ok) return response;
    const { error } = await response.json().then((json) => json ?? {}, () => ({}));
    const failure = new CallError(
      response.status,
      error?.code ?? String(response.status),
      error?.message ?? `The service answered ${response.status} to ${method} ${path}.`,
      error?.pointer,
    );
    if (response.status === 401) told.refused?.(failure);
    throw failure;
  }
  const call = async (method, path, more) => (await answer(method, path, more)).json();
  const get = (path, query) => call('GET', path, { query });
  const one = (id) => `/v1/notifications/${segment(id)}`;
  return {
    me: () => get('/v1/me'),
    notifications: (query) => get('/v1/notifications', query),
    notification: (id) => get(one(id)),
    request: (id) => get(`${one(id)}/request`),
    reasons: (id) => get(`${one(id)}/reasons`),
    deliveries: (id, query) => get(`${one(id)}/deliveries`, query),
    table: async (id, query) => (await answer('GET', `${one(id)}/deliveries.csv`, { query })).blob(),
    times: (id, query) => get(`${one(id)}/times`, query),
    steer: (id, verb) => call('POST', `${one(id)}/${verb}`),
    edit: (id, content) => call('PUT', `${one(id)}/content`, { body: content }),
    recall: (id) => call('DELETE', one(id)),
    plan: async (request) => (await call('POST', '/v1/notifications', { body: { ...request, dryRun: true } })).plan,
    send: (request, once) => call('POST', '/v1/notifications', { body: request, headers: { 'Idempotency-Key': once } }),
    preview: (body) => call('POST', '/v1/previews', { body }),
    templates: () => get('/v1/templates'),
    schedules: (query) => get('/v1/schedules', query),
    installations: (query) => get('/v1/installations', query),
    install: (wish) => call('POST', '/v1/installations', { body: wish }),
    installing: () => get('/v1/installations/jobs'),
    reconcile: (apply) => call('POST', '/v1/reconcile', { body: apply ? { apply } : {} }),
    unreachable: (query) => get('/v1/unreachable', query),
    preferences: (user) => get(`/v1/preferences/${segment(user)}`),
    setPreferences: (user, optedOut) => call('PUT', `/v1/preferences/${segment(user)}`, { body: { optedOut } }),
    lanes: (query) => get('/v1/lanes', query),
    sources: () => get('/v1/sources'),
    rejected: (name, query) => get(`/v1/sources/${segment(name)}/rejected`, query),
    /** Which calls this service knows: `knows('POST', '/v1/reconcile')`. */
    document: async () => {
      const { paths } = await get('/openapi.json');
      return (method, path) => paths?.[path]?.[method.toLowerCase()] !== undefined;
    },
    /** What is wrong with the service; this one answers 503 when something is. */
    problems: async () => {
      const response = await fetch('/readyz', { cache: 'no-store', credentials: 'omit' });
      return (await response.json()).problems ?? [];
    },
  };
}
