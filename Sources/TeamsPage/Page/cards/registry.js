// Which function draws which element: (node, context) → element, or null where nothing is to be there.

import { beyond, beyondRuns } from './beyond.js';
import { actionSet } from './elements/actionset.js';
import { image } from './elements/cardimage.js';
import { imageSet } from './elements/imageset.js';
import { table } from './elements/cardtable.js';
import { columnSet } from './elements/columnset.js';
import { container } from './elements/container.js';
import { factSet } from './elements/factset.js';
import { choiceInput } from './elements/inputchoice.js';
import { dateInput, numberInput, timeInput } from './elements/inputnumber.js';
import { ratingInput } from './elements/inputrating.js';
import { textInput } from './elements/inputtext.js';
import { toggleInput } from './elements/inputtoggle.js';
import { media } from './elements/media.js';
import { richTextBlock, textRun } from './elements/richtextblock.js';
import { textBlock } from './elements/textblock.js';
import { fluentIcon } from './fluenticon.js';

export const elements = new Map([
  ['textblock', textBlock],
  ['richtextblock', richTextBlock],
  ['image', image],
  ['imageset', imageSet],
  ['media', media],
  ['factset', factSet],
  ['container', container],
  ['columnset', columnSet],
  ['actionset', actionSet],
  ['table', table],
  ['input.text', textInput],
  ['input.number', numberInput],
  ['input.date', dateInput],
  ['input.time', timeInput],
  ['input.toggle', toggleInput],
  ['input.choiceset', choiceInput],
  ['input.rating', ratingInput],
  // Beyond 1.5
  ...beyond,
]);

/** What may stand in the lines of a RichTextBlock: (node, context) → element. */
export const runs = new Map([
  ['textrun', textRun],
  ...beyondRuns,
]);

/** What draws an icon of that name; letters stand in for what has no drawing. */
export const drawings = { icon: fluentIcon };
