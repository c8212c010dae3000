import { templatesOf } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';

/** Groups that a cluster serves only where somebody installed an operator. */
const operators =
  /^\s*apiVersion: ["']?((?:[\w-]+\.)*(?:coreos\.com|keda\.sh|cert-manager\.io|external-secrets\.io|argoproj\.io|bitnami\.com|gateway\.networking\.k8s\.io|autoscaling\.k8s\.io))\/\w+/gm;

export default defineRule({
  id: 'crds-named',
  rows: ['4.2'],
  title: 'The README names what a cluster must bring',
  *checkChart(files) {
    const readme = files.get('README.md') ?? '';
    for (const [file, text] of templatesOf(files)) {
      for (const [, group = ''] of text.matchAll(operators)) {
        if (readme.includes(group)) continue;
        yield fileFault(
          file,
          'apiVersion',
          `${group} comes with an operator, which README.md does not mention`,
          'Name the group and what installs it.',
        );
      }
    }
  },
});
