{{- define "echo-agent.ingress.tlsSecretName" -}}
{{- $own := include "echo-agent.nameWith" (list . "tls") }}
{{- (.Values.tls).secretName | default $own }}
{{- end }}

{{/*
The user's annotations, and the one that makes cert-manager issue the certificate.
*/}}
{{- define "echo-agent.ingress.annotations" -}}
{{- $issuer := dict }}
{{- with (.Values.tls).issuer }}
{{- if and $.Values.tls.enabled .name }}
{{- $key := ternary "cert-manager.io/issuer" "cert-manager.io/cluster-issuer"
  (eq .kind "Issuer") }}
{{- $issuer = dict $key .name }}
{{- end }}
{{- end }}
{{- $all := list $issuer .Values.ingress.annotations }}
{{- include "echo-agent.overlay" $all }}
{{- end }}

{{- define "echo-agent.ingress.notes" }}
{{- if (.Values.ingress).enabled }}
{{- $scheme := ternary "https" "http" (eq "true" (toString (.Values.tls).enabled)) }}
{{- range .Values.hosts }}
{{- $host := .host }}
{{- range .paths }}
  outside   {{ $scheme }}://{{ $host }}{{ .path }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "echo-agent.ingress.warnings" }}
{{- if (.Values.ingress).enabled }}
{{- $tls := .Values.tls | default dict }}
{{- if not $tls.enabled }}
  - The Ingress speaks plain HTTP: set tls.enabled.
{{- else if and (not ($tls.issuer).name) (not $tls.secretName) }}
{{- $secret := include "echo-agent.ingress.tlsSecretName" . }}
  - The certificate must be in the Secret {{ $secret }}:
    make it, or set tls.issuer.name.
{{- end }}
{{- end }}
{{- end }}
