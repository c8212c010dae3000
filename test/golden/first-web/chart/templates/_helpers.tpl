{{/*
The name of the application: the chart's name, which is the alias where the chart is a
dependency, unless nameOverride says otherwise.
*/}}
{{- define "my-app.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimAll "-." }}
{{- end }}

{{/*
The name of the objects. A release that already carries the application's name is not named
twice, except under an umbrella, where a release called "worker-prod" would rename the worker.
*/}}
{{- define "my-app.fullname" -}}
{{- $name := include "my-app.name" . }}
{{- $full := printf "%s-%s" .Release.Name $name }}
{{- if .Values.fullnameOverride }}
{{- $full = .Values.fullnameOverride }}
{{- else if and .Chart.IsRoot (contains $name .Release.Name) }}
{{- $full = .Release.Name }}
{{- end }}
{{- include "my-app.dnsName" (dict "name" $full) }}
{{- end }}

{{/*
The name of an object beside the main ones.
Usage: include "my-app.nameWith" (list . "tls")
*/}}
{{- define "my-app.nameWith" -}}
{{- $name := include "my-app.fullname" (first .) }}
{{- include "my-app.dnsName" (dict "name" $name "suffix" (last .)) }}
{{- end }}

{{/*
A DNS-1035 label: release names may hold dots or begin with a digit, Service names may not.
What is too long is cut and closed with a hash, so that two long names stay two.
*/}}
{{- define "my-app.dnsName" -}}
{{- $suffix := "" }}
{{- with .suffix }}
{{- $suffix = printf "-%s" . }}
{{- end }}
{{- $name := regexReplaceAll "[^a-z0-9-]+" (lower .name) "-" | trimAll "-" }}
{{- if not (regexMatch "^[a-z]" $name) }}
{{- $name = printf "r%s" $name }}
{{- end }}
{{- $room := sub 63 (len $suffix) | int }}
{{- if gt (len $name) $room }}
{{- $start := trunc (sub $room 9 | int) $name | trimAll "-" }}
{{- $name = printf "%s-%s" $start (sha256sum .name | trunc 8) }}
{{- end }}
{{- printf "%s%s" $name $suffix }}
{{- end }}

{{/*
The instance label: the release, or the release that these objects belonged to before.
*/}}
{{- define "my-app.instance" -}}
{{- .Values.instanceOverride | default .Release.Name | trunc 63 | trimAll "-." }}
{{- end }}

{{/*
The labels that select pods. They never change: selectors are immutable.
Context: root, the top of the chart; component, where it is not the whole chart.
*/}}
{{- define "my-app.selectorLabels" -}}
app.kubernetes.io/name: {{ include "my-app.name" .root | quote }}
app.kubernetes.io/instance: {{ include "my-app.instance" .root | quote }}
{{- with .component }}
app.kubernetes.io/component: {{ . | quote }}
{{- end }}
{{- end }}

{{/*
The labels of an object: the user's, which can't replace the chart's own.
Context: root, component, and labels where there are more.
*/}}
{{- define "my-app.labels" -}}
{{- $chart := printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- include "my-app.overlay" (list
  .root.Values.commonLabels
  .labels
  (include "my-app.selectorLabels" . | fromYaml)
  (include "my-app.versionLabel" .root | fromYaml)
  (dict "helm.sh/chart" (include "my-app.labelValue" $chart))
  (dict "app.kubernetes.io/managed-by" .root.Release.Service)
) }}
{{- end }}

{{- define "my-app.versionLabel" -}}
{{- with .Chart.AppVersion -}}
app.kubernetes.io/version: {{ include "my-app.labelValue" . | quote }}
{{- end }}
{{- end }}

{{/*
A version as the value of a label: no "+", at most 63 characters, ends in a letter or digit.
*/}}
{{- define "my-app.labelValue" -}}
{{- toString . | replace "+" "_" | trunc 63 | trimAll "-_." }}
{{- end }}

{{/*
Name, namespace, labels and annotations of an object.
Context: root, component, and name, namespace, labels, annotations where they differ.
*/}}
{{- define "my-app.metadata" -}}
name: {{ .name | default (include "my-app.fullname" .root) | quote }}
namespace: {{ .namespace | default .root.Release.Namespace | quote }}
labels:
  {{- include "my-app.labels" . | nindent 2 }}
{{- $annotations := list .root.Values.commonAnnotations .annotations }}
{{- with include "my-app.overlay" $annotations }}
annotations:
  {{- . | nindent 2 }}
{{- end }}
{{- end }}

{{/*
Several maps as one, the later ones winning, as YAML; nothing where all are empty.
*/}}
{{- define "my-app.overlay" -}}
{{- $all := dict }}
{{- range . }}
{{- range $key, $value := . }}
{{- $_ := set $all $key $value }}
{{- end }}
{{- end }}
{{- with $all }}
{{- toYaml . }}
{{- end }}
{{- end }}

{{/*
A string, number or boolean as text. Helm reads numbers as floats: 1000000 would become 1e+06.
*/}}
{{- define "my-app.text" -}}
{{- if and (kindIs "float64" .) (eq (floor .) (float64 .)) }}
{{- int64 . }}
{{- else }}
{{- toString . }}
{{- end }}
{{- end }}

{{/*
The reference of an image. A digest decides; a tag beside it is for people.
Usage: include "my-app.image" (list . .Values.image)
*/}}
{{- define "my-app.image" -}}
{{- $root := first . }}
{{- $image := last . | default dict }}
{{- $name := required "image.repository is needed: where the image lies, without its registry"
  $image.repository }}
{{- with ($root.Values.global).imageRegistry | default $image.registry }}
{{- $name = printf "%s/%s" . $name }}
{{- end }}
{{- $tag := tpl (toString ($image.tag | default "")) $root }}
{{- if and (not $tag) (not $image.digest) }}
{{- $tag = required "image.tag or appVersion in Chart.yaml is needed" $root.Chart.AppVersion }}
{{- end }}
{{- with $tag }}
{{- $name = printf "%s:%s" $name . }}
{{- end }}
{{- with $image.digest }}
{{- $name = printf "%s@%s" $name . }}
{{- end }}
{{- $name }}
{{- end }}

{{/*
The ServiceAccount that pods run as.
*/}}
{{- define "my-app.serviceAccountName" -}}
{{- $account := .Values.serviceAccount | default dict }}
{{- if $account.create }}
{{- $account.name | default (include "my-app.fullname" .) }}
{{- else }}
{{- $account.name | default "default" }}
{{- end }}
{{- end }}
