{{/*
The application's container. Context as in _pod.tpl: root, component, workload.
*/}}
{{- define "my-app.pod.container" -}}
{{- $values := .root.Values -}}
- name: {{ .root.Chart.Name | quote }}
  image: {{ include "my-app.image" (list .root $values.image) | quote }}
  imagePullPolicy: {{ ($values.image).pullPolicy | default "Always" | quote }}
  {{- $security := list .root $values.securityContext }}
  {{- with include "my-app.securityContext" $security }}
  securityContext:
    {{- . | nindent 4 }}
  {{- end }}
  {{- with .workload.command }}
  command:
    {{- tpl (toYaml .) $.root | nindent 4 }}
  {{- end }}
  {{- with .workload.args }}
  args:
    {{- tpl (toYaml .) $.root | nindent 4 }}
  {{- end }}
  {{- with include "my-app.pod.ports" . | trim }}
  ports:
    {{- . | nindent 4 }}
  {{- end }}
  {{- with include "my-app.pod.envFrom" . | trim }}
  envFrom:
    {{- . | nindent 4 }}
  {{- end }}
  {{- with include "my-app.pod.env" . | trim }}
  env:
    {{- . | nindent 4 }}
  {{- end }}
  {{- range $probe := list "startupProbe" "livenessProbe" "readinessProbe" }}
  {{- with get $.workload $probe }}
  {{ $probe }}:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- end }}
  {{- with .workload.lifecycle }}
  lifecycle:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .workload.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with include "my-app.pod.volumeMounts" . | trim }}
  volumeMounts:
    {{- . | nindent 4 }}
  {{- end }}
{{- end }}

{{/*
A security context. OpenShift gives each namespace its own range of users and refuses others.
Usage: include "my-app.securityContext" (list . .Values.securityContext)
*/}}
{{- define "my-app.securityContext" -}}
{{- $context := last . | default dict }}
{{- if ((first .).Values.openshift).enabled }}
{{- $context = omit $context "runAsUser" "runAsGroup" "fsGroup" "supplementalGroups" }}
{{- end }}
{{- with $context }}
{{- toYaml . }}
{{- end }}
{{- end }}

{{/*
Container ports, unique by number and protocol: Helm 4 applies no others.
*/}}
{{- define "my-app.pod.ports" -}}
{{- $ports := .workload.ports | default dict }}
{{- $all := dict }}
{{- range $name, $port := $ports }}
{{- if not (and (eq $name "metrics") (eq (toString $port) (toString $ports.http))) }}
{{- $_ := set $all $name (dict "containerPort" $port) }}
{{- end }}
{{- end }}
{{- range $name, $port := .workload.extraPorts }}
{{- $_ := set $all $name $port }}
{{- end }}
{{- $taken := dict }}
{{- range $name, $port := $all }}
{{- $protocol := $port.protocol | default "TCP" }}
{{- $key := printf "%v/%s" $port.containerPort $protocol }}
{{- with get $taken $key }}
{{- fail (printf "ports %s and %s are both %s: give one of them another number" . $name $key) }}
{{- end }}
{{- $_ := set $taken $key $name }}
- name: {{ $name | quote }}
  containerPort: {{ int64 $port.containerPort }}
  protocol: {{ $protocol | quote }}
{{- end }}
{{- end }}

{{- define "my-app.pod.envFrom" -}}
{{- with include "my-app.features.envFrom" . | trim }}
{{- . | nindent 0 }}
{{- end }}
{{- with .workload.envFrom }}
{{- tpl (toYaml .) $.root | nindent 0 }}
{{- end }}
{{- end }}

{{/*
Every variable once, by name: server-side apply refuses duplicates. The user's win.
*/}}
{{- define "my-app.pod.env" -}}
{{- $root := .root }}
{{- $own := dict }}
{{- with $root.Values.logLevel }}
{{- if and .variable .level }}
{{- $_ := set $own .variable .level }}
{{- end }}
{{- end }}
{{- $features := include "my-app.features.env" . | fromYaml }}
{{- $all := list $own $features .workload.env }}
{{- range $name, $source := include "my-app.overlay" $all | fromYaml }}
{{- if not (kindIs "map" $source) }}
- name: {{ $name | quote }}
  value: {{ tpl (include "my-app.text" $source) $root | quote }}
{{- else if $source }}
- name: {{ $name | quote }}
  {{- tpl (toYaml $source) $root | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}

{{- define "my-app.pod.volumeMounts" -}}
{{- range $name, $dir := .workload.writableDirs }}
- name: {{ $name | quote }}
  mountPath: {{ $dir.mountPath | quote }}
{{- end }}
{{- with include "my-app.features.volumeMounts" . | trim }}
{{- . | nindent 0 }}
{{- end }}
{{- with .workload.volumeMounts }}
{{- tpl (toYaml .) $.root | nindent 0 }}
{{- end }}
{{- end }}
