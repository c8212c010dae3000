import { defineRule, fault } from '../rule.ts';

const ofNoNamespace =
  /^(Cluster\w*|Namespace|PersistentVolume|(Priority|Storage|Ingress|Gateway|Runtime)Class|CustomResourceDefinition|\w+WebhookConfiguration|ValidatingAdmissionPolicy\w*|APIService|CSIDriver)$/;

export default defineRule({
  id: 'object-namespace',
  rows: ['O1'],
  title: 'Every object says in which namespace it belongs',
  *check({ objects }) {
    for (const object of objects) {
      if (object.metadata.namespace || ofNoNamespace.test(object.kind)) continue;
      yield fault(
        object,
        'metadata.namespace',
        'the object names no namespace, so that GitOps may put it anywhere',
        'Write namespace: {{ .Release.Namespace | quote }}.',
      );
    }
  },
});
