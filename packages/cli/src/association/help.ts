/** Examples in the help of the `association` commands. */
export const examples = {
  all: `
Examples:
  export EKS_AUTH_CONFIG=eks-auth.yaml
  eks-auth association list --cluster edge
  eks-auth association add --cluster edge --namespace shop --service-account cart \\
    --role-arn arn:aws:iam::111122223333:role/cart
  eks-auth association show --cluster edge --namespace shop --service-account cart
  eks-auth association remove --cluster edge --namespace shop --service-account cart

  eks-auth association list --context edge
  eks-auth association show --context edge --namespace shop --service-account cart

Associations are in a file, which --config and --cluster name, or they are resources of a Kubernetes cluster, which
--context names. The commands use kubectl for resources. Comments and order of a file are kept. A running service applies
a change of a file within 2 s, and of a resource within 1 s.
`,
  list: `
Examples:
  eks-auth association list --config eks-auth.yaml --cluster edge
  eks-auth association list --context edge
  eks-auth association list --context edge --namespace shop --json

Roles are without arn:aws:iam::, and those of the cluster's account without the account. LIFETIME and POLICY are those that
the associations set themselves; eks-auth association show prints the policy.
`,
  add: `
Examples:
  eks-auth association add --config eks-auth.yaml --cluster edge \\
    --namespace 'team-*' --service-account '*' --role-arn arn:aws:iam::111122223333:role/team
  eks-auth association add --config eks-auth.yaml --cluster edge \\
    --namespace shop --service-account cart --role-arn arn:aws:iam::111122223333:role/cart \\
    --disable-session-tags --policy "$(cat policy.json)"
  eks-auth association add --context edge --namespace shop --service-account cart \\
    --role-arn arn:aws:iam::111122223333:role/cart

A name can be a glob: * matches any characters, ? matches one. Quote it, so that the shell does not expand it.

With --context, a PodIdentityAssociation is created in the namespace, or a ClusterPodIdentityAssociation if the namespace is
a glob. The namespace must allow the role: kubectl annotate namespace shop eks-auth.dev/allowed-roles=ROLE_ARN
`,
  show: `
Examples:
  eks-auth association show --config eks-auth.yaml --cluster edge --namespace shop --service-account cart
  eks-auth association show --config eks-auth.yaml --cluster edge --namespace shop --service-account cart \\
    --json | jq -r .association.roleArn
  eks-auth association show --context edge --namespace shop --service-account cart
  eks-auth association show --context edge --cluster-wide --name teams
`,
  remove: `
Examples:
  eks-auth association remove --config eks-auth.yaml --cluster edge --namespace 'team-*' --service-account '*'
  eks-auth association remove --context edge --namespace shop --service-account cart
  eks-auth association remove --context edge --namespace shop --name cart-2

If several resources are for the same names, select one with --name.
`,
  import: `
Examples:
  for id in $(aws eks list-pod-identity-associations --cluster-name prod \\
      --query 'associations[].associationId' --output text); do
    aws eks describe-pod-identity-association --cluster-name prod --association-id "$id" --output json
  done | eks-auth association import --config eks-auth.yaml --cluster edge

  eks-auth association import --config eks-auth.yaml --cluster edge --dry-run described.json
  eks-auth association import --context edge --dry-run described.json

Either all associations are imported or none, with their tags, but without AWS's IDs. Empty input is an error with exit
code 1, since the exit code of aws is lost in a pipe. With --context, the API server checks all of them before the
first is created.
`,
  export: `
Examples:
  eks-auth association export --to kubernetes --config eks-auth.yaml --cluster edge > associations.yaml
  eks-auth association export --to kubernetes --config eks-auth.yaml --cluster edge | kubectl apply --filename -
  eks-auth association export --to file --context edge > edge.yaml

If an association can't be exported, standard error has the reason, and the exit code is 1. Then the output has the others.
`,
  confirm: `
Examples:
  eks-auth association confirm --config eks-auth.yaml --cluster edge
  eks-auth association confirm --config eks-auth.yaml --cluster edge --json

If a file loses more than half of at least 20 associations, a running service keeps the previous ones for the shrinkGrace
of the cluster, 60 s by default: another tool may have truncated the file. This applies it at once, and so does SIGHUP.
`,
} as const;
