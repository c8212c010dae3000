import { linesWith } from '../files.ts';
import { defineRule } from '../rule.ts';

const functions =
  'lookup|rand(?:AlphaNum|Alpha|Numeric|Ascii|Bytes|Int)|gen(?:CA|SelfSignedCert|SignedCert|PrivateKey)\\w*|uuidv4|now(?=\\s*[|)}])|htpasswd|bcrypt';

export default defineRule({
  id: 'no-chance',
  rows: ['13.1'],
  title: 'The same values always render the same objects',
  checkChart: (files) =>
    linesWith(
      files,
      new RegExp(`\\{\\{[^}]*?(?<![\\w.$"-])(${functions})\\b`),
      (_, name) => `${name} gives another result at each render, or nothing without a cluster`,
      'Take what must be secret or random from an existing Secret.',
    ),
});
