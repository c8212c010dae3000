/** What is used of yaml. */
export { isAlias, isMap, isScalar, isSeq, parse, parseAllDocuments, parseDocument } from 'yaml';
