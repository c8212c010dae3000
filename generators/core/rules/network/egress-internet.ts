import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

/** What 0.0.0.0/0 means beside the internet: the cluster, the company, the cloud's metadata. */
const inside = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'];

export default defineRule({
  id: 'egress-internet',
  rows: ['33a.2', 'N3.1'],
  title: 'Who may call the internet may not call everything else by that',
  *check(rendered) {
    for (const object of ofKind(rendered, 'NetworkPolicy')) {
      for (const [i, { to = [], ports }] of (object.spec.egress ?? []).entries()) {
        for (const [j, { ipBlock }] of to.entries()) {
          if (!ipBlock || !/^(0\.0\.0\.0|::)\/0$/.test(ipBlock.cidr)) continue;
          const path = `spec.egress[${i}]`;
          const missing = inside.filter((range) => !ipBlock.except?.includes(range));
          if (missing.length > 0 && ipBlock.cidr === '0.0.0.0/0') {
            yield fault(
              object,
              `${path}.to[${j}].ipBlock.except`,
              `${ipBlock.cidr} also means ${missing.join(', ')}: neighbours and cloud metadata`,
              'Name the ranges that the app needs, or leave these out by except.',
            );
          }
          if (!ports?.length) {
            yield fault(
              object,
              `${path}.ports`,
              `every port of ${ipBlock.cidr} may be called`,
              'Name the ports, such as TCP 443.',
            );
          }
        }
      }
    }
  },
});
