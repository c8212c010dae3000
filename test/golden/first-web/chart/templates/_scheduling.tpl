{{/*
Where pods land. Context as in _pod.tpl: root, component, workload.

Affinity: the user's, and beside it the preset that keeps pods of this workload apart, unless
the user gives a podAntiAffinity.
*/}}
{{- define "my-app.pod.affinity" -}}
{{- $affinity := tpl (toYaml (.workload.affinity | default dict)) .root | fromYaml }}
{{- $preset := .workload.podAntiAffinityPreset | default "none" }}
{{- if and (ne $preset "none") (not $affinity.podAntiAffinity) }}
{{- $own := include "my-app.selectorLabels" . | fromYaml }}
{{- $term := dict
  "topologyKey" "kubernetes.io/hostname"
  "labelSelector" (dict "matchLabels" $own)
}}
{{- $rule := dict "requiredDuringSchedulingIgnoredDuringExecution" (list $term) }}
{{- if eq $preset "soft" }}
{{- $rule = dict "preferredDuringSchedulingIgnoredDuringExecution"
  (list (dict "weight" 100 "podAffinityTerm" $term)) }}
{{- end }}
{{- $_ := set $affinity "podAntiAffinity" $rule }}
{{- end }}
{{- with $affinity }}
{{- toYaml . }}
{{- end }}
{{- end }}

{{/*
Spread: a constraint without a labelSelector counts the pods of this workload.
*/}}
{{- define "my-app.pod.topologySpread" -}}
{{- $own := include "my-app.selectorLabels" . | fromYaml }}
{{- with .workload.topologySpreadConstraints }}
{{- range tpl (toYaml .) $.root | fromYamlArray }}
{{- $constraint := . }}
{{- if not .labelSelector }}
{{- $_ := set $constraint "labelSelector" (dict "matchLabels" $own) }}
{{- end }}
{{- list $constraint | toYaml | nindent 0 }}
{{- end }}
{{- end }}
{{- end }}
