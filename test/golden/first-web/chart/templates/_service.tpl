{{/*
The ports of the Service: "http" at service.port, the others at their own number, extra ports
where they ask for one.
*/}}
{{- define "my-app.service.ports" -}}
{{- $service := .Values.service | default dict }}
{{- $taken := dict }}
{{- $pod := dict "root" . "workload" .Values }}
{{- range include "my-app.pod.ports" $pod | fromYamlArray }}
{{- $port := .containerPort }}
{{- if eq .name "http" }}
{{- $port = $service.port | default 80 }}
{{- else if hasKey ($.Values.extraPorts | default dict) .name }}
{{- $port = (get $.Values.extraPorts .name).servicePort }}
{{- end }}
{{- if $port }}
{{- $key := printf "%v/%s" $port .protocol }}
{{- with get $taken $key }}
{{- fail (printf "the Service would have %s twice: change service.port or a servicePort" $key) }}
{{- end }}
{{- $_ := set $taken $key .name }}
- name: {{ .name | quote }}
  port: {{ int64 $port }}
  targetPort: {{ .name | quote }}
  protocol: {{ .protocol | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/*
The URLs that the connection test asks, as a list: a path that is named like a port of the Service
is asked there, every other at the port of requests.
*/}}
{{- define "my-app.service.urls" -}}
{{- $name := include "my-app.fullname" . }}
{{- $ports := dict }}
{{- range include "my-app.service.ports" . | fromYamlArray }}
{{- $_ := set $ports .name (int64 .port) }}
{{- end }}
{{- range $key, $path := (.Values.connectionTest).paths }}
{{- if $path }}
- {{ printf "http://%s:%d%s" $name (get $ports $key | default $ports.http) $path | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/*
The test pod is a hook, and lives for seconds: probes, priority and spread would mean nothing.
*/}}
{{- define "my-app.service.testAnnotations" -}}
{{- $image := (.Values.connectionTest).image }}
{{- $image = include "my-app.exemptions.image" $image }}
{{- $own := include "my-app.service.testExemptions" . }}
{{- include "my-app.exempt" (printf "%s\n%s" $image $own) }}
helm.sh/hook: test
helm.sh/hook-delete-policy: before-hook-creation
{{- end }}

{{- define "my-app.service.testExemptions" -}}
polaris/livenessProbeMissing: a test ends by itself
polaris/readinessProbeMissing: a test ends by itself
polaris/priorityClassNotSet: a test may wait
polaris/topologySpreadConstraint: a test is one pod
polaris/metadataAndInstanceMismatched: a release has several objects
checkov/CKV_K8S_8: a test ends by itself
checkov/CKV_K8S_9: a test ends by itself
{{- if (.Values.openshift).enabled }}
kube-score/container-security-context-user-group-id: OpenShift decides the user
checkov/CKV_K8S_40: OpenShift decides the user
{{- end }}
{{- end }}

{{- define "my-app.service.notes" }}
{{- $name := include "my-app.fullname" . }}
{{- $namespace := .Release.Namespace }}
{{- $port := (.Values.service).port | default 80 | int64 }}
  inside    http://{{ $name }}.{{ $namespace }}.svc:{{ $port }}
  forward   kubectl --namespace {{ $namespace }} port-forward service/{{ $name }} 8080:{{ $port }}
{{- if (.Values.connectionTest).enabled }}
  test      helm test {{ .Release.Name }} --namespace {{ $namespace }} --logs
{{- end }}
{{- end }}
