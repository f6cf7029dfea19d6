{{/*
A glob of the configuration or of the annotation as a regular expression of CEL: * matches any characters but a colon, and ?
any one. All else between \Q and \E is literal; a backslash, which could end that, is escaped. Input: an expression.
*/}}
{{- define "eks-auth.globPattern" -}}
r'^\Q' + {{ . }}.replace('\\', r'\E\\\Q').replace('*', r'\E[^:]*\Q').replace('?', r'\E[^:]\Q') + r'\E$'
{{- end }}

{{/* The text of an annotation, as a list of at most one. Input: an object that is not null. */}}
{{- define "eks-auth.allowedRolesOf" -}}
has({{ . }}.metadata.annotations) && 'eks-auth.dev/allowed-roles' in {{ . }}.metadata.annotations
? [{{ . }}.metadata.annotations['eks-auth.dev/allowed-roles']] : []
{{- end }}

{{/* Whether a text is the ARN of a role, or a glob for one. Input: an expression. */}}
{{- define "eks-auth.isRoleGlob" -}}
{{ . }}.matches(r'^arn:[a-z*?-]+:iam::[\d*?]{1,12}:role/[\x21-\x7e]+$')
{{- end }}
