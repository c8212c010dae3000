{{/*
The data alone, which the checksum below is made of: not the document, whose labels name the
version of the chart.
*/}}
{{- define "my-app.configmap.data" -}}
{{- range $name, $value := .Values.config }}
{{ $name }}: {{ include "my-app.text" $value | quote }}
{{- end }}
{{- end }}

{{- define "my-app.configmap.annotations" -}}
{{- with include "my-app.configmap.data" .root -}}
checksum/config: {{ sha256sum . | quote }}
{{- end }}
{{- end }}

{{- define "my-app.configmap.envFrom" -}}
{{- if .root.Values.config -}}
- configMapRef:
    name: {{ include "my-app.fullname" .root | quote }}
{{- end }}
{{- end }}

{{- define "my-app.configmap.warnings" }}
{{- range $name, $_ := .Values.config }}
{{- if regexMatch "(?i)(passw|secret|token|api_?key|credential)" $name }}
  - config.{{ $name }} looks like a secret, and a ConfigMap hides nothing: put it into a Secret
    and name that one in envFrom or volumes.
{{- end }}
{{- end }}
{{- end }}
