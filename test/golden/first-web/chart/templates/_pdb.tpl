{{/*
The least number of pods that run: an autoscaler's minimum, or replicaCount.
*/}}
{{- define "my-app.pdb.leastReplicas" -}}
{{- $autoscaled := include "my-app.autoscaledFrom" . | trim }}
{{- $autoscaled | default (.Values.replicaCount | int64 | toString) }}
{{- end }}

{{/*
A number or percentage of pods as a number, rounded up as Kubernetes does.
Usage: include "my-app.pdb.count" (list "50%" 3)
*/}}
{{- define "my-app.pdb.count" -}}
{{- $text := include "my-app.text" (first .) }}
{{- if hasSuffix "%" $text }}
{{- div (add (mul (trimSuffix "%" $text | int64) (last .)) 99) 100 }}
{{- else }}
{{- $text }}
{{- end }}
{{- end }}

{{/*
The one rule that applies, or words about why none can.
*/}}
{{- define "my-app.pdb.rule" -}}
{{- $least := include "my-app.pdb.leastReplicas" . | int64 }}
{{- $min := .Values.podDisruptionBudget.minAvailable | toString }}
{{- $max := .Values.podDisruptionBudget.maxUnavailable | toString }}
{{- $hasMin := not (has $min (list "" "<nil>")) }}
{{- $hasMax := not (has $max (list "" "<nil>")) }}
{{- if and $hasMin $hasMax }}
{{- fail (printf
  "podDisruptionBudget has minAvailable (%s) and maxUnavailable (%s): set one of them to \"\""
  $min $max) }}
{{- else if $hasMin }}
{{- $kept := include "my-app.pdb.count" (list $min $least) | int64 }}
{{- if ge $kept $least }}
{{- fail (printf "podDisruptionBudget.minAvailable (%s) of %d replicas lets no node drain: lower it"
  $min $least) }}
{{- end -}}
minAvailable: {{ if hasSuffix "%" $min }}{{ quote $min }}{{ else }}{{ int64 $min }}{{ end }}
{{- else if $hasMax }}
{{- $gone := include "my-app.pdb.count" (list $max $least) | int64 }}
{{- if lt $gone 1 }}
{{- fail "podDisruptionBudget.maxUnavailable is 0 and lets no node drain: set at least 1" }}
{{- end -}}
maxUnavailable: {{ if hasSuffix "%" $max }}{{ quote $max }}{{ else }}{{ int64 $max }}{{ end }}
{{- else }}
{{- fail "podDisruptionBudget needs maxUnavailable or minAvailable, or enabled: false" }}
{{- end }}
{{- end }}

{{- define "my-app.pdb.warnings" }}
{{- $budget := .Values.podDisruptionBudget | default dict }}
{{- $least := include "my-app.pdb.leastReplicas" . | int64 }}
{{- if and (not $budget.enabled) (ge $least 2) }}
  - Several replicas and no PodDisruptionBudget: a node drain may stop them all at once. Set
    podDisruptionBudget.enabled.
{{- end }}
{{- end }}
