import * as catalogue from '../../templates/catalogue.ts';
import { type Feature, featureGroups } from './feature.ts';

/** All features there are, in the order in which people meet them. */
export const features: readonly Feature[] = (Object.values(catalogue) as Feature[]).toSorted(
  (a, b) => featureGroups.indexOf(a.group) - featureGroups.indexOf(b.group),
);
