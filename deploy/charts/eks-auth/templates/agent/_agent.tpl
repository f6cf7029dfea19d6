{{- define "eks-auth.endpoint" -}}
{{- if .Values.agent.endpoint }}
{{- .Values.agent.endpoint }}
{{- else if .Values.service.enabled }}
{{- $port := int64 .Values.service.kubernetesService.port }}
{{- printf "https://%s" (include "eks-auth.serviceHost" (list . "serve")) }}{{ if ne $port 443 }}:{{ $port }}{{ end }}
{{- else }}
{{- fail "agent.endpoint is required if service.enabled is false: the URL of the service in another cluster, such as https://eks-auth.example.org" }}
{{- end }}
{{- end }}

{{/* The audience of the agent's own token. */}}
{{- define "eks-auth.agentAudience" -}}
{{- if .Values.agent.audience }}
{{- .Values.agent.audience }}
{{- else if .Values.service.enabled }}
{{- include "eks-auth.callerAudience" . }}
{{- else }}
{{- fail "agent.audience is required if service.enabled is false: service.callers.audience of the service that the agent calls" }}
{{- end }}
{{- end }}

{{/*
The source of the volume with ca.crt, the authorities of the service's certificate; nothing for those of Node.js. It is
never the service's own Secret: then the kubelet of every node could read the service's private key.
*/}}
{{- define "eks-auth.agentCaVolume" -}}
{{- $fullname := include "eks-auth.fullname" . }}
{{- $source := .Values.certificates.source }}
{{- if .Values.agent.ca.configMap -}}
configMap:
  name: {{ .Values.agent.ca.configMap }}
  items: [{ key: {{ .Values.agent.ca.key }}, path: ca.crt }]
{{- else if .Values.agent.ca.pem -}}
configMap:
  name: {{ $fullname }}-agent-ca
  items: [{ key: ca.crt, path: ca.crt }]
{{- else if and .Values.service.enabled (eq $source "managed") (not .Values.agent.endpoint) -}}
configMap:
  name: {{ $fullname }}-ca
  items: [{ key: ca.crt, path: ca.crt }]
{{- else if and .Values.service.enabled (eq $source "certManager") (not .Values.agent.endpoint) -}}
secret:
  secretName: {{ $fullname }}-agent-ca
  items: [{ key: ca.crt, path: ca.crt }]
{{- end }}
{{- end }}
