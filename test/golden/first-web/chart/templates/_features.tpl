{{/*
What the features of this chart add, one include a line. Every slot is here and nowhere else.

Parts of the pod. Context: root, component, workload (see _pod.tpl). Maps by name:
*/}}
{{- define "my-app.features.annotations" }}
{{ include "my-app.configmap.annotations" . }}
{{- end }}

{{- define "my-app.features.env" }}
{{- end }}

{{/*
Lists:
*/}}
{{- define "my-app.features.envFrom" }}
{{ include "my-app.configmap.envFrom" . }}
{{- end }}

{{- define "my-app.features.volumes" }}
{{- end }}

{{- define "my-app.features.volumeMounts" }}
{{- end }}

{{/*
The least replicas that an active autoscaler gives; nothing where none is active.
*/}}
{{- define "my-app.autoscaledFrom" }}
{{- include "my-app.hpa.leastReplicas" . }}
{{- end }}

{{/*
What checkers ask for and a feature does not do; see _exemptions.tpl.
*/}}
{{- define "my-app.features.exemptions" }}
{{- include "my-app.networkpolicy.exemptions" . }}
{{- end }}

{{/*
Lines of NOTES.txt, and its warnings.
*/}}
{{- define "my-app.features.notes" }}
{{- include "my-app.ingress.notes" . }}
{{- include "my-app.service.notes" . }}
{{- include "my-app.hpa.notes" . }}
{{- include "my-app.servicemonitor.notes" . }}
{{- end }}

{{- define "my-app.features.warnings" }}
{{- include "my-app.configmap.warnings" . }}
{{- include "my-app.ingress.warnings" . }}
{{- include "my-app.pdb.warnings" . }}
{{- include "my-app.networkpolicy.warnings" . }}
{{- end }}
