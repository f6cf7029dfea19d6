{{- define "eks-auth.webhookRules" -}}
# Which service accounts have an association.
- apiGroups: [eks-auth.dev]
  resources: [podidentityassociations, clusterpodidentityassociations]
  verbs: [list, watch]
{{- if eq .Values.certificates.source "managed" }}
# The authorities that the API server trusts.
- apiGroups: [admissionregistration.k8s.io]
  resources: [mutatingwebhookconfigurations]
  resourceNames: [{{ include "eks-auth.fullname" . }}]
  verbs: [get, patch]
{{- end }}
{{- end }}

{{- define "eks-auth.certificateRules" -}}
{{- $fullname := include "eks-auth.fullname" . -}}
# The certificates. The chart makes these objects, so there is no right to create any.
- apiGroups: [""]
  resources: [secrets]
  resourceNames: [{{ $fullname }}-ca, {{ $fullname }}-webhook-tls{{ if .Values.service.enabled }}, {{ $fullname }}-serve-tls{{ end }}]
  verbs: [get, patch]
- apiGroups: [""]
  resources: [configmaps]
  resourceNames: [{{ $fullname }}-ca]
  verbs: [get, patch]
{{- end }}
