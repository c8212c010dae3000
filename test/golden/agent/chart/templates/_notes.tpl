{{/*
Lines of NOTES.txt: what a pod asks for and gets at most, and how it is asked whether it is well.
*/}}
{{- define "echo-agent.notes.resources" }}
{{- range $kind := list "requests" "limits" }}
{{- $amounts := list }}
{{- $known := $.Values.resources | default dict }}
{{- range $what, $amount := get $known $kind | default dict }}
{{- $amounts = append $amounts (printf "%s %v" $what $amount) }}
{{- end }}
{{- with $amounts }}
  {{ printf "%-9s %s" $kind (join ", " .) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "echo-agent.notes.checks" }}
{{- range $label, $probe := dict "live" .Values.livenessProbe "ready" .Values.readinessProbe }}
{{- with ($probe).httpGet }}
  {{ printf "%-9s GET %s on the port %v" $label (.path | default "/") .port }}
{{- end }}
{{- with ($probe).exec }}
  {{ printf "%-9s %s" $label (join " " .command) }}
{{- end }}
{{- end }}
{{- end }}

{{/*
What NOTES.txt warns of, one item a choice that is unsafe.
*/}}
{{- define "echo-agent.warnings" }}
{{- $image := .Values.image | default dict }}
{{- if hasSuffix "stefanprodan/podinfo" (toString $image.repository) }}
  - The image is the sample one: put your own into image.repository and image.tag, its paths into
    the probes, its ports into ports.
{{- end }}
{{- if and (not $image.digest) (eq (toString $image.tag) "latest") }}
  - The tag "latest" moves: pin image.tag or image.digest, or a roll back brings nothing back.
{{- end }}
{{- if has (lower (toString (.Values.logLevel).level)) (list "debug" "trace") }}
  - The log level is {{ .Values.logLevel.level }}: it may write secrets and fills disks.
{{- end }}
{{- include "echo-agent.features.warnings" . }}
{{- end }}
