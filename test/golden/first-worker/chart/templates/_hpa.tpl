{{- define "my-worker.hpa.leastReplicas" -}}
{{- if (.Values.autoscaling).enabled }}
{{- .Values.autoscaling.minReplicas | int64 }}
{{- end }}
{{- end }}

{{/*
One metric of a resource. Context: its name and the target in percent, as a list.
*/}}
{{- define "my-worker.hpa.utilization" -}}
{{- with last . }}
- type: Resource
  resource:
    name: {{ first $ }}
    target:
      type: Utilization
      averageUtilization: {{ int64 . }}
{{- end }}
{{- end }}

{{- define "my-worker.hpa.metrics" -}}
{{- $cpu := .Values.autoscaling.targetCPUUtilizationPercentage }}
{{- include "my-worker.hpa.utilization" (list "cpu" $cpu) }}
{{- $memory := .Values.autoscaling.targetMemoryUtilizationPercentage }}
{{- include "my-worker.hpa.utilization" (list "memory" $memory) }}
{{- with .Values.autoscaling.metrics }}
{{- tpl (toYaml .) $ | nindent 0 }}
{{- end }}
{{- end }}

{{- define "my-worker.hpa.notes" }}
{{- if (.Values.autoscaling).enabled }}
{{- $name := include "my-worker.fullname" . }}
{{- $min := int64 .Values.autoscaling.minReplicas }}
{{- $max := int64 .Values.autoscaling.maxReplicas }}
{{- $cpu := int64 .Values.autoscaling.targetCPUUtilizationPercentage }}
{{- $memory := int64 .Values.autoscaling.targetMemoryUtilizationPercentage }}
  pods      {{ $min }} to {{ $max }}
{{- if $cpu }}, at {{ $cpu }}% of the requested CPU{{ end }}
{{- if $memory }}, at {{ $memory }}% of the requested memory{{ end }}
  scaling   kubectl --namespace {{ .Release.Namespace }} get hpa {{ $name }}
{{- end }}
{{- end }}
