{{/*
What the features of this chart add, one include a line. Every slot is here and nowhere else.

Parts of the pod. Context: root, component, workload (see _pod.tpl). Maps by name:
*/}}
{{- define "shop.features.annotations" }}
{{ include "shop.configmap.annotations" . }}
{{- end }}

{{- define "shop.features.env" }}
{{- end }}

{{/*
Lists:
*/}}
{{- define "shop.features.envFrom" }}
{{ include "shop.configmap.envFrom" . }}
{{- end }}

{{- define "shop.features.volumes" }}
{{- end }}

{{- define "shop.features.volumeMounts" }}
{{- end }}

{{/*
The least replicas that an active autoscaler gives; nothing where none is active.
*/}}
{{- define "shop.autoscaledFrom" }}
{{- include "shop.hpa.leastReplicas" . }}
{{- end }}

{{/*
What checkers ask for and a feature does not do; see _exemptions.tpl.
*/}}
{{- define "shop.features.exemptions" }}
{{- include "shop.networkpolicy.exemptions" . }}
{{- end }}

{{/*
Lines of NOTES.txt, and its warnings.
*/}}
{{- define "shop.features.notes" }}
{{- include "shop.ingress.notes" . }}
{{- include "shop.service.notes" . }}
{{- include "shop.hpa.notes" . }}
{{- include "shop.servicemonitor.notes" . }}
{{- end }}

{{- define "shop.features.warnings" }}
{{- include "shop.configmap.warnings" . }}
{{- include "shop.ingress.warnings" . }}
{{- include "shop.pdb.warnings" . }}
{{- include "shop.networkpolicy.warnings" . }}
{{- end }}
