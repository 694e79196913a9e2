// A chart on the page: a picture with a name, a legend, and its figures in a table for those who do not see it. It is
// drawn for the width that it has, and again when that changes.

import { h } from '../../base/dom.js';
import { paint } from './chartcolours.js';
import { limits, record, word } from './chartdata.js';
import { numberWriter } from './chartnumbers.js';
import { lineChart } from './linechart.js';
import { horizontalBars, stackedBars } from './lyingbars.js';
import { gauge, roundChart } from './roundcharts.js';
import { groupedBars, verticalBars } from './standingbars.js';

const kinds = {
  'chart.donut': ['Donut chart', (node, tools) => roundChart(node, { ...tools, isRing: true })],
  'chart.pie': ['Pie chart', (node, tools) => roundChart(node, { ...tools, isRing: false })],
  'chart.gauge': ['Gauge', gauge],
  'chart.line': ['Line chart', lineChart],
  'chart.verticalbar': ['Bar chart', verticalBars],
  'chart.verticalbar.grouped': ['Bar chart', groupedBars],
  'chart.horizontalbar': ['Bar chart', horizontalBars],
  'chart.horizontalbar.stacked': ['Stacked bar chart', stackedBars],
};
/** The types of charts, in lower case. */
export const chartTypes = Object.keys(kinds);

/** What a chart is at a width: {width, height, shapes, legend, table}. Null for what is no chart. */
export function drawingOf(node, { width = 360, locale, timeZone } = {}) {
  const given = record(node);
  const [kind, draw] = kinds[String(given.type).toLowerCase()] ?? [];
  if (!draw) return null;
  const tools = { width: Math.max(160, Math.min(1200, width)), write: numberWriter(locale) };
  return { kind, ...draw(given, { ...tools, writeDay: dayWriter(locale, timeZone) }) };
}

/** The element of a chart, for the registry. */
export function chart(node, context) {
  const { options = {}, locale, timeZone } = context;
  const drawn = (width) => drawingOf(node, { width, locale: locale ?? options.locale, timeZone });
  const first = drawn(options.width ? options.width - 32 : 360);
  const title = word(node.title);
  const name = [title || first.kind, title && first.kind, first.summary].filter(Boolean).join(', ');
  const place = h('div', { class: 'ac-chart-picture' });
  const figure = h(
    'figure',
    { class: 'ac-chart' },
    title && node.showTitle === true ? h('figcaption', { class: 'ac-chart-title' }, title) : null,
  );
  const greatest = /^(\d{2,4})px$/.exec(node.maxWidth ?? '');
  if (greatest) figure.style.maxWidth = node.maxWidth;
  if (!first.table.rows.length) {
    figure.append(h('p', { class: 'ac-chart-nothing' }, `${name}: no figures to draw.`));
    return figure;
  }
  place.append(pictureOf(first, name));
  figure.append(place);
  if (node.showLegend !== false && first.legend.length) figure.append(legend(first.legend));
  if (first.more) figure.append(h('p', { class: 'ac-chart-nothing' }, `… and ${first.more} more`));
  figure.append(table(first.table, name));
  onWidth(place, first.width, (width) => place.replaceChildren(pictureOf(drawn(width), name)));
  return figure;
}

function dayWriter(locale, timeZone = 'UTC') {
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone };
  try {
    const format = new Intl.DateTimeFormat(locale, options);
    return (time) => format.format(time);
  } catch {
    const format = new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
    return (time) => format.format(time);
  }
}

function pictureOf({ width, height, shapes }, name) {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  const whole = { viewBox: `0 0 ${width} ${Math.ceil(height)}`, role: 'img', 'aria-label': name };
  for (const [key, value] of Object.entries(whole)) svg.setAttribute(key, value);
  svg.style.maxWidth = `${width}px`;
  for (const { tag, attributes, fill, stroke, text, class: look } of shapes) {
    const shape = document.createElementNS(namespace, tag);
    if (look) shape.setAttribute('class', look);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) shape.setAttribute(key, value);
    if (fill) shape.style.fill = paint(fill);
    if (stroke) shape.style.stroke = paint(stroke);
    if (text !== undefined) shape.textContent = text;
    svg.append(shape);
  }
  return svg;
}

function legend(entries) {
  return h(
    'ul',
    { class: 'ac-chart-legend' },
    entries.map(({ name, colour, isLine, dash, value }) => {
      const mark = h('span', { class: `ac-chart-mark${isLine ? ' ac-is-line' : ''}${dash ? ' ac-is-dashed' : ''}` });
      mark.style.setProperty('--mark', paint(colour));
      return h('li', { title: value === undefined ? null : `${name}: ${value}` }, mark, h('span', null, name));
    }),
  );
}

function table({ columns, rows, all = rows.length }, name) {
  const shown = rows.slice(0, limits.rows);
  const caption = shown.length < all ? `${name}, the first ${shown.length} of ${all} figures` : name;
  return h(
    'table',
    { class: 'ac-unseen' },
    h('caption', null, caption),
    h('thead', null, h('tr', null, columns.map((each) => h('th', { scope: 'col' }, each)))),
    h(
      'tbody',
      null,
      shown.map(([head, ...cells]) =>
        h('tr', null, h('th', { scope: 'row' }, head), cells.map((each) => h('td', null, each)))
      ),
    ),
  );
}

// MARK: Width

const waiting = new WeakMap(); // one observer for all charts: a conversation may hold hundreds
const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) waiting.get(target)?.(contentRect.width);
});

function onWidth(element, first, draw) {
  let drawn = step(first);
  waiting.set(element, (width) => {
    if (width < 1 || step(width) === drawn) return;
    drawn = step(width);
    draw(drawn);
  });
  observer?.observe(element);
}

const step = (width) => Math.max(160, Math.floor(width / 8) * 8); // a pixel more or less draws nothing anew
