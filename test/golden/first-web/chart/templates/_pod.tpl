{{/*
The template of a workload's pods: metadata and spec. Context: root, the top of the chart;
component, the label; workload, the values of this workload.
*/}}
{{- define "my-app.podTemplate" -}}
metadata:
  labels:
    {{- include "my-app.pod.labels" . | nindent 4 }}
  {{- with include "my-app.pod.annotations" . }}
  annotations:
    {{- . | nindent 4 }}
  {{- end }}
spec:
  {{- include "my-app.pod.spec" . | nindent 2 }}
{{- end }}

{{/*
No helm.sh/chart here: a new version of the chart alone restarts nothing.
*/}}
{{- define "my-app.pod.labels" -}}
{{- include "my-app.overlay" (list
  .root.Values.commonLabels
  .workload.podLabels
  (include "my-app.selectorLabels" . | fromYaml)
  (include "my-app.versionLabel" .root | fromYaml)
) }}
{{- end }}

{{- define "my-app.pod.annotations" -}}
{{- $restart := dict }}
{{- with .root.Values.restartToken }}
{{- $restart = dict "restart-token" (toString .) }}
{{- end }}
{{- include "my-app.overlay" (list
  .root.Values.commonAnnotations
  (include "my-app.features.annotations" . | fromYaml)
  $restart
  .workload.podAnnotations
) }}
{{- end }}

{{- define "my-app.pod.spec" -}}
{{- $values := .root.Values -}}
{{- $account := include "my-app.serviceAccountName" .root -}}
serviceAccountName: {{ $account | quote }}
automountServiceAccountToken: {{ eq "true" (toString
  ($values.serviceAccount).automountServiceAccountToken) }}
enableServiceLinks: false
{{- with $values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- $security := list .root $values.podSecurityContext }}
{{- with include "my-app.securityContext" $security }}
securityContext:
  {{- . | nindent 2 }}
{{- end }}
{{- with .workload.priorityClassName }}
priorityClassName: {{ . | quote }}
{{- end }}
{{- with $values.hostAliases }}
hostAliases:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.dnsPolicy }}
dnsPolicy: {{ . | quote }}
{{- end }}
{{- with $values.dnsConfig }}
dnsConfig:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- include "my-app.pod.termination" . }}
{{- with include "my-app.pod.initContainers" . | trim }}
initContainers:
  {{- . | nindent 2 }}
{{- end }}
containers:
  {{- include "my-app.pod.container" . | nindent 2 }}
{{- with include "my-app.pod.volumes" . | trim }}
volumes:
  {{- . | nindent 2 }}
{{- end }}
{{- with .workload.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .workload.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with include "my-app.pod.affinity" . }}
affinity:
  {{- . | nindent 2 }}
{{- end }}
{{- with include "my-app.pod.topologySpread" . | trim }}
topologySpreadConstraints:
  {{- . | nindent 2 }}
{{- end }}
{{- end }}

{{/*
A grace period that the preStop hook uses up leaves the application no time to drain.
*/}}
{{- define "my-app.pod.termination" }}
{{- $sleep := (((.workload.lifecycle).preStop).sleep).seconds | int64 }}
{{- with .workload.terminationGracePeriodSeconds }}
{{- if le (int64 .) $sleep }}
{{- fail (printf "terminationGracePeriodSeconds (%d) must exceed lifecycle.preStop.sleep (%d)"
  (int64 .) $sleep) }}
{{- end }}
terminationGracePeriodSeconds: {{ int64 . }}
{{- end }}
{{- end }}

{{/*
Sidecars are native ones: they start before the application and end after it. A container without
a security context of its own gets the application's, or "restricted" would refuse the pod.
*/}}
{{- define "my-app.pod.initContainers" -}}
{{- $security := list .root .root.Values.securityContext }}
{{- $security = include "my-app.securityContext" $security | fromYaml }}
{{- $sidecars := tpl (toYaml (.workload.sidecars | default list)) .root | fromYamlArray }}
{{- range $sidecars }}
{{- $_ := set . "restartPolicy" "Always" }}
{{- end }}
{{- $first := tpl (toYaml (.workload.initContainers | default list)) .root | fromYamlArray }}
{{- range concat $sidecars $first }}
{{- if and $security (not (hasKey . "securityContext")) }}
{{- $_ := set . "securityContext" $security }}
{{- end }}
{{- list . | toYaml | nindent 0 }}
{{- end }}
{{- end }}

{{- define "my-app.pod.volumes" -}}
{{- range $name, $dir := .workload.writableDirs }}
- name: {{ $name | quote }}
  emptyDir:
    {{- omit $dir "mountPath" | toYaml | nindent 4 }}
{{- end }}
{{- with include "my-app.features.volumes" . | trim }}
{{- . | nindent 0 }}
{{- end }}
{{- with .workload.volumes }}
{{- tpl (toYaml .) $.root | nindent 0 }}
{{- end }}
{{- end }}
