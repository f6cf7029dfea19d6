{{/* What the service needs of an API server whose associations it uses. */}}
{{- define "eks-auth.serviceRules" -}}
# The associations, and the annotations of namespaces that allow their roles.
- apiGroups: [eks-auth.dev]
  resources: [podidentityassociations, clusterpodidentityassociations]
  verbs: [get, list, watch]
- apiGroups: [""]
  resources: [namespaces]
  verbs: [list, watch]
# Their status, by server-side apply.
- apiGroups: [eks-auth.dev]
  resources: [podidentityassociations/status, clusterpodidentityassociations/status]
  verbs: [patch]
{{- if .Values.cluster.changeAssociations }}
# cluster.changeAssociations.
- apiGroups: [eks-auth.dev]
  resources: [clusterpodidentityassociations]
  verbs: [create, update, delete]
- apiGroups: [eks-auth.dev]
  resources: [podidentityassociations]
  verbs: [update, delete]
{{- end }}
# Why an association is refused, for its owner.
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create, patch]
# The issuer and its keys.
- nonResourceURLs: [/.well-known/openid-configuration, /openid/v1/jwks]
  verbs: [get]
{{- if eq .Values.cluster.revocation "tokenReview" }}
# cluster.revocation: tokenReview.
- apiGroups: [authentication.k8s.io]
  resources: [tokenreviews]
  verbs: [create]
{{- end }}
{{- end }}

{{- define "eks-auth.denyListRules" -}}
# The deny list. A list or watch of one name is allowed only if it selects this name.
- apiGroups: [""]
  resources: [configmaps]
  resourceNames: [{{ include "eks-auth.fullname" . }}-deny-list]
  verbs: [list, watch]
{{- end }}
