{{- define "eks-auth.serviceTlsSecret" -}}
{{- if eq .Values.certificates.source "existing" }}
{{- required "certificates.existing.serviceSecret is required if certificates.source is existing: a Secret of type kubernetes.io/tls" .Values.certificates.existing.serviceSecret }}
{{- else }}
{{- include "eks-auth.fullname" . }}-serve-tls
{{- end }}
{{- end }}

{{- define "eks-auth.sessionKeySecret" -}}
{{- default (printf "%s-session-key" (include "eks-auth.fullname" .)) .Values.credentials.embedded.existingSecret }}
{{- end }}

{{/* The cluster that the chart is installed in, as an entry of clusters. */}}
{{- define "eks-auth.ownCluster" -}}
name: {{ include "eks-auth.clusterName" . }}
region: {{ include "eks-auth.clusterRegion" . }}
accountId: {{ include "eks-auth.clusterAccountId" . | quote }}
{{- with .Values.cluster }}
{{- with .partition }}
partition: {{ . }}
{{- end }}
{{- with .issuer }}
issuer: {{ . }}
{{- end }}
apiServer: {}
maxTokenLifetimeSeconds: {{ int64 .maxTokenLifetimeSeconds }}
{{- with .revocation }}
revocation: {{ . }}
revocationFailurePolicy: {{ $.Values.cluster.revocationFailurePolicy }}
{{- end }}
{{- with .allowedRoles }}
allowedRoles:
  {{- toYaml . | nindent 2 }}
{{- end }}
associationResources:
  namespaceRoles:
    {{- toYaml .namespaceRoles | nindent 4 }}
{{- end }}
{{- end }}

{{/* An entry of extraClusters, as an entry of clusters: secretName becomes the files of its API server. */}}
{{- define "eks-auth.extraCluster" -}}
{{- $cluster := omit . "secretName" }}
{{- if .secretName }}
{{- $folder := printf "/etc/eks-auth/clusters/%s" .name }}
{{- $files := dict "tokenFile" (printf "%s/token" $folder) "caFile" (printf "%s/ca.crt" $folder) }}
{{- $cluster = set $cluster "apiServer" (merge (deepCopy (default dict .apiServer)) $files) }}
{{- end }}
{{- toYaml $cluster }}
{{- end }}

{{- define "eks-auth.credentials" -}}
{{- with .Values.credentials }}
{{- if .embedded.enabled -}}
embedded:
  keyFile: /etc/eks-auth/session-key/session.pem
{{- else -}}
sts:
  region: {{ default (include "eks-auth.clusterRegion" $) .sts.region }}
  {{- with .sts.endpoint }}
  endpoint: {{ . }}
  {{- end }}
{{- end }}
{{- with .sessionNameTemplate }}
sessionNameTemplate: {{ . | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* The service's configuration: eks-auth.yaml. */}}
{{- define "eks-auth.config" -}}
{{- $host := include "eks-auth.serviceHost" (list . "serve") }}
{{- $config := dict }}
{{- $_ := set $config "listen" (dict
  "host" .Values.listenAddress
  "port" 8480
  "publicHosts" (concat (list $host) .Values.service.publicHosts)
  "tls" (dict "certificateFile" "/etc/eks-auth/tls/tls.crt" "keyFile" "/etc/eks-auth/tls/tls.key")) }}
{{- $_ := set $config "admin" (dict "host" .Values.listenAddress "port" 8481) }}
{{- $_ := set $config "callers" (dict "serviceAccount" (dict
  "audience" (include "eks-auth.callerAudience" .)
  "namespace" (default .Release.Namespace .Values.service.callers.namespace)
  "name" (default (include "eks-auth.serviceAccountName" (list . "agent" .Values.agent.serviceAccount)) .Values.service.callers.name))) }}
{{- with .Values.service.eksApi }}
{{- if .enabled }}
{{- $_ := set $config "eksApi" (dict
  "host" $.Values.listenAddress
  "port" 8482
  "publicHosts" $config.listen.publicHosts
  "tls" $config.listen.tls
  "callers" (required "service.eksApi.callers is required if service.eksApi.enabled is true: see docs/eks-api.md" .callers)) }}
{{- end }}
{{- end }}
{{- $_ := set $config "denyListConfigMap" (dict
  "cluster" (include "eks-auth.clusterName" .)
  "namespace" .Release.Namespace
  "name" (printf "%s-deny-list" (include "eks-auth.fullname" .))) }}
{{- $_ := set $config "credentials" (include "eks-auth.credentials" . | fromYaml) }}
{{- $clusters := list (include "eks-auth.ownCluster" . | fromYaml) }}
{{- range .Values.extraClusters }}
{{- $clusters = append $clusters (include "eks-auth.extraCluster" . | fromYaml) }}
{{- end }}
{{- $_ := set $config "clusters" $clusters }}
{{- toYaml (mergeOverwrite $config (deepCopy .Values.service.config)) }}
{{- end }}

{{/* A hash of what the service reads only at its start. Everything else applies without a restart. */}}
{{- define "eks-auth.restartHash" -}}
{{- $config := include "eks-auth.config" . | fromYaml }}
{{- $limits := default dict $config.limits }}
{{- $settings := list (omit $config.listen "publicHosts") $config.admin $config.audit $limits.maxConcurrentRequests (hasKey $config.callers "certificate") }}
{{- with $config.eksApi }}
{{- $settings = append $settings (list (omit . "publicHosts" "callers") (hasKey .callers "certificate")) }}
{{- end }}
{{- $settings | toJson | sha256sum }}
{{- end }}
