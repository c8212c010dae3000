{{/*
The name of the port to scrape: container ports are unique by number, so that the port "metrics"
is gone where it would be the application's own.
*/}}
{{- define "echo-agent.servicemonitor.port" -}}
{{- $ports := .Values.ports | default dict }}
{{- if and $ports.metrics (ne (toString $ports.metrics) (toString $ports.http)) -}}
metrics
{{- else -}}
http
{{- end }}
{{- end }}

{{- define "echo-agent.servicemonitor.notes" }}
{{- if ((.Values.metrics).serviceMonitor).enabled }}
{{- $name := include "echo-agent.fullname" . }}
{{- $namespace := .Values.metrics.serviceMonitor.namespace | default .Release.Namespace }}
  metrics   kubectl --namespace {{ $namespace }} get servicemonitor {{ $name }}
{{- end }}
{{- end }}
