{{/*
A ClusterRole and its binding to a component's service account. Input: the root, the component's name, the name of the
service account, and the rules as YAML.
*/}}
{{- define "eks-auth.clusterRole" -}}
{{- $root := index . 0 -}}
{{- $name := printf "%s-%s" (include "eks-auth.fullname" $root) (index . 1) -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: {{ $name }}
  labels:
    {{- include "eks-auth.labels" . | nindent 4 }}
rules:
  {{- index . 3 | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: {{ $name }}
  labels:
    {{- include "eks-auth.labels" . | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: {{ $name }}
subjects:
  - { kind: ServiceAccount, name: {{ index . 2 }}, namespace: {{ $root.Release.Namespace }} }
{{- end }}

{{/* A Role of the release's namespace, and its binding. Input: as for eks-auth.clusterRole. */}}
{{- define "eks-auth.role" -}}
{{- $root := index . 0 -}}
{{- $name := printf "%s-%s" (include "eks-auth.fullname" $root) (index . 1) -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "eks-auth.labels" . | nindent 4 }}
rules:
  {{- index . 3 | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "eks-auth.labels" . | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ $name }}
subjects:
  - { kind: ServiceAccount, name: {{ index . 2 }}, namespace: {{ $root.Release.Namespace }} }
{{- end }}
