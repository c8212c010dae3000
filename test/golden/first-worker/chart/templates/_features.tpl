{{/*
What the features of this chart add, one include a line. Every slot is here and nowhere else.

Parts of the pod. Context: root, component, workload (see _pod.tpl). Maps by name:
*/}}
{{- define "my-worker.features.annotations" }}
{{ include "my-worker.configmap.annotations" . }}
{{- end }}

{{- define "my-worker.features.env" }}
{{- end }}

{{/*
Lists:
*/}}
{{- define "my-worker.features.envFrom" }}
{{ include "my-worker.configmap.envFrom" . }}
{{- end }}

{{- define "my-worker.features.volumes" }}
{{- end }}

{{- define "my-worker.features.volumeMounts" }}
{{- end }}

{{/*
The least replicas that an active autoscaler gives; nothing where none is active.
*/}}
{{- define "my-worker.autoscaledFrom" }}
{{- include "my-worker.hpa.leastReplicas" . }}
{{- end }}

{{/*
What checkers ask for and a feature does not do; see _exemptions.tpl.
*/}}
{{- define "my-worker.features.exemptions" }}
{{- include "my-worker.networkpolicy.exemptions" . }}
{{- end }}

{{/*
Lines of NOTES.txt, and its warnings.
*/}}
{{- define "my-worker.features.notes" }}
{{- include "my-worker.hpa.notes" . }}
{{- include "my-worker.podmonitor.notes" . }}
{{- end }}

{{- define "my-worker.features.warnings" }}
{{- include "my-worker.configmap.warnings" . }}
{{- include "my-worker.pdb.warnings" . }}
{{- include "my-worker.networkpolicy.warnings" . }}
{{- end }}
