{{/* Where pods run. Input: a component's values. Output: keys of a pod's spec, or nothing. */}}
{{- define "eks-auth.scheduling" -}}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Pods are spread over nodes and zones, as far as possible. Input: the root, the component's name and its values. */}}
{{- define "eks-auth.spread" -}}
{{- with (index . 2).topologySpreadConstraints }}
{{- toYaml . }}
{{- else }}
{{- range $key := list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
- maxSkew: 1
  topologyKey: {{ $key }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- include "eks-auth.selectorLabels" $ | nindent 6 }}
  matchLabelKeys: [pod-template-hash]
{{- end }}
{{- end }}
{{- end }}

{{/* Input: the port's name. A start can take a minute, as with many associations. */}}
{{- define "eks-auth.probes" -}}
startupProbe:
  httpGet: { path: /healthz, port: {{ . }} }
  periodSeconds: 1
  timeoutSeconds: 5
  failureThreshold: 60
livenessProbe:
  httpGet: { path: /healthz, port: {{ . }} }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  httpGet: { path: /readyz, port: {{ . }} }
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 2
{{- end }}

{{/* What every pod but the agent's runs with: Pod Security "restricted". */}}
{{- define "eks-auth.restrictedPod" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "eks-auth.restrictedContainer" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* A container with one capability. Without file capabilities, only root gets it. Input: the capability. */}}
{{- define "eks-auth.rootContainer" -}}
runAsUser: 0
runAsGroup: 0
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
  add: [{{ . }}]
{{- end }}

{{/* A Secret of the release's namespace, which only the pod's group can read. Input: name, secret, items. */}}
{{- define "eks-auth.secretVolume" -}}
- name: {{ .name }}
  secret:
    secretName: {{ .secret }}
    defaultMode: 0440
    items:
      {{- range .items }}
      - key: {{ . }}
        path: {{ . }}
      {{- end }}
{{- end }}

{{/* A component's ServiceAccount. Input: the root, the component's name and its values. */}}
{{- define "eks-auth.serviceAccount" -}}
{{- $root := index . 0 -}}
{{- $account := (index . 2).serviceAccount -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "eks-auth.serviceAccountName" (list $root (index . 1) $account) }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "eks-auth.labels" . | nindent 4 }}
  {{- with $account.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/* The PodDisruptionBudget of a component. Input: the root and the component's name. */}}
{{- define "eks-auth.podDisruptionBudget" -}}
{{- $root := index . 0 -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "eks-auth.fullname" $root }}-{{ index . 1 }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "eks-auth.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "eks-auth.selectorLabels" . | nindent 6 }}
{{- end }}
