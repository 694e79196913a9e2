// An exchange of the wire log as a command for a POSIX shell. Pure.

import { cut, record } from '../base/shape.js';

const mostBody = 20_000; // characters of a body in a command
const developmentID = '00000000-0000-4000-8000-000000000001';

/**
 * The request as a curl command, each part of it one quoted word. The token is never in the log: it stands as a
 * variable, and goes nowhere but where the request went. Above the command, as comments, what one has to know: where
 * the token comes from, and what is left out.
 */
export function asCurl(entry, origin) {
  const { direction, method, path, request } = entry;
  const address = direction === 'out' ? path : origin + (path.startsWith('/') ? path : `/${path}`);
  const headers = Object.entries(request.headers ?? {}).filter(([name, value]) =>
    typeof value === 'string' && !ofTheConnection.has(name.toLowerCase())
  );
  const type = headers.find(([name]) => /^content-type$/i.test(name))?.[1] ?? '';
  const whole = bodyOf(request.body, type);
  const body = cut(whole, mostBody);
  if (whole && typeof request.body !== 'string' && !type) headers.push(['Content-Type', 'application/json']);
  const open = ['token', 'keys'].includes(entry.operation); // asked for without a token
  const command = [
    `curl -i --globoff --path-as-is -X ${quoted(method)} --url ${quoted(address)}`,
    ...(open ? [] : ['-H "Authorization: Bearer $TOKEN"']),
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(whole ? [`--data-raw ${quoted(body)}`] : []),
  ].join(' \\\n  ');
  return [
    ...(open ? [] : aboutToken(entry, origin)),
    ...(body === whole
      ? []
      : [`# The body is cut: it has ${whole.length} characters, and the first ${mostBody} are here.`]),
    ...([address, method, body].some((each) => each.includes('\0'))
      ? ['# NUL is left out: no word of a shell can hold it.']
      : []),
    command,
  ].join('\n');
}

/** The body as it went; a form is one again. */
function bodyOf(body, type) {
  if (body === null) return '';
  if (typeof body === 'string') return body;
  return /^application\/x-www-form-urlencoded/i.test(type)
    ? new URLSearchParams(Object.entries(record(body)).map(([name, value]) => [name, String(value)])).toString()
    : JSON.stringify(body);
}

/** How to get the token. Nothing stands in a comment that could end it. */
function aboutToken({ direction, bot }, origin) {
  if (direction === 'out') {
    return ['# The token of a delivery is made by Local Teams alone: with --auth off none is needed.'];
  }
  const known = /^[0-9a-z-]{1,64}$/i.test(bot ?? '');
  const id = known ? `client_id=${bot}` : '"client_id=$CLIENT_ID"';
  const secret = bot === developmentID ? 'client_secret=local-development' : '"client_secret=$CLIENT_SECRET"';
  return [
    '# A token, good for an hour:',
    `# TOKEN=$(curl -s ${quoted(`${origin}/botframework.com/oauth2/v2.0/token`)} -d grant_type=client_credentials ` +
    `-d ${id} -d ${secret} -d scope=https://api.botframework.com/.default | ` +
    `sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
  ];
}

/** Fields that curl writes itself, and the token's. */
const ofTheConnection = new Set([
  'authorization',
  'connection',
  'content-length',
  'host',
  'expect',
  'transfer-encoding',
  'accept-encoding',
]);

/** A word of a POSIX shell. No word can hold a NUL. */
function quoted(text) {
  return `'${text.replaceAll('\0', '').replaceAll("'", "'\\''")}'`;
}
