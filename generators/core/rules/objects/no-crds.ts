import { defineRule, fault, fileFault } from '../rule.ts';

const cure =
  'Leave it to its operator, and name it in README and NOTES as something to install first.';

export default defineRule({
  id: 'no-crds',
  rows: ['4.1', 'V5.3'],
  title: 'The chart brings no CustomResourceDefinition',
  *check({ objects }) {
    for (const object of objects) {
      if (object.kind !== 'CustomResourceDefinition') continue;
      yield fault(object, 'kind', 'Helm never upgrades a definition that it has installed', cure);
    }
  },
  *checkChart(files) {
    for (const file of files.keys()) {
      if (!file.startsWith('crds/')) continue;
      yield fileFault(file, '', 'Helm installs crds/ once and never upgrades it', cure);
    }
  },
});
