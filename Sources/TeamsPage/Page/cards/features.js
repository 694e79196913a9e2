// What this renderer can draw, as `requires` and `version` ask for it. Pure.

import { isRecord } from '../base/shape.js';

/** The features that a card may require, each with its version. */
const features = new Map([['adaptivecards', [1, 6]]]);

const versionOf = (value) => {
  const found = (typeof value === 'string' || typeof value === 'number') &&
    /^\s*(\d{1,6})(?:\.(\d{1,6}))?(?:\.\d{1,6}){0,2}\s*$/.exec(String(value).slice(0, 40));
  return found ? [Number(found[1]), Number(found[2] ?? 0)] : null;
};

const isAtLeast = (have, want) => have[0] > want[0] || (have[0] === want[0] && have[1] >= want[1]);

/** Whether a card of this version can be drawn. What is no version does not stop a card. */
export function isVersionKnown(version) {
  const wanted = versionOf(version);
  return wanted === null || isAtLeast(features.get('adaptivecards'), wanted);
}

/** Whether everything is there that a node requires. */
export function isMet(requires) {
  if (!isRecord(requires)) return true;
  return Object.entries(requires).every(([feature, version]) => {
    const have = features.get(feature.toLowerCase());
    if (!have) return false;
    if (version === '*') return true;
    const wanted = versionOf(version);
    return wanted !== null && isAtLeast(have, wanted);
  });
}
