/** Where examples look in the good release. */
export const web = 'Deployment/rel-shop';
export const store = 'StatefulSet/rel-store';
export const test = 'Pod/rel-shop-test';
export const policy = 'NetworkPolicy/rel-shop';
export const pod = 'spec.template.spec';
export const app = 'spec.template.spec.containers[0]';
export const nameLabel = 'metadata.labels["app.kubernetes.io/name"]';
export const hook = 'metadata.annotations["helm.sh/hook"]';
export const deletePolicy = 'metadata.annotations["helm.sh/hook-delete-policy"]';
