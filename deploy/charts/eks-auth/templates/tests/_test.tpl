{{/* The role of the test's pod; nothing if it has no association. */}}
{{- define "eks-auth.testRole" -}}
{{- if .Values.tests.roleArn }}
{{- .Values.tests.roleArn }}
{{- else if and .Values.service.enabled .Values.credentials.embedded.enabled (not .Values.cluster.allowedRoles) }}
{{- printf "arn:%s:iam::%s:role/eks-auth-test" (default "aws" .Values.cluster.partition) (include "eks-auth.clusterAccountId" .) }}
{{- end }}
{{- end }}

{{/* What every object of the test has. Helm removes them after a success, and before the next test. */}}
{{- define "eks-auth.testMetadata" -}}
labels:
  {{- include "eks-auth.labels" (list . "test") | nindent 2 }}
annotations:
  helm.sh/hook: test
  helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end }}
