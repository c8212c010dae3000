/** What is used of zod; a name that is missing here is missing in the published program. */
export {
  array,
  boolean,
  enum,
  globalRegistry,
  int,
  literal,
  NEVER,
  number,
  preprocess,
  record,
  strictObject,
  string,
  union,
} from 'zod';
