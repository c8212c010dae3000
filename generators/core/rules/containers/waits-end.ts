import { defineRule, fault } from '../rule.ts';
import { containersIn, hookEventsOf, scriptOf } from '../walk.ts';

/** What a loop that ends by itself usually shows: a count, a clock, a limit from outside. */
const bound = /(?<![\w-])timeout\b|\bseq\b|\bSECONDS\b|\s-(lt|le|gt|ge|eq|ne)\s|\$\(\(|\bdate\b/;

export default defineRule({
  id: 'waits-end',
  rows: ['36.3'],
  title: 'A script that waits gives up some day (as far as its text tells)',
  *check(rendered) {
    for (const { pods, object, container, isInit, at } of containersIn(rendered)) {
      const ends = 'activeDeadlineSeconds' in pods.spec || hasDeadline(object.spec);
      const isWait = isInit || hookEventsOf(object).length > 0 || object.kind === 'Job';
      const script = scriptOf(container);
      if (!isWait || ends || !/\b(until|while)\b/.test(script) || bound.test(script)) continue;
      yield fault(
        object,
        at(container.args ? 'args' : 'command'),
        'the script waits in a loop that nothing seems to end: a rollout hangs without a word',
        'Count the tries and exit 1 with a message, or run it under timeout.',
      );
    }
  },
});

function hasDeadline(spec: unknown): boolean {
  return (spec as { activeDeadlineSeconds?: number })?.activeDeadlineSeconds !== undefined;
}
