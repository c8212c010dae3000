/** What is used of yaml. */
export { parse, parseAllDocuments, parseDocument } from 'yaml';
