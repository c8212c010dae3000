{{/*
What the features of this chart add, one include a line. Every slot is here and nowhere else.

Parts of the pod. Context: root, component, workload (see _pod.tpl). Maps by name:
*/}}
{{- define "bare.features.annotations" }}
{{- end }}

{{- define "bare.features.env" }}
{{- end }}

{{/*
Lists:
*/}}
{{- define "bare.features.envFrom" }}
{{- end }}

{{- define "bare.features.volumes" }}
{{- end }}

{{- define "bare.features.volumeMounts" }}
{{- end }}

{{/*
The least replicas that an active autoscaler gives; nothing where none is active.
*/}}
{{- define "bare.autoscaledFrom" }}
{{- end }}

{{/*
What checkers ask for and a feature does not do; see _exemptions.tpl.
*/}}
{{- define "bare.features.exemptions" }}
{{- end }}

{{/*
Lines of NOTES.txt, and its warnings.
*/}}
{{- define "bare.features.notes" }}
{{- end }}

{{- define "bare.features.warnings" }}
{{- end }}
