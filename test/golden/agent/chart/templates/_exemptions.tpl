{{/*
What checkers ask for and this workload, for a reason, does not do: a line "tool/check: reason"
each, there only while it applies. Context: root, workload.
*/}}
{{- define "echo-agent.exemptions" }}
{{- $values := .root.Values }}
{{- $user := ($values.securityContext).runAsUser | default ($values.podSecurityContext).runAsUser }}
{{- if or ($values.openshift).enabled (lt (int64 $user) 10000) }}
kube-score/container-security-context-user-group-id: the image or OpenShift decides the user
checkov/CKV_K8S_40: the image or OpenShift decides the user
{{- end }}
{{- if not (((.workload.resources).limits).cpu) }}
kube-score/container-resources: a CPU limit would throttle
polaris/cpuLimitsMissing: a CPU limit would throttle
checkov/CKV_K8S_11: a CPU limit would throttle
{{- end }}
{{- if ($values.serviceAccount).automountServiceAccountToken }}
polaris/automountServiceAccountToken: the app talks to the Kubernetes API
checkov/CKV_K8S_38: the app talks to the Kubernetes API
{{- end }}
{{- if regexMatch "secret(Key)?Ref" (list .workload.env .workload.envFrom | toJson) }}
checkov/CKV_K8S_35: the app reads secrets from its environment
{{- end }}
{{- if include "echo-agent.autoscaledFrom" .root | trim }}
polaris/deploymentMissingReplicas: an autoscaler owns the number
{{- else if lt (int64 $values.replicaCount) 2 }}
polaris/deploymentMissingReplicas: one pod is asked for
kube-score/deployment-replicas: one pod is asked for
{{- end }}
{{- if eq (toString (.workload.strategy).type) "Recreate" }}
kube-score/deployment-strategy: two of these pods must not run at once
{{- end }}
{{- include "echo-agent.exemptions.object" .root }}
{{- include "echo-agent.exemptions.image" $values.image }}
{{- include "echo-agent.features.exemptions" .root }}
{{- end }}

{{- define "echo-agent.exemptions.object" }}
{{- $name := include "echo-agent.fullname" . }}
{{- if ne $name (include "echo-agent.instance" .) }}
polaris/metadataAndInstanceMismatched: a release has several objects
{{- end }}
{{- end }}

{{- define "echo-agent.exemptions.image" }}
{{- $image := . | default dict }}
{{- if not $image.digest }}
checkov/CKV_K8S_43: the image is named by a tag
{{- end }}
{{- if ne ($image.pullPolicy | default "Always") "Always" }}
kube-score/container-image-pull-policy: the values tell nodes to keep the image
polaris/pullPolicyNotAlways: the values tell nodes to keep the image
checkov/CKV_K8S_15: the values tell nodes to keep the image
{{- end }}
{{- end }}

{{/*
Such lines as the annotations by which each checker is told, on the workload itself.
*/}}
{{- define "echo-agent.exempt" -}}
{{- $all := dict }}
{{- $score := list }}
{{- $skips := list }}
{{- range $check, $reason := fromYaml . }}
{{- $id := base $check }}
{{- if hasPrefix "kube-score/" $check }}
{{- $score = append $score $id }}
{{- else if hasPrefix "checkov/" $check }}
{{- $skips = append $skips (printf "%s=%s" $id $reason) }}
{{- else }}
{{- $_ := set $all (printf "polaris.fairwinds.com/%s-exempt" $id) "true" }}
{{- end }}
{{- end }}
{{- with $score }}
{{- $_ := set $all "kube-score/ignore" (join "," .) }}
{{- end }}
{{- range $i, $skip := $skips }}
{{- $_ := set $all (printf "checkov.io/skip%d" (add1 $i)) $skip }}
{{- end }}
{{- with $all }}
{{- toYaml . }}
{{- end }}
{{- end }}
