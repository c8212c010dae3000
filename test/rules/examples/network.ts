import { bad, badAt, badObject, type Examples, edit, good } from './example.ts';
import { app, policy, test } from './places.ts';

const service = 'Service/rel-shop';
const ingress = 'Ingress/rel-shop';
const route = 'HTTPRoute/rel-shop';
const monitor = 'ServiceMonitor/rel-shop';
const backend = 'spec.rules[0].http.paths[0].backend';
const component = '["app.kubernetes.io/component"]';
const testPolicy = 'NetworkPolicy/rel-shop-test';

export const networkExamples: Examples = {
  'service-type': [
    bad(service, 'spec.type', 'LoadBalancer'),
    good(
      edit(service, 'spec.type', 'NodePort'),
      edit(
        service,
        'metadata.annotations["ignore-check.kube-linter.io/exposed-services"]',
        'a balancer outside of the cluster asks for it',
      ),
    ),
  ],
  'service-selects': [
    badAt(
      service,
      'spec.selector',
      edit(service, `spec.selector${component}`, 'nobody'),
      edit(monitor, 'kind', 'Nothing'),
    ),
  ],
  'service-no-jobs': [
    badAt(
      service,
      'spec.selector',
      edit('Job/rel-index-2cf24dba', `spec.template.metadata.labels${component}`, 'web'),
    ),
  ],
  'target-port': [
    badAt(
      service,
      'spec.ports[2].targetPort',
      edit(service, 'spec.ports[2]', { name: 'grpc', port: 9000, targetPort: 'grpc' }),
    ),
    badAt(
      service,
      'spec.ports[2].targetPort',
      edit(service, 'spec.ports[2]', { name: 'grpc', port: 9000, targetPort: 8080 }),
    ),
  ],
  'backend-exists': [
    badAt(ingress, backend, edit(ingress, `${backend}.service.name`, 'rel-gone')),
    badAt(ingress, backend, edit(ingress, `${backend}.service.port.name`, 'https')),
    badAt(
      route,
      'spec.rules[0].backendRefs[0]',
      edit(route, 'spec.rules[0].backendRefs[0].port', 8080),
    ),
  ],
  'ingress-tls': [bad(ingress, 'spec.tls')],
  'route-hosts': [bad(ingress, 'spec.rules[0].host'), bad(route, 'spec.hostnames')],
  'policy-covers': [
    badAt(
      'Job/rel-index-2cf24dba',
      'spec.template.metadata.labels',
      edit('Job/rel-index-2cf24dba', `spec.template.metadata.labels${component}`, 'forgotten'),
    ),
  ],
  'policy-complete': [
    bad(policy, 'spec.policyTypes', ['Ingress']),
    badAt(
      'NetworkPolicy/rel-store',
      'spec.ingress',
      edit('NetworkPolicy/rel-store', 'spec.ingress', []),
    ),
    good(
      edit('NetworkPolicy/rel-store', 'spec.ingress', []),
      edit(
        'StatefulSet/rel-store',
        'metadata.annotations["polaris.fairwinds.com/missingNetworkPolicy-exempt"]',
        'true',
      ),
    ),
  ],
  'policy-callers': [
    bad(policy, 'spec.ingress[0].from', []),
    bad(policy, 'spec.ingress[0].from', [{ namespaceSelector: {} }]),
  ],
  'policy-pod-ports': [
    bad(policy, 'spec.ingress[2].ports[1].port', 80),
    bad(policy, 'spec.egress[1].ports[0].port', 15432),
    good(edit(policy, 'spec.ingress[0].ports[0].port', 'http')),
  ],
  'policy-one-label': [
    badAt(
      policy,
      'spec.podSelector.matchLabels',
      edit(policy, 'spec.podSelector.matchLabels["app.kubernetes.io/instance"]', 'rel'),
    ),
  ],
  'dns-egress': [
    badAt(policy, 'spec.egress', edit(policy, 'spec.egress[0]')),
    badAt(policy, 'spec.egress', edit(policy, 'spec.egress[0].ports[0]')),
    badAt(testPolicy, 'spec.egress', edit(testPolicy, 'spec.egress[0].ports[0].port', 5353)),
  ],
  'egress-internet': [
    bad(policy, 'spec.egress[2].to[0].ipBlock.except'),
    bad(policy, 'spec.egress[2].ports'),
  ],
  'world-callers': [
    badAt(
      policy,
      'spec.ingress[3].from[0].ipBlock.cidr',
      edit(policy, 'spec.ingress[3]', { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }),
    ),
    good(
      edit(policy, 'spec.ingress[3]', { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }),
      edit(service, 'spec.type', 'NodePort'),
      edit(service, 'metadata.annotations["kube-score/ignore"]', 'service-type'),
    ),
  ],
  'policy-admits-edge': [
    badAt(
      ingress,
      backend,
      edit(policy, 'spec.ingress[0].ports[0].port', 9090),
      edit(route, 'kind', 'Nothing'),
    ),
    badAt(
      ingress,
      backend,
      edit(policy, 'spec.ingress[0].from[0]', {
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'edge' } },
      }),
      edit(route, 'kind', 'Nothing'),
    ),
  ],
  'policy-admits-scraper': [
    badAt(monitor, 'spec.endpoints[0].port', edit(policy, 'spec.ingress[1]')),
  ],
  'monitor-finds': [
    bad(monitor, 'spec.endpoints[0].port', 'prometheus'),
    badAt(
      monitor,
      'spec.selector',
      edit(monitor, 'spec.namespaceSelector.matchNames[0]', 'monitoring'),
    ),
    badObject('spec.podMetricsEndpoints[0].port', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      spec: {
        namespaceSelector: { matchNames: ['acme'] },
        selector: { matchLabels: { 'app.kubernetes.io/component': 'web' } },
        podMetricsEndpoints: [{ port: 'prometheus' }],
      },
    }),
  ],
  'monitor-no-headless': [
    badAt(
      monitor,
      'spec.selector',
      edit(monitor, `spec.selector.matchLabels${component}`),
      edit(monitor, 'spec.endpoints', [{ port: 'metrics' }]),
      edit('Service/rel-store', 'spec.ports[0].name', 'metrics'),
      edit('StatefulSet/rel-store', `${app}.ports[1]`, { name: 'metrics', containerPort: 9090 }),
      edit('Service/rel-store', 'spec.ports[0].targetPort', 'metrics'),
      edit('NetworkPolicy/rel-store', 'spec.ingress[1]', {
        from: [{ namespaceSelector: { matchLabels: { team: 'metrics' } } }],
        ports: [{ port: 9090 }],
      }),
    ),
  ],
  'monitor-namespace': [bad(monitor, 'spec.namespaceSelector')],
  'test-reaches-app': [badAt(test, 'spec.containers[0].command', edit(policy, 'spec.ingress[2]'))],
};
