{{/* The chart's name, for labels. */}}
{{- define "eks-auth.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 48 | trimSuffix "-" }}
{{- end }}

{{/* The start of all names: at most 48 characters, because names of Services can have 63. */}}
{{- define "eks-auth.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 48 | trimSuffix "-" }}
{{- else if contains (include "eks-auth.name" .) .Release.Name }}
{{- .Release.Name | trunc 48 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "eks-auth.name" .) | trunc 48 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{/* Labels that select the pods of a component. Input: a list of the root and the component's name. */}}
{{- define "eks-auth.selectorLabels" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ include "eks-auth.name" $root }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{/* Labels of an object. Input: a list of the root and the component's name. */}}
{{- define "eks-auth.labels" -}}
{{- $root := index . 0 -}}
{{ include "eks-auth.selectorLabels" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: {{ include "eks-auth.name" $root }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name ($root.Chart.Version | replace "+" "_") }}
{{- with $root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Labels of the pods of a component. Input: the root, the component's name and its own labels. */}}
{{- define "eks-auth.podLabels" -}}
{{- $root := index . 0 -}}
{{ include "eks-auth.selectorLabels" . }}
{{- with merge (deepCopy (index . 2)) $root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "eks-auth.image" -}}
{{- with .Values.image -}}
{{- if .digest }}
{{- printf "%s@%s" .repository .digest }}
{{- else }}
{{- printf "%s:%s" .repository (default $.Chart.AppVersion .tag) }}
{{- end }}
{{- end }}
{{- end }}

{{/* The name of a component's service account. Input: the root, the component's name and its serviceAccount values. */}}
{{- define "eks-auth.serviceAccountName" -}}
{{- default (printf "%s-%s" (include "eks-auth.fullname" (index . 0)) (index . 1)) (index . 2).name }}
{{- end }}

{{- define "eks-auth.clusterName" -}}
{{- required "cluster.name is required: the name of this cluster in requests and ARNs, such as --set cluster.name=edge" .Values.cluster.name }}
{{- end }}

{{- define "eks-auth.clusterRegion" -}}
{{- required "cluster.region is required: the AWS region in the cluster's ARN, such as --set cluster.region=eu-west-1" .Values.cluster.region }}
{{- end }}

{{/* The account, also if Helm read it as a number. */}}
{{- define "eks-auth.clusterAccountId" -}}
{{- $account := .Values.cluster.accountId }}
{{- if not (kindIs "string" $account) }}
{{- $account = int64 $account | toString }}
{{- end }}
{{- $account = required "cluster.accountId is required: the AWS account in the cluster's ARN, such as --set-string cluster.accountId=111122223333" $account }}
{{- if not (regexMatch "^[0-9]{12}$" $account) }}
{{- fail (printf "cluster.accountId is %s, but must be the 12 digits of an AWS account. If it starts with 0, write it in quotes, or use --set-string" $account) }}
{{- end }}
{{- $account }}
{{- end }}

{{/*
The host name of a component's Service, as clients in the cluster call it. Input: the root and the component's name.
*/}}
{{- define "eks-auth.serviceHost" -}}
{{- printf "%s-%s.%s.svc" (include "eks-auth.fullname" (index . 0)) (index . 1) (index . 0).Release.Namespace }}
{{- end }}

{{/* The names that the service's certificate is for, as YAML: all hosts that are not addresses. */}}
{{- define "eks-auth.certificateHosts" -}}
- {{ include "eks-auth.serviceHost" (list . "serve") }}
{{- range .Values.service.publicHosts }}
{{- if not (regexMatch "^[0-9.]+$|:" .) }}
- {{ lower . }}
{{- end }}
{{- end }}
{{- end }}

{{- define "eks-auth.callerAudience" -}}
{{- default (printf "https://%s" (include "eks-auth.serviceHost" (list . "serve"))) .Values.service.callers.audience }}
{{- end }}
