{{/*
The pods of a component. One label in matchLabels and the rest in matchExpressions: Polaris
takes several shared matchLabels for several policies.
*/}}
{{- define "my-app.networkpolicy.pods" -}}
matchLabels:
  app.kubernetes.io/name: {{ include "my-app.name" .root | quote }}
matchExpressions:
  - key: app.kubernetes.io/instance
    operator: In
    values: [{{ include "my-app.instance" .root | quote }}]
  - key: app.kubernetes.io/component
    operator: In
    values: [{{ .component | quote }}]
{{- end }}

{{/*
One peer: pods by their labels (through tpl) and their namespace's, or addresses.
Context: root; path, where the peer stands, such as allowTo.database; peer.
*/}}
{{- define "my-app.networkpolicy.peer" -}}
{{- $peer := dict }}
{{- with .peer.namespaceLabels }}
{{- $_ := set $peer "namespaceSelector" (dict "matchLabels" .) }}
{{- end }}
{{- with .peer.podLabels }}
{{- $_ := set $peer "podSelector" (dict "matchLabels" .) }}
{{- end }}
{{- with .peer.cidr }}
{{- if $peer }}
{{- fail (printf "networkPolicy.%s has labels and a cidr: make two entries of it" $.path) }}
{{- end }}
{{- $block := dict "cidr" . }}
{{- with $.peer.except }}
{{- $_ := set $block "except" . }}
{{- end }}
{{- $_ := set $peer "ipBlock" $block }}
{{- end }}
{{- if not $peer }}
{{- fail (printf "networkPolicy.%s needs namespaceLabels, podLabels or a cidr" .path) }}
{{- end }}
{{- tpl (list $peer | toYaml) .root }}
{{- end }}

{{/*
A port of the pod by its name. Policies see the numbers that pods listen on.
*/}}
{{- define "my-app.networkpolicy.port" -}}
{{- $ports := .root.Values.ports | default dict }}
{{- $extra := .root.Values.extraPorts | default dict }}
{{- if hasKey $ports .name -}}
- port: {{ get $ports .name | int64 }}
  protocol: TCP
{{- else if hasKey $extra .name -}}
{{- $port := get $extra .name -}}
- port: {{ $port.containerPort | int64 }}
  protocol: {{ $port.protocol | default "TCP" }}
{{- else }}
{{- $names := concat (keys $ports) (keys $extra) | sortAlpha | join ", " }}
{{- fail (printf "networkPolicy.%s names the port %q, and there are: %s" .path .name $names) }}
{{- end }}
{{- end }}

{{- define "my-app.networkpolicy.ingress" -}}
{{- range $name, $peer := .Values.networkPolicy.allowFrom }}
{{- if eq (tpl (toString $peer.enabled) $) "true" }}
{{- $at := dict "root" $ "path" (printf "allowFrom.%s" $name) "peer" $peer }}
# {{ $name }}
- from:
    {{- include "my-app.networkpolicy.peer" $at | nindent 4 }}
  ports:
    {{- range $peer.ports }}
    {{- $port := set $at "name" . }}
    {{- include "my-app.networkpolicy.port" $port | nindent 4 }}
    {{- end }}
{{- end }}
{{- end }}
{{- with .Values.networkPolicy.extraIngress }}
{{- tpl (toYaml .) $ | nindent 0 }}
{{- end }}
{{- end }}

{{- define "my-app.networkpolicy.dns" -}}
{{- $dns := (.Values.networkPolicy).dns | default dict }}
{{- if $dns.enabled }}
{{- $at := dict "root" . "path" "dns" "peer" $dns }}
# DNS
- to:
    {{- include "my-app.networkpolicy.peer" $at | nindent 4 }}
    {{- with $dns.nodeLocalCIDR }}
    - ipBlock:
        cidr: {{ . | quote }}
    {{- end }}
  ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
{{- end }}
{{- end }}

{{- define "my-app.networkpolicy.egress" -}}
{{- include "my-app.networkpolicy.dns" . }}
{{- range $name, $peer := .Values.networkPolicy.allowTo }}
{{- if eq (tpl (toString $peer.enabled) $) "true" }}
{{- $at := dict "root" $ "path" (printf "allowTo.%s" $name) "peer" $peer }}
# {{ $name }}
- to:
    {{- include "my-app.networkpolicy.peer" $at | nindent 4 }}
  ports:
    {{- toYaml $peer.ports | nindent 4 }}
{{- end }}
{{- end }}
{{- with .Values.networkPolicy.extraEgress }}
{{- tpl (toYaml .) $ | nindent 0 }}
{{- end }}
{{- end }}

{{- define "my-app.networkpolicy.exemptions" }}
{{- if (.Values.networkPolicy).enabled }}
{{- if not (include "my-app.networkpolicy.ingress" . | trim) }}
polaris/missingNetworkPolicy: nobody calls these pods
{{- end }}
{{- end }}
{{- end }}

{{- define "my-app.networkpolicy.warnings" }}
{{- if not (.Values.networkPolicy).enabled }}
  - networkPolicy is off: every pod of the cluster may reach this one.
{{- end }}
{{- end }}
