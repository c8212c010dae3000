{{/*
The name of the port to scrape: container ports are unique by number, so that the port "metrics"
is gone where it would be the application's own.
*/}}
{{- define "my-worker.podmonitor.port" -}}
{{- $ports := .Values.ports | default dict }}
{{- if and $ports.metrics (ne (toString $ports.metrics) (toString $ports.http)) -}}
metrics
{{- else -}}
http
{{- end }}
{{- end }}

{{- define "my-worker.podmonitor.notes" }}
{{- if ((.Values.metrics).podMonitor).enabled }}
{{- $name := include "my-worker.fullname" . }}
{{- $namespace := .Values.metrics.podMonitor.namespace | default .Release.Namespace }}
  metrics   kubectl --namespace {{ $namespace }} get podmonitor {{ $name }}
{{- end }}
{{- end }}
