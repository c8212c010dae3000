import roleEscalation from './access/role-escalation.ts';
import roleSecrets from './access/role-secrets.ts';
import roleWildcards from './access/role-wildcards.ts';
import chartApiVersion from './chart/chart-api-version.ts';
import chartKubeVersion from './chart/chart-kube-version.ts';
import crdsNamed from './chart/crds-named.ts';
import endsWithNewline from './chart/ends-with-newline.ts';
import helmignoreAnchored from './chart/helmignore-anchored.ts';
import localSubcharts from './chart/local-subcharts.ts';
import noCapabilities from './chart/no-capabilities.ts';
import noChance from './chart/no-chance.ts';
import noDefaultTrue from './chart/no-default-true.ts';
import noEnvironmentValue from './chart/no-environment-value.ts';
import noReleasePhase from './chart/no-release-phase.ts';
import overlayLists from './chart/overlay-lists.ts';
import packageSmall from './chart/package-small.ts';
import schemaDraft from './chart/schema-draft.ts';
import schemaKubernetes from './chart/schema-kubernetes.ts';
import schemaPatterns from './chart/schema-patterns.ts';
import schemaRefs from './chart/schema-refs.ts';
import schemaRoot from './chart/schema-root.ts';
import settable from './chart/settable.ts';
import tagIsText from './chart/tag-is-text.ts';
import upgradeAdvice from './chart/upgrade-advice.ts';
import valuesEnabled from './chart/values-enabled.ts';
import valuesNoNull from './chart/values-no-null.ts';
import callsEnd from './containers/calls-end.ts';
import cpuLimit from './containers/cpu-limit.ts';
import dropCapabilities from './containers/drop-capabilities.ts';
import imageDigest from './containers/image-digest.ts';
import imagePinned from './containers/image-pinned.ts';
import limits from './containers/limits.ts';
import noBitnami from './containers/no-bitnami.ts';
import noEscalation from './containers/no-escalation.ts';
import noPlainSecrets from './containers/no-plain-secrets.ts';
import portNames from './containers/port-names.ts';
import portsUnique from './containers/ports-unique.ts';
import postgresData from './containers/postgres-data.ts';
import pullPolicy from './containers/pull-policy.ts';
import readOnlyRoot from './containers/read-only-root.ts';
import requests from './containers/requests.ts';
import secretFiles from './containers/secret-files.ts';
import uniqueEntries from './containers/unique-entries.ts';
import unprivilegedPorts from './containers/unprivileged-ports.ts';
import waitsEnd from './containers/waits-end.ts';
import cronjobSchedule from './hooks/cronjob-schedule.ts';
import hookDeletePolicy from './hooks/hook-delete-policy.ts';
import hookEnds from './hooks/hook-ends.ts';
import hookNeeds from './hooks/hook-needs.ts';
import hookPolicy from './hooks/hook-policy.ts';
import jobCleanup from './hooks/job-cleanup.ts';
import jobName from './hooks/job-name.ts';
import jobRestarts from './hooks/job-restarts.ts';
import oneHookStyle from './hooks/one-hook-style.ts';
import testDeletePolicy from './hooks/test-delete-policy.ts';
import testNames from './hooks/test-names.ts';
import testReachesApp from './hooks/test-reaches-app.ts';
import backendExists from './network/backend-exists.ts';
import dnsEgress from './network/dns-egress.ts';
import egressInternet from './network/egress-internet.ts';
import ingressTls from './network/ingress-tls.ts';
import monitorFinds from './network/monitor-finds.ts';
import monitorNamespace from './network/monitor-namespace.ts';
import monitorNoHeadless from './network/monitor-no-headless.ts';
import policyAdmitsEdge from './network/policy-admits-edge.ts';
import policyAdmitsScraper from './network/policy-admits-scraper.ts';
import policyCallers from './network/policy-callers.ts';
import policyComplete from './network/policy-complete.ts';
import policyCovers from './network/policy-covers.ts';
import policyOneLabel from './network/policy-one-label.ts';
import policyPodPorts from './network/policy-pod-ports.ts';
import routeHosts from './network/route-hosts.ts';
import serviceNoJobs from './network/service-no-jobs.ts';
import serviceSelects from './network/service-selects.ts';
import serviceType from './network/service-type.ts';
import targetPort from './network/target-port.ts';
import worldCallers from './network/world-callers.ts';
import apiVersions from './objects/api-versions.ts';
import exemptionApplies from './objects/exemption-applies.ts';
import exemptionForm from './objects/exemption-form.ts';
import exemptionPlace from './objects/exemption-place.ts';
import fluxChartRef from './objects/flux-chart-ref.ts';
import gatewayStandard from './objects/gateway-standard.ts';
import labelsValid from './objects/labels-valid.ts';
import nameScalars from './objects/name-scalars.ts';
import namesValid from './objects/names-valid.ts';
import noCrds from './objects/no-crds.ts';
import noEmptyKeys from './objects/no-empty-keys.ts';
import noRetiredController from './objects/no-retired-controller.ts';
import objectLabels from './objects/object-labels.ts';
import objectNamespace from './objects/object-namespace.ts';
import objectUnique from './objects/object-unique.ts';
import plainNumbers from './objects/plain-numbers.ts';
import textValues from './objects/text-values.ts';
import vpaMode from './objects/vpa-mode.ts';
import antiAffinity from './pods/anti-affinity.ts';
import fsGroup from './pods/fs-group.ts';
import labelsStable from './pods/labels-stable.ts';
import nativeSidecars from './pods/native-sidecars.ts';
import noHostAccess from './pods/no-host-access.ts';
import noToken from './pods/no-token.ts';
import ownServiceAccount from './pods/own-service-account.ts';
import runAsNonRoot from './pods/run-as-non-root.ts';
import runAsUser from './pods/run-as-user.ts';
import seccompProfile from './pods/seccomp-profile.ts';
import serviceLinks from './pods/service-links.ts';
import sizedEmptyDirs from './pods/sized-empty-dirs.ts';
import topologySpread from './pods/topology-spread.ts';
import writableTmp from './pods/writable-tmp.ts';
import probePort from './probes/probe-port.ts';
import probesDiffer from './probes/probes-differ.ts';
import probesPresent from './probes/probes-present.ts';
import startupProbe from './probes/startup-probe.ts';
import claimTemplateLabels from './rollout/claim-template-labels.ts';
import configChecksum from './rollout/config-checksum.ts';
import configFolders from './rollout/config-folders.ts';
import configKeys from './rollout/config-keys.ts';
import gracePeriod from './rollout/grace-period.ts';
import headlessService from './rollout/headless-service.ts';
import noRenderedSecrets from './rollout/no-rendered-secrets.ts';
import prestopSleep from './rollout/prestop-sleep.ts';
import rollingUpdate from './rollout/rolling-update.ts';
import selectorComplete from './rollout/selector-complete.ts';
import selectorMatches from './rollout/selector-matches.ts';
import selectorStable from './rollout/selector-stable.ts';
import type { Rule } from './rule.ts';
import hpaRange from './scaling/hpa-range.ts';
import hpaTarget from './scaling/hpa-target.ts';
import pdbLeavesRoom from './scaling/pdb-leaves-room.ts';
import pdbNeedsTwo from './scaling/pdb-needs-two.ts';
import pdbOneField from './scaling/pdb-one-field.ts';
import pdbUnhealthyPods from './scaling/pdb-unhealthy-pods.ts';
import replicasTwo from './scaling/replicas-two.ts';
import replicasUnset from './scaling/replicas-unset.ts';

