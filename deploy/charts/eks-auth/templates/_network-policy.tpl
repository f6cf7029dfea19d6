{{/*
The NetworkPolicy of a component. Input: the root, the component's name and its ports, which are open to all: agents and the
API server have addresses of nodes, which a NetworkPolicy can't select. Probes come from the node, which is always allowed.
*/}}
{{- define "eks-auth.networkPolicy" -}}
{{- $root := index . 0 -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "eks-auth.fullname" $root }}-{{ index . 1 }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "eks-auth.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- include "eks-auth.selectorLabels" . | nindent 6 }}
  policyTypes:
    - Ingress
    {{- with $root.Values.networkPolicy.egress }}
    - Egress
    {{- end }}
  ingress:
    - ports:
        {{- range slice . 2 }}
        - { port: {{ . }}, protocol: TCP }
        {{- end }}
    - ports:
        - { port: 8481, protocol: TCP }
      from:
        {{- toYaml (default (list (dict "namespaceSelector" dict)) $root.Values.networkPolicy.metricsFrom) | nindent 8 }}
  {{- with $root.Values.networkPolicy.egress }}
  egress:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
