import { defineRule, fault } from '../rule.ts';

/** The controller of these kinds adds up to eleven characters to the names of its objects. */
const shorter = new Set(['StatefulSet', 'CronJob']);

export default defineRule({
  id: 'names-valid',
  rows: ['19.1', '19a.2', '21.1'],
  title: 'Names are DNS-1035 labels, short enough for their kind',
  *check({ objects }) {
    for (const object of objects) {
      const name = String(object.metadata.name ?? '');
      const most = shorter.has(object.kind) ? 52 : 63;
      if (name.length > most) {
        yield fault(
          object,
          'metadata.name',
          `the name has ${name.length} characters, and a ${object.kind} has room for ${most}`,
          'Cut the name before the suffix, and trim "-" and "." from its end.',
        );
      } else if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
        yield fault(
          object,
          'metadata.name',
          `"${name}" is no DNS-1035 label: small letters, digits and "-", a letter first`,
          'Release names may hold dots or begin with a digit: mend them in the helper for names.',
        );
      }
    }
  },
});
