{{/*
What the features of this chart add, one include a line. Every slot is here and nowhere else.

Parts of the pod. Context: root, component, workload (see _pod.tpl). Maps by name:
*/}}
{{- define "echo-agent.features.annotations" }}
{{ include "echo-agent.configmap.annotations" . }}
{{- end }}

{{- define "echo-agent.features.env" }}
{{- end }}

{{/*
Lists:
*/}}
{{- define "echo-agent.features.envFrom" }}
{{ include "echo-agent.configmap.envFrom" . }}
{{- end }}

{{- define "echo-agent.features.volumes" }}
{{- end }}

{{- define "echo-agent.features.volumeMounts" }}
{{- end }}

{{/*
The least replicas that an active autoscaler gives; nothing where none is active.
*/}}
{{- define "echo-agent.autoscaledFrom" }}
{{- include "echo-agent.hpa.leastReplicas" . }}
{{- end }}

{{/*
What checkers ask for and a feature does not do; see _exemptions.tpl.
*/}}
{{- define "echo-agent.features.exemptions" }}
{{- include "echo-agent.networkpolicy.exemptions" . }}
{{- end }}

{{/*
Lines of NOTES.txt, and its warnings.
*/}}
{{- define "echo-agent.features.notes" }}
{{- include "echo-agent.values.notes" . }}
{{- include "echo-agent.ingress.notes" . }}
{{- include "echo-agent.service.notes" . }}
{{- include "echo-agent.hpa.notes" . }}
{{- include "echo-agent.servicemonitor.notes" . }}
{{- end }}

{{- define "echo-agent.features.warnings" }}
{{- include "echo-agent.configmap.warnings" . }}
{{- include "echo-agent.ingress.warnings" . }}
{{- include "echo-agent.pdb.warnings" . }}
{{- include "echo-agent.networkpolicy.warnings" . }}
{{- end }}
