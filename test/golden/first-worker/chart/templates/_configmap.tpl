{{/*
The data alone, which the checksum below is made of: not the document, whose labels name the
version of the chart.
*/}}
{{- define "my-worker.configmap.data" -}}
{{- range $name, $value := .Values.config }}
{{ $name }}: {{ include "my-worker.text" $value | quote }}
{{- end }}
{{- end }}

{{- define "my-worker.configmap.annotations" -}}
{{- with include "my-worker.configmap.data" .root -}}
checksum/config: {{ sha256sum . | quote }}
{{- end }}
{{- end }}

{{- define "my-worker.configmap.envFrom" -}}
{{- if .root.Values.config -}}
- configMapRef:
    name: {{ include "my-worker.fullname" .root | quote }}
{{- end }}
{{- end }}

{{- define "my-worker.configmap.warnings" }}
{{- range $name, $_ := .Values.config }}
{{- if regexMatch "(?i)(passw|secret|token|api_?key|credential)" $name }}
  - config.{{ $name }} looks like a secret, and a ConfigMap hides nothing: put it into a Secret
    and name that one in envFrom or volumes.
{{- end }}
{{- end }}
{{- end }}
