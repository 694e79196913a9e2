// What Teams draws beyond version 1.5, each by its type in lower case.

import { chart, chartTypes } from './charts/chart.js';
import { badge } from './elements/badge.js';
import { cardIcon } from './elements/cardicon.js';
import { carousel } from './elements/carousel.js';
import { codeBlock } from './elements/codeblock.js';
import { component } from './elements/component.js';
import { compoundButton } from './elements/compoundbutton.js';
import { citationRun, iconRun, imageRun } from './elements/inlineruns.js';
import { progressBar, progressRing } from './elements/progress.js';
import { rating } from './elements/rating.js';
import { accordion, tabSet } from './elements/sections.js';

export const beyond = [
  ['badge', badge],
  ['icon', cardIcon],
  ['codeblock', codeBlock],
  ['compoundbutton', compoundButton],
  ['rating', rating],
  ['progressbar', progressBar],
  ['progressring', progressRing],
  ['carousel', carousel],
  ['component', component],
  ['accordion', accordion],
  ['tabset', tabSet],
  ...chartTypes.map((type) => [type, chart]),
];

/** In the lines of a RichTextBlock. */
export const beyondRuns = [
  ['iconrun', iconRun],
  ['imagerun', imageRun],
  ['citationrun', citationRun],
];
