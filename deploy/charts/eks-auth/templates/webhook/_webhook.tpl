{{- define "eks-auth.webhookTlsSecret" -}}
{{- if eq .Values.certificates.source "existing" }}
{{- required "certificates.existing.webhookSecret is required if certificates.source is existing and webhook.enabled is true: a Secret of type kubernetes.io/tls" .Values.certificates.existing.webhookSecret }}
{{- else }}
{{- include "eks-auth.fullname" . }}-webhook-tls
{{- end }}
{{- end }}

{{/* An address to listen on. Input: the root and the port. */}}
{{- define "eks-auth.listen" -}}
{{- $host := (index . 0).Values.listenAddress }}
{{- if contains ":" $host }}{{ printf "[%s]:%d" $host (index . 1) }}{{ else }}{{ printf "%s:%d" $host (index . 1) }}{{ end }}
{{- end }}
