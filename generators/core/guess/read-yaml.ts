/** Apart, so that a bundler sees which names of the CommonJS package are meant. */
export { parseAllDocuments } from 'yaml';