/** Every rule; RULES.md has their rows. */
export const rules: readonly Rule[] = [
  roleEscalation,
  roleSecrets,
  roleWildcards,
  chartApiVersion,
  chartKubeVersion,
  crdsNamed,
  endsWithNewline,
  helmignoreAnchored,
  localSubcharts,
  noCapabilities,
  noChance,
  noDefaultTrue,
  noEnvironmentValue,
  noReleasePhase,
  overlayLists,
  packageSmall,
  schemaDraft,
  schemaKubernetes,
  schemaPatterns,
  schemaRefs,
  schemaRoot,
  settable,
  tagIsText,
  upgradeAdvice,
  valuesEnabled,
  valuesNoNull,
  callsEnd,
  cpuLimit,
  dropCapabilities,
  imageDigest,
  imagePinned,
  limits,
  noBitnami,
  noEscalation,
  noPlainSecrets,
  portNames,
  portsUnique,
  postgresData,
  pullPolicy,
  readOnlyRoot,
  requests,
  secretFiles,
  uniqueEntries,
  unprivilegedPorts,
  waitsEnd,
  cronjobSchedule,
  hookDeletePolicy,
  hookEnds,
  hookNeeds,
  hookPolicy,
  jobCleanup,
  jobName,
  jobRestarts,
  oneHookStyle,
  testDeletePolicy,
  testNames,
  testReachesApp,
  backendExists,
  dnsEgress,
  egressInternet,
  ingressTls,
  monitorFinds,
  monitorNamespace,
  monitorNoHeadless,
  policyAdmitsEdge,
  policyAdmitsScraper,
  policyCallers,
  policyComplete,
  policyCovers,
  policyOneLabel,
  policyPodPorts,
  routeHosts,
  serviceNoJobs,
  serviceSelects,
  serviceType,
  targetPort,
  worldCallers,
  apiVersions,
  exemptionApplies,
  exemptionForm,
  exemptionPlace,
  fluxChartRef,
  gatewayStandard,
  labelsValid,
  nameScalars,
  namesValid,
  noCrds,
  noEmptyKeys,
  noRetiredController,
  objectLabels,
  objectNamespace,
  objectUnique,
  plainNumbers,
  textValues,
  vpaMode,
  antiAffinity,
  fsGroup,
  labelsStable,
  nativeSidecars,
  noHostAccess,
  noToken,
  ownServiceAccount,
  runAsNonRoot,
  runAsUser,
  seccompProfile,
  serviceLinks,
  sizedEmptyDirs,
  topologySpread,
  writableTmp,
  probePort,
  probesDiffer,
  probesPresent,
  startupProbe,
  claimTemplateLabels,
  configChecksum,
  configFolders,
  configKeys,
  gracePeriod,
  headlessService,
  noRenderedSecrets,
  prestopSleep,
  rollingUpdate,
  selectorComplete,
  selectorMatches,
  selectorStable,
  hpaRange,
  hpaTarget,
  pdbLeavesRoom,
  pdbNeedsTwo,
  pdbOneField,
  pdbUnhealthyPods,
  replicasTwo,
  replicasUnset,
];
