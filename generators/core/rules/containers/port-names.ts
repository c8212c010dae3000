import { portName } from '../../answers/rules.ts';
import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'port-names',
  rows: ['21.2'],
  title: 'Ports have names, of at most 15 characters',
  *check(rendered) {
    const listed = [
      ...containersIn(rendered).map(({ object, container, at }) => ({
        object,
        path: at('ports'),
        ports: container.ports ?? [],
      })),
      ...ofKind(rendered, 'Service').map((object) => ({
        object,
        path: 'spec.ports',
        ports: object.spec.ports ?? [],
      })),
    ];
    for (const { object, path, ports } of listed) {
      for (const [i, { name }] of ports.entries()) {
        const wrong = name === undefined ? 'it has none' : portName(name);
        if (!wrong) continue;
        yield fault(
          object,
          `${path}[${i}].name`,
          `the port's name is refused: ${wrong}`,
          'Give it a short name, by which Services, probes and monitors refer to it.',
        );
      }
    }
  },
});
