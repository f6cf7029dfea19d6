{{/*
The NetworkPolicy of a component. Input: the root, the component's name, its port, which is open to all, and the ports of pods.
Agents and the API server have addresses of nodes, which a NetworkPolicy can't select. A port of pods is a dict with port, and
from, which is every pod of the cluster if it is empty. Probes come from the node, which is always allowed.
*/}}
{{- define "eks-auth.networkPolicy" -}}
{{- $root := index . 0 -}}
{{- $metrics := dict "port" 8481 "from" $root.Values.networkPolicy.metricsFrom -}}
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
        - { port: {{ index . 2 }}, protocol: TCP }
    {{- range append (index . 3) $metrics }}
    - ports:
        - { port: {{ .port }}, protocol: TCP }
      from:
        {{- toYaml (default (list (dict "namespaceSelector" dict)) .from) | nindent 8 }}
    {{- end }}
  {{- with $root.Values.networkPolicy.egress }}
  egress:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
