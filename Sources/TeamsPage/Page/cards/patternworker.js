// A thread for one regular expression; whoever started it ends it when it takes too long.

self.onmessage = ({ data }) => self.postMessage(new RegExp(data.pattern).test(data.text));
self.postMessage('ready');
