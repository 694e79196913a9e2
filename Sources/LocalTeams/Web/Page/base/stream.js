// The live stream of one person: a WebSocket that comes back by itself. What was missed meanwhile is not its business:
// `opened` is called at each (re)connection, before any event of it, and whoever listens reads the history again.

import { frameOf } from './model.js';
import { levelled } from './shape.js';

const delays = [250, 500, 1000, 2000];

export function openStream(address, { opened, event, lost }) {
  let socket = null;
  let failures = 0;
  let timer = null;

  const connect = () => {
    clearTimeout(timer);
    socket = new WebSocket(address);
    socket.onopen = () => {
      failures = 0;
      opened();
    };
    socket.onmessage = ({ data }) => {
      let value = null;
      try {
        value = JSON.parse(data);
      } catch {
        return;
      }
      const frame = frameOf(levelled(value));
      if (frame) event(frame);
    };
    socket.onclose = () => {
      lost();
      timer = setTimeout(connect, delays[Math.min(failures, delays.length - 1)]);
      failures += 1;
    };
  };
  const hurry = () => {
    if (socket?.readyState === WebSocket.CLOSED && document.visibilityState === 'visible') connect();
  };
  addEventListener('online', hurry);
  document.addEventListener('visibilitychange', hurry);
  connect();
}
