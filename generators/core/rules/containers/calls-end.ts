import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

/** By program, the option without which it may wait for ever. */
const limits: Readonly<Record<string, RegExp>> = {
  curl: /(^|\s)(--max-time|-[a-zA-Z]*m)(\s|=|\d)/,
  wget: /(^|\s)(--timeout|-T)(\s|=|\d)/,
  nc: /(^|\s)-[a-z]*w/,
};

export default defineRule({
  id: 'calls-end',
  rows: ['36.4'],
  title: 'A call from a script ends even where nobody answers (as far as its text tells)',
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      for (const key of ['command', 'args'] as const) {
        const text = (container[key] ?? []).join(' ');
        const rest = [...(container.command ?? []), ...(container.args ?? [])].join(' ');
        for (const [program, limit] of Object.entries(limits)) {
          const isCalled = new RegExp(`(^|[\\s;&|(/])${program}(\\s|$)`).test(text);
          if (!isCalled || limit.test(rest) || /(?<![\w-])timeout\s/.test(rest)) continue;
          yield fault(
            object,
            at(key),
            `${program} has no time limit, and waits for ever where nobody answers`,
            'Add --max-time to curl, -T to wget, -w to nc.',
          );
        }
      }
    }
  },
});
