import { environmentKinds } from './environment-kinds.ts';
import {
  group,
  list,
  needed,
  perhapsChoice,
  perhapsInteger,
  perhapsYesNo,
  text,
} from './fields.ts';
import { pullPolicies } from './image-answers.ts';
import { resources } from './resource-answers.ts';
import * as rule from './rules.ts';
import { sizeNames } from './sizes.ts';

/** What each environment answers; features add their own part under their id. */
export const environmentAnswers = () => ({
  kind: perhapsChoice(
    'Development, staging or production; told by the name where that is clear.',
    environmentKinds,
  ),
  namespace: text(
    { hint: 'Namespace of the release; by default <name>-<environment>.', example: 'my-app-prod' },
    rule.dnsLabel,
  ),
  hosts: list(
    { hint: 'Host names under which people reach it.', title: 'Hosts', first: true },
    needed({ hint: 'A host.', example: 'app.example.com' }, rule.host),
  ),
  replicas: perhapsInteger('Pods; by default 1, 2 or 3 by kind.', 0, 100),
  size: perhapsChoice(
    "Size; by default the workload's, one step down for staging, two for development.",
    sizeNames,
  ),
  resources: resources('Exact requests and limits; what is empty comes from the size.'),
  logLevel: text({ hint: 'Log level; debug in development.', example: 'info' }, rule.singleLine),
  pullPolicy: perhapsChoice('When the kubelet asks the registry.', pullPolicies),
  cluster: group('What the cluster of this environment has.', {
    prometheusOperator: perhapsYesNo('The Prometheus operator, for ServiceMonitor or PodMonitor.'),
    certManagerIssuer: text(
      { hint: "Issuer of cert-manager for the hosts' certificates.", example: 'letsencrypt' },
      rule.host,
    ),
    certManagerIssuerKind: perhapsChoice('Kind of the issuer.', ['ClusterIssuer', 'Issuer']),
    ingressClass: text(
      { hint: "Ingress class, where it is not the cluster's default.", example: 'traefik' },
      rule.host,
    ),
    controllerNamespace: text(
      { hint: 'Namespace of the ingress controller, where it differs.', example: 'traefik' },
      rule.dnsLabel,
    ),
    scraperNamespace: text(
      { hint: 'Namespace of Prometheus, where it differs.', example: 'monitoring' },
      rule.dnsLabel,
    ),
  }),
});
