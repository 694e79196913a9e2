import { h } from '../../base/dom.js';
import { list, record } from '../../base/shape.js';
import { step } from '../cardshape.js';

const maxFacts = 500;

export function factSet(node, context) {
  if ((node.facts ?? null) !== null && !Array.isArray(node.facts)) {
    return context.placeholder('FactSet', 'its facts are no list');
  }
  const all = list(node.facts);
  const facts = all.slice(0, maxFacts).map(record).map((fact, index) =>
    h(
      'div',
      { class: 'ac-fact-row', data: { pointer: `${context.pointer}/facts${step(index)}` } },
      h('dt', { class: 'ac-fact ac-weight-bolder' }, context.inlineText(fact.title)),
      h('dd', { class: 'ac-fact' }, context.inlineText(fact.value)),
    )
  );
  const element = h('div', { class: 'ac-fact-set' }, h('dl', { class: 'ac-facts' }, facts));
  if (all.length > maxFacts) {
    element.append(context.placeholder(`${all.length - maxFacts} facts`, `at most ${maxFacts} are drawn`));
  }
  return element;
}
