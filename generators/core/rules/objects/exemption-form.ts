import { isExemption } from '../exemptions.ts';
import { defineRule, fault } from '../rule.ts';
import { joined } from '../walk.ts';

const forms: readonly { tool: RegExp; form: RegExp; words: string }[] = [
  {
    tool: /^checkov\.io\//,
    form: /^[A-Z0-9_]+=[^=]+$/,
    words: 'Checkov reads one ID=reason a key, and a second "=" makes it crash',
  },
  {
    tool: /^kube-score\//,
    form: /^[a-z0-9-]+(,[a-z0-9-]+)*$/,
    words: 'kube-score reads names with commas between, without blanks and without "*"',
  },
  { tool: /^polaris\./, form: /^true$/, words: 'Polaris reads "true" and nothing else' },
  { tool: /^ignore-check\./, form: /\S/, words: 'kube-linter has room for the reason' },
];

export default defineRule({
  id: 'exemption-form',
  rows: ['E2', 'E3', 'E4', 'E5'],
  title: 'Exemptions are written as their tools read them, with a reason where there is room',
  *check({ objects }) {
    for (const object of objects) {
      for (const [key, value] of Object.entries(object.metadata.annotations ?? {})) {
        const { form, words } = forms.find(({ tool }) => tool.test(key)) ?? {};
        if (!isExemption(key) || !form || form.test(String(value))) continue;
        yield fault(
          object,
          joined('metadata.annotations', key),
          `the exemption ${JSON.stringify(value)} does not work: ${words}`,
          'Write checkov.io/skip1: ID=reason, kube-score/ignore: a,b and the like.',
        );
      }
    }
  },
});
