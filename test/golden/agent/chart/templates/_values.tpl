{{/*
The chart's own values, as NOTES shows them.
*/}}
{{- define "echo-agent.values.notes" }}
{{- $label := "settings" }}
{{- range $name, $value := .Values.app }}
{{- $text := include "echo-agent.text" $value }}
{{- if kindIs "slice" $value }}
{{- $text = join ", " $value }}
{{- end }}
  {{ printf "%-9s %s: %s" $label $name $text }}
{{- $label = "" }}
{{- end }}
{{- end }}
