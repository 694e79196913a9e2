import { h } from '../../base/dom.js';
import { list, record, text } from '../../base/shape.js';
import { isYes, step, typeOf, words } from '../cardshape.js';
import { pressableRun } from '../pressing.js';
import { withClocks } from '../carddates.js';
import { runs } from '../registry.js';
import { dressText } from './textlook.js';

const maxRuns = 2_000;

export function richTextBlock(node, context) {
  const element = h('div', { class: 'ac-text ac-rich' });
  const all = list(node.inlines);
  all.slice(0, maxRuns).forEach((each, index) => {
    const pointer = `${context.pointer}/inlines${step(index)}`;
    if (typeof each === 'string') return element.append(withClocks(words(each), context));
    const draw = runs.get(typeOf(each, 'TextRun').toLowerCase());
    const run = draw ? draw(record(each), context.at({ pointer })) : otherwise(each, context, pointer);
    if (run) element.append(run);
  });
  if (all.length > maxRuns) element.append(` … ${all.length - maxRuns} more pieces of text are not shown here.`);
  return element;
}

/** What a piece of text that is not known says in its place. */
function otherwise(node, context, pointer) {
  const { fallback } = record(node);
  if (text(fallback).toLowerCase() === 'drop') return null;
  const draw = runs.get(typeOf(fallback).toLowerCase());
  if (draw) return draw(fallback, context.at({ pointer: `${pointer}/fallback` }));
  return h('span', { class: 'ac-placeholder-run' }, `${typeOf(node, 'Text').slice(0, 80)} is not shown here`);
}

export function textRun(node, context) {
  const tag = isYes(node.highlight) ? 'mark' : 'span';
  const element = dressText(
    h(tag, { class: 'ac-run', data: { pointer: context.pointer } }, withClocks(words(node.text), context)),
    node,
  );
  if (isYes(node.italic)) element.classList.add('ac-italic');
  if (isYes(node.strikethrough)) element.classList.add('ac-strike');
  if (isYes(node.underline)) element.classList.add('ac-underline');
  return pressableRun(context, element, node.selectAction);
}
