// Lines of a program with their numbers. The numbers are drawn and no part of the text: what is copied is the program.

import { h } from '../../base/dom.js';
import { choice, count, words } from '../cardshape.js';

const most = 1000; // lines that are drawn
const languages = new Map([
  ['plaintext', ''],
  ['cpp', 'C++'],
  ['csharp', 'C#'],
  ['css', 'CSS'],
  ['dos', 'DOS'],
  ['graphql', 'GraphQL'],
  ['html', 'HTML'],
  ['javascript', 'JavaScript'],
  ['json', 'JSON'],
  ['php', 'PHP'],
  ['powershell', 'PowerShell'],
  ['sql', 'SQL'],
  ['typescript', 'TypeScript'],
  ['vbnet', 'VB.NET'],
  ['visualbasic', 'Visual Basic'],
  ['verilog', 'Verilog'],
  ['vhdl', 'VHDL'],
  ['xml', 'XML'],
  ['objectivec', 'Objective-C'],
]);

export function codeBlock(node) {
  const lines = words(node.codeSnippet).split(/\r\n|\r|\n/);
  const first = count(node.startLineNumber, 0, 1_000_000) ?? 1;
  const named = choice(node.language, [...languages.keys()], '');
  const given = words(node.language);
  const language = languages.get(named) ?? (given.length <= 24 ? given : '');
  const shown = lines.slice(0, most);
  const code = h('code');
  for (const [index, line] of shown.entries()) {
    code.append(h('span', { class: 'ac-code-line', data: { line: String(first + index) } }, line), '\n');
  }
  const left = lines.length - shown.length;
  const text = h(
    'pre',
    { class: 'ac-code-text', tabindex: '0', role: 'region', 'aria-label': language ? `Code, ${language}` : 'Code' },
    code,
  );
  text.style.setProperty('--digits', `${String(first + shown.length - 1).length}ch`);
  return h(
    'div',
    { class: 'ac-code' },
    language ? h('div', { class: 'ac-code-head' }, language) : null,
    text,
    left > 0 ? h('p', { class: 'ac-code-head' }, `… and ${left} more lines`) : null,
  );
}
